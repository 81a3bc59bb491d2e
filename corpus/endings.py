"""Endings: what a notice says that it repeals, amends or replaces, with the words that say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.fold import match_form, read_numerals
from corpus.force import OWN, shifted
from corpus.header import cited_numbers, parse_date, tidy
from corpus.notice import Ending, EndingKind
from corpus.roles import DATE, DOC_NUMBER
from corpus.title import own_name

_SENTENCE = re.compile(r"[^。；;\n]+")
_LINE = re.compile(r"[^\n]+")
_TOLD = re.compile(r"废止|失效|停止执行|停止施行|停止使用|作废|不再执行|取代|代替|替代|修改|修订|修正|调整|重新")
_NAME = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》)+》")
_NUMBER = re.compile(DOC_NUMBER)
_BESIDE = re.compile(r"\s*[（(](?:[^（）()]|[（(][^（）()]*[）)]){0,90}[）)]")
_MARKER = r"(?:第[一二三四五六七八九十百\d]+条|[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．])"
_TIME = rf"(?:{DATE}|(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年(?:\s*[\d一二三四五六七八九十]{{1,2}}\s*月)?)"

_REPEALED = re.compile(
    r"(?P<how>同时|现予?|即行|即|予以|予|一并|一律|相应|随之|随即|均|全部|正式|宣布|自行|自动|日起?|月起?|年起?|起|[》）)]|号|文件|文)\s*"
    r"(?:予以|宣布|自动|自行|一并|同时)?(?:废止|失效|停止执行|停止施行|停止使用|作废|不再执行)(?=\s*(?:[,，、:：]|$|并))"
)
_REPEALS = re.compile(
    rf"(?:^\s*(?:{_MARKER}\s*)?|[,，、]\s*|决定|现|同时|一并|宣布|起|予以)(?:废止|停止执行)\s*"
    rf"(?=原?\s*(?:《|{DOC_NUMBER}|(?:下列|以下|如下)))"
)
_LISTED = re.compile(r"(?:下列|以下)[^《》]{0,60}(?:废止|失效|停止执行)|(?:废止|失效|停止执行)\s*(?:下列|以下)")
_CATALOGUE = re.compile(
    r"\W*(?:附件\d*\s*[:：]?\s*)?[^,，。]{0,20}(?:废止|失效|停止执行)[^,，。不]{0,16}(?:目录|清单|名单|一览表)\s*$"
)
_CLEARS = re.compile(r"废止|失效|清理")
_AMENDED = re.compile(
    r"(?:作出?|做出?|予以|进行)?(?:如下|以下|部分|相应|适当)*(?:修改|修订|修正|调整|补充|部分调整)(?:如下|为)?"
)
_DECIDES = re.compile(r"决定|现\s*(?:对|将|就|作)|如下|以下")
_ARTICLE_AMENDED = re.compile(r"(?:修改|调整|改|修正)为|予以删除|删去")
_REISSUED = re.compile(r"重新(?:印发|公布|发布|制定印发)")
_REVISED = re.compile(r"(?:修订|修改|修正)后的\s*$")
_GIVEN_OUT = re.compile(r"现\s*(?:将|予|把)|重新")
_INSTEAD = re.compile(rf"{OWN}\s*(?:取代|代替|替代|替换)\s*(?:原)?\s*(?=《)")
_INSTEAD_BY = re.compile(rf"(?:由|被)\s*{OWN}\s*(?:取代|代替|替代|替换)")
_OWN_TITLE = re.compile(
    r"关于(?P<verb>废止|停止执行|宣布|修改|修订|修正)(?P<rest>.*?)(?:失效)?(?:的?(?:决定|通知|公告|通告|意见|命令|令|批复))?$"
)

_DUTY = re.compile(
    r"应当|(?<![供适相响反对效])应(?![用急对])|(?<![主重必纪摘概])要(?![点素件求])|及时|需(?!求)|必须|可以|建议|拟|尚未|从未|不(?:得|予|应|能|宜)"
    r"|情况|届满|逾期|如果|若|凡是|推动|推进|加快|(?<!经)研究|完成|督促|抓紧|适时|依法(?!决定)|负责|许可证"
)
_BACKGROUND = re.compile(r"^\s*(?:根据|按照|依据|依照|遵照|为了?|鉴于|因|由于|贯彻|落实|结合)")
_BOUNDARY = re.compile(
    r"起?(?:正式)?(?:施行|实施|执行|生效|试行)\s*[,，、]|有效期[^,，]{0,20}[,，]|解释\s*[,，]|之日起\s*[,，]"
)
_NOT_ENDED = re.compile(
    r"\s*(?:的?(?:有关|相关)?规定(?!同时|一并|即行|予以|自)|要求|精神|部署|等?\s*不一致|相抵触|以外|执行|施行)"
)
_IN_PART = re.compile(r"\s*(?:中|的?第|第|的?部分|附件|有关|相关|的有关|的相关)")
_BEFORE_DUTY = re.compile(r"(?:按照|依照|根据|执行|违反|未按|贯彻|学习)\s*$")
_NO_NOTICE = re.compile(r"(?:证|证书|执照|许可|合同|协议|协定|批件)》$")
_LISTED_TITLE = re.compile(
    rf"\s*{_MARKER}\s*[\u4e00-\u9fff、《》〈〉“”]{{4,60}}(?:办法|规定|细则|条例|决定|通知|意见|方案|制度|规则|规程|标准|法)(?:[（(].{{1,40}}[）)])?\s*$"
)
_UNNAMED = re.compile(
    r"(?:原有?|此前|以往|以前|过去|先前|之前|旧)[^,，《》]{0,20}?(?P<kind>文件|规定|办法|通知|政策|标准|制度|细则|方案|规程)"
)
_WHEN = re.compile(rf"(?:自|从|于|在)\s*(?P<time>{_TIME})\s*(?:起|开始)?\s*[,，]?\s*[^,，]{{0,6}}$")
_WHEN_FIRST = re.compile(rf"(?:^|[,，\s])(?:自|从)\s*(?P<time>{_TIME})\s*起\s*[,，]?\s*(?:原|《|下列|以下)")
_ON_ISSUE = re.compile(r"(?:印发|发布|公布|发文|下发)之日|现|即")


@dataclass(frozen=True, slots=True)
class _Days:
    issued: dt.date | None
    begins: dt.date | None

    def of(self, words: str) -> dt.date | None:
        """Return the day on which an ending in these words takes hold."""
        if _ON_ISSUE.search(words):
            return self.issued or self.begins
        return self.begins or self.issued


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, where it stands in the text, and its form in which the words of quoted titles are blotted out."""

    text: str
    at: int
    plain: str
    names: tuple[re.Match[str], ...]


