"""Force: from when and until when a notice says that it applies.

Only what a sentence says of the notice itself counts: a licence's 有效期, another rule's 施行 and the day from which a
decision binds are the matter of notices, not their term.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fold import match_form, read_numerals
from corpus.header import parse_date

OWN = (
    r"(?:本(?!市|县|省|州|区|镇|乡|级|单位|部门|行政|条(?!例)|款|项|年|月|院|局|机关|人|地|辖|届|次|期)"
    r"(?:(?:(?!第|所称)[\u4e00-\u9fff]){1,10}?|《[\u4e00-\u9fff]{1,10}》)|(?:上述|以上)(?:规定|通知|意见|办法|政策|标准|措施))"
)
"""How a notice speaks of itself: 本办法, 本通知, 以上规定."""
_DAY = r"\d{4}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\d{1,2}[-/.]\d{1,2})"
_ISSUE = r"(?:印发|发布|公布|发文|签发|颁布|下发|通过|批准|印制)"
_APPLIES = r"(?:施行|实施|执行|生效|试行|实行|适用)"
_BEGIN = re.compile(
    rf"(?P<from>自|从|于)?\s*(?:(?P<day>{_DAY})|(?P<year>\d{{4}})\s*年(?:\s*(?P<month>\d{{1,2}})\s*月(?:份)?)?"
    rf"|{_ISSUE}(?:之\s*日|次\s*日|当\s*日)(?:起)?\s*(?:(?P<full>满)?\s*(?P<count>\d{{1,3}})\s*(?P<unit>日|天|个月)\s*(?P<after>后|之后)?)?"
    rf"|{_ISSUE}(?:之日)?(?:的)?(?P<next>次月\s*1\s*日))"
    rf"\s*(?:起|开始)?\s*(?:正式|试)?\s*(?:{_APPLIES}|(?=至\s*{_DAY}\s*(?:止|执行|施行|实施|试行|有效)))"
    rf"(?=\s*(?:[。；;，,、)）〉》\n]|$|\d{{1,2}}\s*(?:年|个月)|至|到|\(|（|并|有效))"
)
_UNTIL = re.compile(
    rf"(?:有效期限?|执行期限?|实施期限?|试行期限?|施行|执行|实施|有效|自?\s*{_DAY}\s*起?)[^。；;]{{0,8}}?"
    rf"(?:至|到|截至|截止到?|截止日期为)\s*(?P<day>{_DAY})"
)
_ENDS_ON = re.compile(rf"(?P<day>{_DAY})\s*(?:起|后)?\s*(?:自动|自行|即行)?\s*(?:失效|废止|停止执行|停止施行)")
_LASTS = re.compile(
    r"(?:(?:有效期|试行期|执行期|实施期|施行期|暂行期|有效|试行|暂行)限?\s*(?:暂?(?:定)?为|暂定|限为|限|是|共)?\s*[:：(（]?|"
    r"有效期自.{0,12}起(?:计算)?\s*[,，]?\s*(?:为)?)\s*(?P<count>\d{1,3})\s*[)）]?\s*(?P<unit>年|个月)(?!度|级|内|前|以)"
)
_LABELLED = re.compile(rf"(?P<kind>施行|生效|实施|失效|废止)(?:日期|时间)\s*[:：|｜\]】]\s*(?P<day>{_DAY})")
_SENTENCE = re.compile(r"[^。；;\n]+")
_TOLD = re.compile(r"起|有效期|试行|失效|至|日期|施行|执行|时间")
_OF_ANOTHER = re.compile(
    r"(?:证|证书|执照|登记|合同|协议|批文|批复|标志|卡|码|许可|资格|资质|保函|检验|检定|检测|证明|决定书|承诺|认定|称号|结果)》?[^,，]{0,6}$"
)
_GIVES_OUT = re.compile(r"(?:现\s*予|现\s*将|予以|印发|公布|发布|颁布|下发)")
_NUMBERED = re.compile(r"^[(（]?(?:第\s*\d+\s*条|[\d一二三四五六七八九十]{1,3}\s*[.、．)）])\s*")
_OWN_BEFORE = re.compile(rf"{OWN}[^,，《》第]{{0,12}}$")
_OWN_ANYWHERE = re.compile(
    rf"(?:^|[,，、。\s）)]){OWN}(?!所称|第|中|所指)[^第]{{0,3}}(?:由|自|从|于|有效|试行|为|的|已|经|施|执|实|[,，])"
)


@dataclass(frozen=True, slots=True)
class _Begin:
    day: dt.date
    dated: bool
    own: bool
    at: int


def read_force(text: str, issued_on: dt.date | None, title: str = "") -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day on which the notice called `title` applies, None where it does not say.

    A period of N years ends on the day before its anniversary. What begins N days behind the issue begins on the
    day after the Nth, the day of issue not counted.
    """
    begins: list[_Begin] = []
    ends: list[dt.date] = []
    lasting: list[tuple[int, str]] = []
    about_term = False
    for sentence in _sentences(text):
        labelled = _LABELLED.match(sentence)
        if labelled and (day := parse_date(labelled["day"])):
            if labelled["kind"] in ("失效", "废止"):
                ends.append(day)
            else:
                begins.append(_Begin(day, True, True, 0))
            continue
        found = [begin for begin in _begins(sentence, issued_on, title)]
        begins += found
        if found or _speaks_of_term(sentence, about_term):
            ends += _last_days(sentence)
            lasting += [
                (int(m["count"]), m["unit"]) for m in _LASTS.finditer(sentence) if not _is_anothers(sentence, m)
            ]
        about_term = bool(found)
    first = max(begins, key=lambda begin: (begin.own, begin.dated, begin.at), default=None)
    begin = first.day if first else None
    if ends:
        return begin, ends[-1]
    since = begin or issued_on
    return begin, _last_of(since, *lasting[-1]) if lasting and since else None


