"""Roles: what a line before the first or after the last clause is for, as a table."""

from __future__ import annotations

import re
from enum import StrEnum

DATE = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
)
DOC_NUMBER = (
    r"[\u4e00-\u9fff]{1,14}[〔\[［(（【﹝]\s*(?:19|20|１９|２０)[\d０-９]{2}\s*[〕\]］)）】﹞]\s*"
    r"(?:第\s*)?[\d０-９]{1,5}\s*号"
)
ORG_END = (
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|管理委员会|工作委员会|领导小组|指挥部|局|厅|委|部|院|中心|开发区|办事处|研究室|"
    r"党委|公室|支队|总队|银行|支行|公司|学校|大学|协会|联合会|联社|党工委|区委|县委|市委|省委|法院|检察院)"
)
TITLE_END = (
    r"(?:通知|意见|办法|方案|要点|规定|细则|条例|决定|公告|通报|批复|计划|规划|指南|目录|规则|报告|通告|制度|规范|标准|总结|清单|"
    r"复函|函|纲要|规程|准则|措施|机制|流程|分工|安排|须知|章程|预案|建议|解读|说明|工作|任务|分解表|分工表|一览表|"
    r"法|法典|解释|决议|修正案|守则|大纲|公报|指引|指标|体系)"
)


class Role(StrEnum):
    """What a line outside the clauses is for."""

    NUMBER = "document number"
    LABEL = "label"
    LETTERHEAD = "版头"
    ADDRESSEE = "主送"
    COPY = "抄送"
    IMPRINT = "imprint"
    DATE = "date"
    ADOPTED = "adoption"
    RELEASE = "release"
    ANNEX_LINE = "annex line"
    ANNEX_HEAD = "annex head"
    CONTACT = "contact"
    REMARK = "remark"
    TITLE = "title"
    ISSUER = "issuer"
    LONG = "long"
    SHORT = "short"


_LABELS = (
    r"(?:索\s*引\s*号|签\s*发\s*人|密\s*级|紧急程度|份\s*号|主题分类|主题词|主题|体裁分类|组配分类|服务对象|发布机构|发布单位|发文机关|发文单位|制发机关|制定机关|公开主体|信息名称|名\s*称|标\s*题|"
    r"发文字号|文\s*号|发文日期|成文日期|成文时间|印发日期|发布日期|发布时间|公开日期|生成日期|生效日期|施行日期|失效日期|废止日期|时效性|有效性|文件状态|是否有效|"
    r"公开方式|公开属性|公开形式|公开类别|公开范围|公开时限|关键词|关键字|内容概述|来源|信息来源|有效期|效力状态|文件类型|文种|统一编号|登记号|责任部门|责任编辑|作者|title|source|date|author|url)"
)
_TABLE: tuple[tuple[Role, re.Pattern[str], int], ...] = (
    (Role.COPY, re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|主送|主题词)\s*[:：]"), 600),
    (Role.IMPRINT, re.compile(rf".{{0,40}}{DATE}\s*(?:印\s*发|印制|印)\s*$"), 80),
    (Role.DATE, re.compile(rf"[（(]?{DATE}[）)]?(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?$"), 40),
    (
        Role.ADOPTED,
        re.compile(
            rf"[（(—–─\s-]*{DATE}[^。]*(?:通过|公布|发布|施行|修订|修正|批准|颁布|会议上)\s*[）)]?(?:\s*根据)?$"
        ),
        300,
    ),
    (
        Role.RELEASE,
        re.compile(
            r"[（(【\[]?\s*(?:此件|本文|本件|信息公开(?:选项|属性|形式)|公开(?:方式|属性)|此文).{0,12}(?:公开|不公开|发布|登报).{0,6}[）)】\]]?$"
        ),
        40,
    ),
    (Role.LETTERHEAD, re.compile(r"[\u4e00-\u9fff（）()\s]{5,40}文\s*件$"), 42),
    (Role.NUMBER, re.compile(rf"(?:[（(【\[]?\s*)?{DOC_NUMBER}\s*[）)】\]]?$"), 40),
    (Role.LABEL, re.compile(rf"(?:[|｜]\s*)?[\[【]?{_LABELS}[\]】]?\s*[:：|｜\]】]"), 400),
    (Role.LABEL, re.compile(rf"{_LABELS}\s+\S"), 80),
    (Role.ANNEX_LINE, re.compile(r"附\s*+(?:件|表|录|图)?\s*+[\d一二三四五六七八九十]{0,3}\s*+[:：]\s*\S"), 400),
    (Role.ANNEX_HEAD, re.compile(r"附\s*(?:件|表|录|图)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$"), 12),
    (Role.CONTACT, re.compile(r"[（(]?\s*(?:联系人|联系电话|联系方式|电子邮箱|咨询电话)\s*[:：]"), 200),
    (Role.REMARK, re.compile(r"(?:说明|备注|注)\s*[:：]\s*\S"), 600),
    (
        Role.ADDRESSEE,
        re.compile(
            r"(?=.*(?:各|市|县|区|省|乡|镇|委|局|办|部门|单位|政府|公司|机构|同志|处|室|科|院))(?!.*[。；])(?!为|根据|按照|依据)"
            r"[^《》]{3,}(?<!如下)(?<!如下..)(?<!是)(?<!以下)[:：]$"
        ),
        400,
    ),
)
_TITLE = re.compile(
    rf"[^。；]*(?:{TITLE_END})(?:[（(【].{{1,30}}[）)】])?$|关于.*的$|关于(?:印发|转发|做好|进一步|开展|加强|调整|公布|推进|实施|贯彻|修订|废止).*$"
)
# Each name runs to a space or the line's end: were it free to end earlier, there would be countless ways to cut a line.
_ISSUER = re.compile(rf"(?:[\u4e00-\u9fff]{{2,60}}?{ORG_END}(?:\s+|$))+$")
_LEAD_LONG = 45


def role_of(text: str) -> Role:
    """Return the role of a line that stands outside the clauses."""
    for role, pattern, longest in _TABLE:
        if len(text) <= longest and pattern.match(text):
            return role
    if len(text) <= 120 and _ISSUER.match(text) and len(text) <= 60:
        return Role.ISSUER
    if len(text) <= 90 and not re.search(r"[。；]", text) and _TITLE.match(text):
        return Role.TITLE
    if re.search(r"[。；]", text) or len(text) > _LEAD_LONG:
        return Role.LONG
    return Role.SHORT
