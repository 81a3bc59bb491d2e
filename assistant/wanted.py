"""Wanted: the unit in which a figure is asked for, and the thing asked for, so that no other passes for the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from assistant.ask import MONEY_EN
from corpus import Fact


@dataclass(frozen=True, slots=True)
class WantedUnit:
    """Units that stand for each other in an answer, and the words that ask for them."""

    units: frozenset[str]
    zh: re.Pattern[str]
    en: re.Pattern[str]


def _wanted(units: str, zh: str, en: str) -> WantedUnit:
    counted = rf"(?:多少|几)\s*(?:{zh})"
    return WantedUnit(frozenset(units.split()), re.compile(counted), re.compile(rf"\b(?:{en})\b", re.IGNORECASE))


_UNITS = (
    _wanted(
        "元 万元 亿元",
        "元|钱|万元|块钱|经费|费用|资金",
        r"how much (?:money|funding|is .{0,30}paid|does it cost)|how much .{0,40}(?:paid|fined?|charged|cost)"
        rf"|what (?:fee|fine|price)|yuan|{MONEY_EN}",
    ),
    _wanted("秒", "秒", "how many seconds"),
    _wanted("分钟", "分钟", "how many minutes"),
    _wanted("小时 学时 课时", "小时|学时|课时|个小时|个?钟头", "how many hours"),
    _wanted("工作日 日 天 自然日", "工作日|个工作日|天|日", r"how many (?:\w+ )?(?:days|workdays)"),
    _wanted("个月 月", "个月", "how many months"),
    _wanted("年", "年", "how many years"),
    _wanted("份 册 本", "份|册|本", "how many copies"),
    _wanted("次 遍 期 场 轮 批", "次|回|遍|趟", "how many times"),
    _wanted(
        "名 人 位 个",
        "名|人|位|个人",
        r"how many (?:\w+[ -]){0,3}(?:people|persons|staff|officials|officers|members|employees)",
    ),
    _wanted(
        "件 项 种 类 条 个 大类 方面",
        "件|项|种|大?类|条|个方面",
        r"how many (?:[\w-]+ ){0,2}(?:items|kinds|types|categories)",
    ),
    _wanted("分 %", "分(?!钟)|分值", "how many points"),
)  # fmt: skip
DURATIONS = frozenset("秒 分钟 小时 学时 课时 工作日 日 天 自然日 个月 月 年 周".split())
"""The units of time: 3 months answer a question for days, a date does not."""
_IS_WHAT = r"(?:地址|号码?)?(?:是|为)?(?:多少(?![天次个])|什么(?!时候)|哪个|几号|呢?[？?]*$)"


def _contact(zh: str, en: str, form: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    asked = rf"(?:{zh}){_IS_WHAT}|什么(?:{zh})|\bwhat(?:'s| is| are)\b.{{0,60}}\b(?:{en})\b"
    return re.compile(asked, re.IGNORECASE), re.compile(form)


_CONTACTS = (
    _contact(
        "(?<!打)电话|手机号?|座机|传真|拨打",
        "phone number|telephone number|fax number|number to (?:call|dial|ring)",
        r"\d[\d－—–-]{5,}\d|(?<!\d)\d{5}(?!\d)",
    ),
    _contact("邮箱|电子邮件", "e-?mail(?: address)?", "[@＠]"),
    _contact("网址", "web address|url|website address", r"www\.|https?:|\.(?:gov|cn|com)\b"),
    _contact("邮政编码|邮编", "postal code|zip code|postcode", r"(?<!\d)\d{6}(?!\d)"),
)
"""What asks for a telephone number, an address of mail or web, a post code; and what each looks like."""
_TO_WHOM = re.compile(
    r"(?:向|(?<![派分交推丢])给|送|报|抄送|跟|告知|通知|征求|听取)(?:到|给|的是)?(?:谁|哪(?:个|些|几[个家]?)?(?:部门|单位|机关|人|家|方面|地方))"
    r"(?!来?(?:管|负责|办|做|干|承担|维护|打理))"
    r"|\b(?:to|from|with) whom\b|\bwhose (?:advice|opinions?|views?|consent)\b"
    r"|\bwho(?:m)? .{0,60}\b(?:be told|be informed|to|with)\?*$",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"(?:(?:向|给|送|报(?!告|道|刊|表|名)|抄送|告知|通知(?!书)|征求|听取|会同)[^，。；]{0,20}?|(?:与|和|同(?!步|时|意|等))[^，。；、]{0,12}?)"
    r"(?:部门|单位|机关|机构|[局委办厅科处室]|中心|政府(?!门户|网站|信息|公报)|公司|小组|党组|人大|政协|协会|商会|法院|馆|企业"
    r"|媒体|负责人|责任人|[^法为]人(?!民|才|事|文|均|口|数)|第三方|者|代表|公众|群众|居民|村民|社会)"
)
"""To whom or with whom: a word of giving, telling, asking or joining, and behind it an office or people."""
_THING = re.compile(r"(?:什么|哪些|哪几[个类种项条份]?|何种|啥)(?P<thing>[\u4e00-\u9fff]{2,6})")
_ANY_THING = frozenset(
    (
        "要求 内容 规定 方式 形式 渠道 措施 事项 信息 任务 工作 方面 办法 情况 做法 原则 条件 "
        "时候 部门 单位 机关 机构 地方 平台 文件 途径 手段 标准 具体 举措 事情 东西 数据 特点 "
        "重点 领域 环节 程序 步骤 关系 区别 不同 规矩 说法 讲究 要点 目标 作用 类型 种类 范围 "
        "政策 意见 通知 问题 样子 材料的 日子 资料 动作 责任 栏目 网站 城市 县区 单位的 制度 "
        "机制 新闻 活动 系统 主体 身份 职责 时间 数字 比例 比率 频率 次数 期限 时限 "
    ).split()
)


def wanted_units(text: str, language: str) -> frozenset[str]:
    """Return the units that can answer the figure that `text` asks for; empty when it names none."""
    for wanted in _UNITS:
        if (wanted.zh if language == "zh" else wanted.en).search(text):
            return wanted.units
    return frozenset()


def states_unit(units: frozenset[str], words: str, facts: Sequence[Fact]) -> bool:
    """Whether a sentence gives a figure in one of `units`; always when none is named."""
    if not units or any(fact.unit in units for fact in facts):
        return True
    # A month, a day or a year of a date (6月30日, 2019年) is no number of months, days or years.
    named = "|".join(sorted(map(re.escape, units - {"月"}), key=len, reverse=True))
    return bool(
        re.search(rf"(?<![月\d])(?:\d{{1,3}}|\d{{4,}}(?!\s*年)|[一二两三四五六七八九十百]+)\s*个?\s*(?:{named})", words)
    )


def states_duration(words: str) -> bool:
    """Whether a sentence gives a length of time in figures, whatever it is the length of."""
    return states_unit(DURATIONS, words, ())


def states_contact(text: str, words: str) -> bool:
    """Whether `words` hold the number or address that a question asks for; always when it asks for none."""
    return all(form.search(words) for asked, form in _CONTACTS if asked.search(text))


def wanted_thing(text: str) -> str:
    """Return the thing that a Chinese question asks for by 什么 or 哪些 (什么处分), "" when any answer would do."""
    found = _THING.search(text)
    if not found:
        return ""
    thing = rjieba.cut(found["thing"])[0]
    return "" if len(thing) < 2 or thing in _ANY_THING else thing


def asks_recipient(text: str) -> bool:
    """Whether a question asks to whom, from whom or with whom something is done: not who does it."""
    return bool(_TO_WHOM.search(text))


def names_recipient(words: str) -> bool:
    """Whether a sentence says to whom, from whom or with whom something is done."""
    return bool(_RECIPIENT.search(words))