def read_endings(
    text: str, title: str, issued_on: dt.date | None, effective_from: dt.date | None
) -> tuple[Ending, ...]:
    """Return what the notice called `title` says that it ends or changes, in the order of `text`, each once."""
    days = _Days(issued_on, effective_from)
    found: list[Ending] = []
    for match in _SENTENCE.finditer(text):
        if not _TOLD.search(match[0]):
            continue
        sentence = _sentence(match)
        found += _of_title(sentence, title, days)
        found += _repealed(sentence, title, days)
        found += _changed(sentence, days)
        clears = bool(_CLEARS.search(title)) and _CATALOGUE.match(sentence.plain)
        if clears or (_LISTED.search(sentence.plain) and not _DUTY.search(sentence.plain)):
            found += _listed(text, match, _when(sentence.plain, days, match[0]))
    return _once(found)


def _sentence(match: re.Match[str]) -> _Sentence:
    text = match[0]
    names = tuple(_NAME.finditer(text))
    plain = _NAME.sub(lambda name: "《" + "名" * (len(name[0]) - 2) + "》", text)
    return _Sentence(text, match.start(), plain, names)


def _of_title(sentence: _Sentence, title: str, days: _Days) -> Iterator[Ending]:
    """Yield what the notice's own title ends: 关于废止《…》的通知."""
    found = _OWN_TITLE.search(sentence.plain.strip())
    if not found or match_form(sentence.text) not in match_form(title):
        return
    kind = EndingKind.AMENDS if found["verb"] in ("修改", "修订", "修正") else EndingKind.REPEALS
    for name in sentence.names:
        yield _ending(kind, sentence, name, days.issued or days.begins)


def _repealed(sentence: _Sentence, title: str, days: _Days) -> Iterator[Ending]:
    """Yield what stands before or behind a verb of repeal."""
    for verb in _REPEALED.finditer(sentence.plain):
        start = _region(sentence.plain, verb.end())
        if _DUTY.search(sentence.plain, start, verb.start()):
            continue
        between = sentence.plain[start : verb.end()]
        on = _when(between, days, sentence.text[start : verb.end()])
        if verb["how"].startswith(("年", "月", "日")) and not _dated(between):
            continue
        yield from _named(sentence, (start, verb.end()), on) or _unnamed(sentence, (start, verb.end()), title, on)
    for verb in _REPEALS.finditer(sentence.plain):
        if _DUTY.search(sentence.plain, 0, verb.end()):
            continue
        rest = re.compile(r"[,，]\s*(?!《)|$").search(sentence.plain, verb.end())
        end = rest.start() if rest else len(sentence.plain)
        on = _when(sentence.plain[: verb.end()], days, sentence.text[: verb.end()])
        yield from _named(sentence, (verb.end(), end), on, verb.start())


