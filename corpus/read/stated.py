"""Stated: what a file says of its notice in fields beside the text becomes an entry and problems."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from corpus.catalogue import Entry
from corpus.header import cited_numbers, parse_date, tidy
from corpus.notice import Problem
from corpus.roles import ORG_END

NOT_IN_FORCE = "not in force"

_TITLE = (
    "标题", "公文标题", "信息名称", "名称", "文件名称", "文件标题", "articletitle", "title",
)  # fmt: skip
_NUMBER = ("发文字号", "文号", "文件编号", "发文文号", "文件号", "doc_number", "number")
_ISSUER = (
    "发文机关", "发文机构", "制发机关", "发文单位", "制定机关", "发布机构", "发布机关", "发布单位", "公开主体",
    "公开机构", "信息提供单位", "责任部门", "印发机关", "issuer",
)  # fmt: skip
_SOURCE = ("来源", "信息来源", "contentsource", "author", "source")
_SIGNED = ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "印发时间", "签发日期", "制发日期")
_POSTED = (
    "发布日期", "发布时间", "公开日期", "公开时间", "生成日期", "公布日期", "publicationdate", "pubdate", "publishdate",
    "firstpublishedtime", "date",
)  # fmt: skip
_STATE = ("有效性", "时效性", "时效", "是否有效", "效力状态", "文件状态", "效力", "文件有效性", "法律效力")
_ENDED = ("废止日期", "失效日期", "失效时间", "废止时间", "终止日期", "有效期至")
_OTHER = (
    "索引号", "信息索引号", "主题分类", "主题词", "主题", "体裁分类", "体裁", "组配分类", "服务对象", "服务对象分类",
    "信息分类", "信息类别", "分类", "所属主题", "公文种类", "公文类型", "文种", "公开方式", "公开属性", "公开形式",
    "公开类别", "公开范围", "公开时限", "公开责任部门", "关键词", "关键字", "内容概述", "概述", "内容概要", "摘要",
    "责任编辑", "作者", "编辑", "审核", "统一编号", "登记号", "规范性文件编号", "规范性文件登记号", "生效日期",
    "生效时间", "施行日期", "实施日期", "执行日期", "有效期", "有效期限", "文件类型", "载体类型", "信息格式", "语种",
    "发文顺序号", "发文年号", "更新时间", "更新日期", "浏览次数", "阅读次数", "点击数", "点击次数", "点击率", "访问量",
    "浏览量", "阅读量", "阅读", "浏览", "字号", "字体", "来稿单位", "信息来源单位", "栏目", "所属栏目", "记录形式",
    "发布人", "发布者", "信息员", "审签人", "签发人", "打印", "政策解读", "相关解读", "转发", "分享", "字体大小",
    "主送机关", "联合发文单位", "签发人", "公文分类", "文件分类", "信息来源网站", "信息有效性",
    "公开目录", "事项分类", "适用范围",
)  # fmt: skip
LABELS = frozenset((*_TITLE, *_NUMBER, *_ISSUER, *_SOURCE, *_SIGNED, *_POSTED, *_STATE, *_ENDED, *_OTHER))
"""What the fields of a notice are called, in lower case and without white space."""

_EMPTY = re.compile(r"[\s\-—–_/\\无\[\]()（）【】:：]*$")
_REPEALED = re.compile(r"废止|失效|无效|作废|停止执行|不再(?:有效|执行)|^否$")
_DENIED = re.compile(r"(?:未|没有)(?:被|曾)?(?:废止|失效|作废)")
_OFFICE = re.compile(rf"[\u4e00-\u9fff]{{2,38}}{ORG_END}(?:[（(].{{1,12}}[）)])?")


def label_of(words: str) -> str:
    """Return the form in which `LABELS` holds a label: 【索 引 号】： becomes 索引号."""
    return re.sub(r"[\s\[\]【】:：*＊·•|｜]", "", words).casefold()


def entry_of(name: str, fields: Mapping[str, str]) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return what the fields beside a notice say of it, None when nothing, and what the keeper should know.

    The day on which a page was put up counts as the notice's only where no field gives the notice's own.

    Args:
        name: the file's name.
        fields: label and value of each field; the first of several with one label counts.
    """
    known = {label_of(label): tidy(value) for label, value in reversed(list(fields.items())) if not _EMPTY.match(value)}
    numbers = cited_numbers(_first(known, _NUMBER))
    source = _first(known, _SOURCE)
    issuer = _first(known, _ISSUER) or (source if _OFFICE.fullmatch(source) else "")
    entry = Entry(
        source=name,
        title=_first(known, _TITLE) or None,
        doc_number=numbers[0] if numbers else None,
        issuer=issuer or None,
        date=_day(known, _SIGNED) or _day(known, _POSTED),
    )
    return (entry if entry != Entry(name) else None), _problems(known)


def _first(known: Mapping[str, str], labels: tuple[str, ...]) -> str:
    return next((known[label] for label in labels if label in known), "")


def _day(known: Mapping[str, str], labels: tuple[str, ...]) -> dt.date | None:
    days = (parse_date(known[label]) for label in labels if label in known)
    return next((day for day in days if day), None)


def _problems(known: Mapping[str, str]) -> tuple[Problem, ...]:
    state = _first(known, _STATE)
    ended = _day(known, _ENDED)
    if _REPEALED.search(_DENIED.sub("", state)):
        when = f"，日期为{ended:%Y-%m-%d}" if ended else ""
        advice = "引用前应当核对哪些条款仍然有效" if "部分" in state else "不能再作为办事依据"
        return (Problem(NOT_IN_FORCE, f"发布页面标明该文件“{state}”{when}，{advice}。"),)
    if ended:
        return (Problem(NOT_IN_FORCE, f"发布页面标明该文件的废止（失效）日期为{ended:%Y-%m-%d}。"),)
    return ()
