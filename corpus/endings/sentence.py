"""A sentence that may end a notice: its words, the titles it quotes, and the day from which it takes hold."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from corpus.fold import read_numerals
from corpus.force import shifted
from corpus.header import cited_numbers, parse_date, tidy
from corpus.notice import Ending, EndingKind
from corpus.roles import DATE

NAME = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》)+》")
BESIDE = re.compile(r"\s*[（(](?:[^（）()]|[（(][^（）()]*[）)]){0,90}[）)]")
MARKER = r"(?:第[一二三四五六七八九十百\d]+条|[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．])"
_TIME = rf"(?:{DATE}|(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年(?:\s*[\d一二三四五六七八九十]{{1,2}}\s*月)?)"
DUTY = re.compile(
    r"应当|(?<![供适相响反对效])应(?![用急对])|(?<![主重必纪摘概])要(?![点素件求])|及时|需(?!求)|必须|可以|建议|拟"
    r"|尚未|从未|不(?:得|予|应|能|宜)"
    r"|情况|届满|逾期|如果|若|凡是|推动|推进|加快|(?<!经)研究|完成|督促|抓紧|适时|依法(?!决定)|负责|许可证"
)
"""What makes of an ending a duty, a wish, a condition or a denial."""
_WHEN = re.compile(rf"(?:自|从|于|在)\s*(?P<time>{_TIME})\s*(?:起|开始)?\s*[,，]?\s*[^,，]{{0,6}}$")
_WHEN_FIRST = re.compile(rf"(?:^|[,，\s])(?:自|从)\s*(?P<time>{_TIME})\s*起\s*[,，]?\s*(?:原|《|下列|以下)")
_ON_ISSUE = re.compile(r"(?:印发|发布|公布|发文|下发)之日|现|即")


@dataclass(frozen=True, slots=True)
class Days:
    """The day of issue of the notice that speaks, and its own first day."""

    issued: dt.date | None
    begins: dt.date | None

    def of(self, words: str) -> dt.date | None:
        """Return the day on which an ending in these words takes hold."""
        if _ON_ISSUE.search(words):
            return self.issued or self.begins
        return self.begins or self.issued


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it stands in the text, and its form in which the words of quoted titles are blotted out."""

    text: str
    at: int
    plain: str
    names: tuple[re.Match[str], ...]


def read_sentence(match: re.Match[str]) -> Sentence:
    """Return the sentence that was found in a text."""
    text = match[0]
    names = tuple(NAME.finditer(text))
    plain = NAME.sub(lambda name: "《" + "名" * (len(name[0]) - 2) + "》", text)
    return Sentence(text, match.start(), plain, names)


def make_ending(
    kind: EndingKind,
    sentence: Sentence,
    name: re.Match[str],
    on: dt.date | None,
    words: tuple[int, int] | None = None,
) -> Ending:
    """Return the ending of the notice that `name` quotes, said in `words` of the sentence (all of it by default)."""
    beside = BESIDE.match(sentence.text, name.end())
    number = next(iter(cited_numbers(beside[0][1:-1].lstrip("（("))), None) if beside else None
    span = words or (0, len(sentence.text))
    return Ending(kind, number, tidy(name[0][1:-1]), on, *span_of(sentence, span))


def span_of(sentence: Sentence, words: tuple[int, int]) -> tuple[int, int]:
    """Return where words of a sentence stand in the text, without the white space and commas around them."""
    piece = sentence.text[words[0] : words[1]]
    lead = len(piece) - len(piece.lstrip(" 　,，、\t"))
    return sentence.at + words[0] + lead, sentence.at + words[0] + len(piece.rstrip(" 　,，、:：\t"))


def is_dated(words: str) -> bool:
    """Return whether the words give a day from which something holds."""
    return bool(re.search(rf"(?:自|从|于|在)\s*{_TIME}|之日", words))


def when(plain: str, days: Days, words: str) -> dt.date | None:
    """Return the day on which an ending takes hold: the one given beside the verb, else the notice's own."""
    bare = re.sub(
        r"(?:同时|一并|予以|宣布|现|即行|正式)*(?:废止|失效|停止执行|停止施行|停止使用|作废|不再执行).*$", "", plain
    )
    found = _WHEN.search(bare) or _WHEN_FIRST.search(plain)
    return _day(found["time"], found[0]) if found else days.of(re.sub(NAME, "", words))


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