def _region(plain: str, end: int) -> int:
    """Return where the words begin that a verb ending at `end` may govern."""
    start = max((m.end() for m in _BOUNDARY.finditer(plain, 0, end)), default=0)
    while (comma := re.compile(r"[,，]").search(plain, start, end)) and _BACKGROUND.match(plain[start : comma.start()]):
        start = comma.end()
    lead = re.compile(rf"\s*(?:{_MARKER}\s*)?").match(plain, start)
    return lead.end() if lead else start


def _named(sentence: _Sentence, span: tuple[int, int], on: dt.date | None, first: int | None = None) -> list[Ending]:
    """Return the notices named in a part of a sentence as repealed, or as amended where only a part of one is."""
    start, end = span
    found = []
    words = (start if first is None else first, end)
    for name in sentence.names:
        if not start <= name.start() < end or _NO_NOTICE.search(name[0]):
            continue
        beside = _BESIDE.match(sentence.text, name.end())
        behind = sentence.plain[beside.end() if beside else name.end() : end]
        if _NOT_ENDED.match(behind) or _BEFORE_DUTY.search(sentence.plain[start : name.start()]):
            continue
        kind = EndingKind.AMENDS if _IN_PART.match(behind) else EndingKind.REPEALS
        found.append(_ending(kind, sentence, name, on, words))
    if found or any(start <= name.start() < end for name in sentence.names):
        return found
    numbers = cited_numbers(sentence.text[start:end])
    return [Ending(EndingKind.REPEALS, number, None, on, *_span(sentence, words)) for number in numbers]


def _unnamed(sentence: _Sentence, span: tuple[int, int], title: str, on: dt.date | None) -> Iterator[Ending]:
    """Yield an ending of 原有文件, which names none, or of 原办法, which is the notice's own forerunner."""
    start, end = span
    found = _UNNAMED.search(sentence.plain, start, end)
    if not found or sentence.names or not re.search(r"同时|一并|即行|予以", sentence.plain[start:end]):
        return
    name = own_name(title)
    own = (
        name if found[0] in (f"原{found['kind']}", f"原试行{found['kind']}") and name.endswith(found["kind"]) else None
    )
    kind = EndingKind.REPLACES if own else EndingKind.REPEALS
    yield Ending(kind, None, own, on, *_span(sentence, span))


def _changed(sentence: _Sentence, days: _Days) -> Iterator[Ending]:
    """Yield what the sentence amends or replaces."""
    plain = sentence.plain
    on = days.begins or days.issued
    for name in sentence.names:
        beside = _BESIDE.match(sentence.text, name.end())
        after = beside.end() if beside else name.end()
        before, behind = plain[: name.start()], plain[after:]
        if _DUTY.search(before) or re.search(r"学习|宣传|贯彻(?!执行)|按照|根据", before[-8:]):
            continue
        if _replaces(before, behind, plain):
            yield _ending(EndingKind.REPLACES, sentence, name, on, (name.start(), len(plain)))
        elif _amends(before, behind, plain):
            yield _ending(EndingKind.AMENDS, sentence, name, on, (0, len(plain)))


def _replaces(before: str, behind: str, plain: str) -> bool:
    if _INSTEAD.search(before[-20:] + "《") and re.search(r"(?:取代|代替|替代|替换)\s*原?\s*$", before):
        return True
    if _INSTEAD_BY.match(behind.strip()):
        return True
    if _REVISED.search(before):
        return bool(_GIVEN_OUT.search(plain)) and bool(re.search(r"印发|公布|发布", behind))
    return bool(_REISSUED.search(behind)) and bool(re.search(r"修订|修改|修正|完善", plain))


def _amends(before: str, behind: str, plain: str) -> bool:
    part = re.match(r"\s*(?:中的?|的)?\s*第[^,，]{1,20}条|\s*(?:中|的?附件)", behind)
    if part and _ARTICLE_AMENDED.search(behind):
        return True
    governed = re.search(r"(?:对|将|就)\s*(?:原)?\s*(?:《[^《》]*》[、和及与\s]*(?:[（(][^（）()]*[）)])?)*$", before)
    verb = _AMENDED.search(re.split(r"[,，]", behind)[0])
    return bool(governed and verb and _DECIDES.search(plain) and not re.search(r"草案|完善", behind[:20]))


