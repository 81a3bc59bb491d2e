"""Header: who issued a notice, when, under which number, for which place and year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.fold import read_numerals
from corpus.places import path_to
from corpus.roles import DATE, DOC_NUMBER, Role
from corpus.zones import Zone, Zoned

_DOC_NUMBER = re.compile(DOC_NUMBER)
_DATE = re.compile(DATE)
_NUMBER_LEAD = re.compile(
    r"^.*(?:根据|按照|依据|依照|遵照|参照|印发|转发|关于|通知|文件|以及|贯彻|落实|废止|原有|详见|参见|文号为?|编号|[和与及的以见原按照])(?=[\u4e00-\u9fff]{2,}[〔\[［(（【﹝])"
)
_ISSUING_LABEL = re.compile(
    r"(?:发文机关|发布机构|发布单位|发文单位|制发机关|制定机关|公开主体)\s*[\]】]?\s*[:：|｜]?\s*([\u4e00-\u9fff]{3,40})"
)
_NUMBER_LABEL = re.compile(r"(?:发文字号|文\s*号)")
_SIGNED_LABEL = re.compile(rf"(?:成文日期|成文时间|印发日期|发文日期)\s*[\]】]?\s*[:：|｜]?\s*({DATE})")
_POSTED_LABEL = re.compile(rf"(?:发布日期|发布时间|公开日期|生成日期)\s*[\]】]?\s*[:：|｜]?\s*({DATE})")
_TITLE_LABEL = re.compile(r"(?:标\s*题|名\s*称|信息名称|title)\s*[\]】]?\s*[:：|｜]\s*(\S.{3,120}?)\s*[|｜]?$")
_CJK_SPACE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef〔〕])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef〔〕])")
_OFFICE_TAIL = re.compile(
    r"(?:人民政府|政府)?(?:办公厅|办公室|办)?(?:文件)?$|(?:党工委|工委|党委|管理委员会|管委会).*$|(?:政务公开|政务服务|信息化|发展和改革|市场监督).*$|人民政府.*$"
)
_REGION_STEP = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区)|[\u4e00-\u9fff]{2,9}?(?:自治州|地区|盟|州|市)"
    r"|[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|县|新区|区|旗)|[\u4e00-\u9fff]{1,8}?(?:街道|镇|乡)"
)
# What stands behind a city in a title is a place of its own only in a name: 城镇容貌, 行政区 and 市县两级 are none.
_BELOW = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:自治县|自治旗|(?<![市各])县|旗)(?!级|域|城|乡|区|两级)"
    r"|[\u4e00-\u9fff]{1,4}?(?<![街城小社园景库矿林牧山校市郊片护辖地灾湖老政能验范理养冲源])区"
    r"|[\u4e00-\u9fff]{1,12}?(?:市|街道|镇|乡)(?=(?:19|20)\d\d|人民政府|政府|关于)"
)
_SPECIAL_ZONE = re.compile(r"([\u4e00-\u9fff]{2,4})经济特区")
_ZONE_NAMES = re.compile(
    r"(?:国家)?(?:级)?(高新|经济|保税|产业|旅游|工业|农业)?[\u4e00-\u9fff]{0,8}?(?:开发区|园区|示范区|功能区|试验区)$"
)
_SHORT_ZONE = {"高新技术产业": "高新区", "经济技术": "经开区", "经济": "经开区", "高新": "高新区"}
_LEVELS = (
    ("国家级", re.compile(r"^(?:中华人民共和国|国务院|全国人|国家|中共中央|中央)")),
    ("乡级", re.compile(r"(?:镇|乡|街道)$")),
    ("园区", re.compile(r"(?:开发区|高新区|经开区|园区|示范区|新区)$")),
    ("县级", re.compile(r"(?:县|区|旗)$")),
    ("市级", re.compile(r"(?:市|州|盟|地区)$")),
    ("省级", re.compile(r"(?:省|自治区|特别行政区)$")),
)
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")


@dataclass(frozen=True, slots=True)
class Header:
    """What the letterhead, the letter and the title say of a notice."""

    title: str
    doc_number: str | None
    issuer: str | None
    region: tuple[str, ...]
    level: str | None
    issued_on: dt.date | None
    signed_on: dt.date | None
    printed_on: dt.date | None
    year: int | None
    based_on: tuple[str, ...]


def tidy(text: str) -> str:
    """Return `text` without the white space that typesetting put beside Chinese characters."""
    return _CJK_SPACE.sub("", text).strip()


def normal_number(number: str) -> str:
    """Return a document number with hexagonal brackets, Arabic digits and no white space: 张政办函〔2020〕100号."""
    plain = re.sub(r"\s|第", "", number).translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return re.sub(r"[\[［(（【﹝]", "〔", re.sub(r"[\]］)）】﹞]", "〕", plain))


def cited_numbers(text: str) -> list[str]:
    """Return the document numbers printed in `text`, normalised, in order and once each."""
    numbers = []
    for found in _DOC_NUMBER.finditer(text):
        number = normal_number(_NUMBER_LEAD.sub("", found[0]))
        numbers.append(number)
    return list(dict.fromkeys(numbers))


def parse_date(text: str) -> dt.date | None:
    """Return the first full date in `text`, None when there is none or it is no calendar day."""
    found = re.search(r"(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})", read_numerals(text.replace("○", "〇")))
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def region_of(issuer: str | None, basis: str) -> tuple[str, ...]:
    """Return the path of places that `issuer` names, completed upwards by the places list and by the basis.

    A county's notice that says it follows its province's and its city's belongs to them; `basis` is the text
    in which such notices are cited.
    """
    if not issuer:
        return ()
    name = _OFFICE_TAIL.sub("", tidy(issuer)) if not issuer.endswith("开发区") else tidy(issuer)
    zone = _ZONE_NAMES.search(name)
    steps = [step for step in _REGION_STEP.findall(name[: zone.start()] if zone else name) if step]
    if zone:
        host = "".join(steps) or name[: zone.start()]
        known = path_to(host) or _longest_known(name)
        steps = list(known or tuple(steps))
        steps.append(_short_zone(zone[0]))
    if not steps:
        return ()
    above = path_to(steps[0])[:-1] or _cited_parents(steps[0], basis)
    return tuple(dict.fromkeys([*above, *steps]))


def _place_in(title: str) -> str | None:
    """Return the first place of the list that a title names in full, with the county or district behind it.

    Laws and reports are kept without a letterhead: 河南省社会信用条例, 嘉兴市2024年政府工作报告.
    """
    if _LEVELS[0][1].search(title):
        return None
    for found in _REGION_STEP.finditer(title):
        for start in range(found.start(), found.end() - 2):
            if path_to(title[start : found.end()]):
                below = _BELOW.match(title, found.end())
                return title[start : below.end() if below else found.end()]
    zone = _SPECIAL_ZONE.search(title)
    paths = [path_to(zone[1][-size:]) for size in (4, 3, 2)] if zone else []
    return next((path[-1] for path in paths if path), None)


def _longest_known(name: str) -> tuple[str, ...] | None:
    for length in range(len(name), 1, -1):
        if path := path_to(name[:length]):
            return path
    return None


def _short_zone(name: str) -> str:
    for word, short in _SHORT_ZONE.items():
        if word in name:
            return short
    return name


def _cited_parents(place: str, basis: str) -> tuple[str, ...]:
    """Return the province and city whose notices the basis cites, above `place`."""
    cited = re.findall(
        r"《([\u4e00-\u9fff]{2,8}?(?:省|自治区))(?:人民)?政府|《([\u4e00-\u9fff]{2,8}?[市州])(?:人民)?政府", basis
    )
    province = next((a for a, _ in cited if a), None)
    city = next((b for _, b in cited if b), None)
    if place.endswith(("省", "自治区")) or place in _MUNICIPALITIES:
        return ()
    if place.endswith(("市", "州", "盟", "地区")):
        return (province,) if province else ()
    return tuple(step for step in (province, city) if step and step != place)


def _level(issuer: str | None, region: Sequence[str]) -> str | None:
    last = region[-1] if region else ""
    for level, pattern in _LEVELS:
        if pattern.search(issuer or "" if level == "国家级" else last):
            return level
    return "省级" if last in _MUNICIPALITIES else None


def _title(items: Sequence[Zoned]) -> str:
    """Return the notice's title: the lines of the front matter that make one up, else the plan's own title."""
    for item in items:
        labelled = _TITLE_LABEL.match(item.paragraph.text) if item.role == Role.LABEL else None
        if labelled:
            return tidy(labelled[1])
    for zone in (Zone.FRONT, Zone.PREAMBLE, Zone.ANNEX):
        run: list[Zoned] = []
        for item in items:
            usable = item.role in (Role.TITLE, Role.ISSUER, Role.SHORT) and item.zone == zone
            if usable and not item.paragraph.marker:
                run.append(item)
                continue
            if _is_title(run):
                break
            run = []
        if _is_title(run):
            return _once(tidy("".join(item.paragraph.text for item in run[: _last_title_line(run)])))
    return ""


def _once(title: str) -> str:
    """Return a title that a page prints above the document and the document again, once."""
    half = title[: len(title) // 2]
    return half if half and half * 2 == title else title


def _last_title_line(run: Sequence[Zoned]) -> int:
    """Return how many lines of a run make up the title: those up to the last that ends like one, else all."""
    return max((at for at, item in enumerate(run, 1) if item.role == Role.TITLE), default=len(run))


def _is_title(run: Sequence[Zoned]) -> bool:
    return any(item.role == Role.TITLE or re.search(r"关于|《", item.paragraph.text) for item in run)


def _issuer(items: Sequence[Zoned], title: str) -> str | None:
    for item in items:
        if item.role == Role.LABEL and (found := _ISSUING_LABEL.search(item.paragraph.text)):
            return tidy(found[1])
    for item in items:
        if item.role == Role.ISSUER and item.zone == Zone.SIGNATURE:
            return tidy(item.paragraph.text)
    named = re.match(r"^(.{3,40}?)(?:关于|印发|转发)", title)
    if named and re.search(r"(?:政府|办公室|办公厅|委员会|局|厅|管委会|委|部|院|中心|办)$", named[1]):
        return named[1]
    for item in items:
        if item.role == Role.LETTERHEAD:
            return re.sub(r"文件$", "", tidy(item.paragraph.text))
        if item.reason == "site name":
            return tidy(item.paragraph.text)
    return None


def _own_number(items: Sequence[Zoned]) -> str | None:
    for item in items:
        in_front = item.zone in (Zone.FRONT, Zone.DROPPED)
        if in_front and (
            item.role == Role.NUMBER or (item.role == Role.LABEL and _NUMBER_LABEL.search(item.paragraph.text))
        ):
            numbers = cited_numbers(re.sub(_NUMBER_LABEL, " ", item.paragraph.text))
            if numbers:
                return numbers[0]
    return None


def _labelled_date(items: Sequence[Zoned], label: re.Pattern[str]) -> dt.date | None:
    for item in items:
        if item.zone == Zone.FRONT and (found := label.search(item.paragraph.text)):
            return parse_date(found[1])
    return None


def read_header(items: Sequence[Zoned]) -> Header:
    """Return what the paragraphs outside the clauses say of the notice.

    The date of issue is the signature's; the imprint's where the signature contradicts the year of the document
    number; else the date a web page gives.
    """
    title = _title(items)
    issuer = _issuer(items, title)
    number = _own_number(items)
    signed = next(
        (parse_date(i.paragraph.text) for i in items if i.zone == Zone.SIGNATURE and i.role == Role.DATE), None
    )
    printed = next((parse_date(i.paragraph.text) for i in items if i.role == Role.IMPRINT), None)
    signed = signed or _labelled_date(items, _SIGNED_LABEL)
    number_year = int(re.search(r"〔(\d{4})", number)[1]) if number else None  # type: ignore[index]
    issued = signed
    if signed and printed and number_year and signed.year != number_year == printed.year:
        issued = printed
    front_date = next(
        (parse_date(i.paragraph.text) for i in items if i.zone == Zone.FRONT and i.role == Role.DATE), None
    )
    issued = issued or printed or front_date or _labelled_date(items, _POSTED_LABEL)
    preamble = "\n".join(i.paragraph.text for i in items if i.zone in (Zone.PREAMBLE, Zone.FRONT))
    everything = "\n".join(i.paragraph.text for i in items)
    region = region_of(issuer or _place_in(title), preamble)
    planned = re.search(r"((?:19|20)\d{2})\s*年", read_numerals(title))
    year = int(planned[1]) if planned else number_year or (issued.year if issued else None)
    based_on = tuple(n for n in cited_numbers(everything) if n != number)
    return Header(title, number, issuer, region, _level(issuer, region), issued, signed, printed, year, based_on)