def shifted(day: dt.date, months: int) -> dt.date | None:
    """Return the same day of the month `months` later, the next day where that month has none.

    None past the end of the calendar.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not dt.MINYEAR <= year < dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    if day.day <= last:
        return dt.date(year, month + 1, day.day)
    return dt.date(year, month + 1, last) + dt.timedelta(days=1)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences that may tell a term, with numerals in digits."""
    for found in _SENTENCE.finditer(text):
        if _TOLD.search(found[0]):
            yield read_numerals(found[0].replace("○", "〇")).strip()


def _begins(sentence: str, issued_on: dt.date | None, title: str) -> Iterator[_Begin]:
    """Yield the days on which the sentence says that the notice itself begins to apply."""
    for at, found in enumerate(_BEGIN.finditer(sentence)):
        before = _NUMBERED.sub("", sentence[: found.start()].rstrip())
        own = bool(_OWN_BEFORE.search(before))
        if not own and not (found["from"] and _speaks_for_itself(before, title)):
            continue
        if not own and (found["year"] or "批准" in found[0] or "通过" in found[0]):
            continue
        day = _day_of(found, issued_on)
        if day:
            yield _Begin(day, bool(found["day"]), own, at)


def _speaks_for_itself(before: str, title: str) -> bool:
    """Whether a sentence that begins so has the notice as its subject without naming it."""
    if not before:
        return True
    if before[-1] not in ",，":
        return bool(re.search(r"(?:公布|公告|发布|通过)$", before))
    if _OWN_ANYWHERE.search(before) or _GIVES_OUT.search(before):
        return not re.search(r"所称", before)
    named = re.findall(r"《([^《》]+)》", before)
    return not named or any(match_form(name) in match_form(title) for name in named)


def _day_of(found: re.Match[str], issued_on: dt.date | None) -> dt.date | None:
    if found["day"]:
        return parse_date(found["day"])
    if found["year"]:
        month = int(found["month"] or 1)
        return dt.date(int(found["year"]), month, 1) if 1 <= month <= 12 and found["year"] > "1000" else None
    if issued_on is None:
        return None
    if found["next"]:
        return shifted(issued_on.replace(day=1), 1)
    if "次" in found[0]:
        return issued_on + dt.timedelta(days=1)
    if not found["count"]:
        return issued_on
    count = int(found["count"])
    day = shifted(issued_on, count) if found["unit"] == "个月" else issued_on + dt.timedelta(days=count)
    return day + dt.timedelta(days=1) if day and found["after"] else day


def _speaks_of_term(sentence: str, about_term: bool) -> bool:
    """Whether a sentence that begins nothing tells the notice's own term, perhaps carrying on the one before it."""
    opens = re.match(r"(?:其)?(?:有效期|试行期|执行期|实施期)", sentence)
    labelled = re.match(r"有效期限?\s*[:：|｜]", sentence)
    return bool(labelled or (opens and about_term) or _OWN_ANYWHERE.search(sentence) or re.match(OWN, sentence))


def _is_anothers(sentence: str, found: re.Match[str]) -> bool:
    """Whether a period belongs to a licence or another paper that the sentence names before it."""
    before = sentence[: found.start()].rstrip(" ，,")
    return bool(_OF_ANOTHER.search(before)) or "所称" in before


def _last_days(sentence: str) -> list[dt.date]:
    """Return the last days on which the sentence says that the notice applies."""
    untils = [parse_date(m["day"]) for m in _UNTIL.finditer(sentence) if not _is_anothers(sentence, m)]
    stops = [
        (m, parse_date(m["day"])) for m in _ENDS_ON.finditer(sentence) if not re.search(r"》", sentence[: m.start()])
    ]
    before = [day if "自动" in m[0] and "起" not in m[0] else day - dt.timedelta(days=1) for m, day in stops if day]
    return [day for day in untils if day] or before


def _last_of(since: dt.date, count: int, unit: str) -> dt.date | None:
    after = shifted(since, count * 12 if unit == "年" else count)
    return after - dt.timedelta(days=1) if after else None