def _listed(text: str, lead: re.Match[str], on: dt.date | None) -> Iterator[Ending]:
    """Yield the notices that the lines below an announcement name, up to the first line that names none."""
    below = text.find("\n", lead.end())
    if below < 0 or text[lead.end() : below].strip(" 。：:"):
        return
    for line in _LINE.finditer(text, below):
        words = line[0]
        if not words.strip() or re.fullmatch(r"[\s|:：-]+", words) or re.match(r"\W*序号", words):
            continue
        number = next(iter(cited_numbers(words)), None)
        name = _NAME.search(words)
        if len(words) > 200 or not (number or name or _LISTED_TITLE.match(words)) or re.match(r"\W*附\s*件", words):
            return
        title = tidy(name[0][1:-1]) if name else _bare_title(words)
        yield Ending(EndingKind.REPEALS, number, title, on, line.start(), line.end())


def _bare_title(line: str) -> str | None:
    """Return the title in a line of a list that sets it in no brackets."""
    cells = [cell for cell in re.split(r"[|｜\t]", re.sub(rf"^\s*{_MARKER}\s*", "", line.strip())) if cell.strip()]
    cells = [re.split(r"[（(【〔\[]", cell)[0] for cell in cells if not _NUMBER.fullmatch(cell.strip())]
    title = tidy(max(cells, key=len, default=""))
    return title if len(title) > 4 and not _NUMBER.search(title) else None


def _ending(
    kind: EndingKind,
    sentence: _Sentence,
    name: re.Match[str],
    on: dt.date | None,
    words: tuple[int, int] | None = None,
) -> Ending:
    beside = _BESIDE.match(sentence.text, name.end())
    number = next(iter(cited_numbers(beside[0][1:-1].lstrip("（("))), None) if beside else None
    span = words or (0, len(sentence.text))
    return Ending(kind, number, tidy(name[0][1:-1]), on, *_span(sentence, span))


def _span(sentence: _Sentence, words: tuple[int, int]) -> tuple[int, int]:
    """Return where words of a sentence stand in the text, without the white space and commas around them."""
    piece = sentence.text[words[0] : words[1]]
    lead = len(piece) - len(piece.lstrip(" 　,，、\t"))
    return sentence.at + words[0] + lead, sentence.at + words[0] + len(piece.rstrip(" 　,，、:：\t"))


def _dated(words: str) -> bool:
    return bool(re.search(rf"(?:自|从|于|在)\s*{_TIME}|之日", words))


def _when(plain: str, days: _Days, words: str) -> dt.date | None:
    """Return the day on which an ending takes hold: the one given beside the verb, else the notice's own."""
    bare = re.sub(
        r"(?:同时|一并|予以|宣布|现|即行|正式)*(?:废止|失效|停止执行|停止施行|停止使用|作废|不再执行).*$", "", plain
    )
    found = _WHEN.search(bare) or _WHEN_FIRST.search(plain)
    return _day(found["time"], found[0]) if found else days.of(re.sub(_NAME, "", words))


def _day(time: str, words: str) -> dt.date | None:
    """Return the day that `time` gives; where it gives no day, the first behind 自 and the last behind 于."""
    if full := parse_date(time):
        return full
    found = re.match(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月)?", read_numerals(time.replace("○", "〇")))
    if not found or found[1] < "1000" or not 1 <= int(found[2] or 1) <= 12:
        return None
    first = dt.date(int(found[1]), int(found[2] or 1), 1)
    if words.lstrip().startswith(("自", "从")):
        return first
    after = shifted(first, 1 if found[2] else 12)
    return after - dt.timedelta(days=1) if after else None


def _once(found: Sequence[Ending]) -> tuple[Ending, ...]:
    """Return the endings without those said before, the number kept where only one saying gives it."""
    kept: list[Ending] = []
    for ending in sorted(found, key=lambda each: each.start):
        at = next((i for i, each in enumerate(kept) if _same(each, ending)), None)
        if at is None:
            kept.append(ending)
        elif ending.doc_number and not kept[at].doc_number:
            kept[at] = replace(ending, on=ending.on or kept[at].on)
    return tuple(kept)


def _same(one: Ending, other: Ending) -> bool:
    if one.kind != other.kind or (one.doc_number and other.doc_number and one.doc_number != other.doc_number):
        return False
    return one.title == other.title if one.title or other.title else one.doc_number == other.doc_number
