"""Scope: the notices that a question is about, by place, year, document number and title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.place import Gazetteer, Place, Region
from corpus import Notice
from corpus.fold import match_form, read_numerals
from corpus.header import cited_numbers, tidy

_YEAR = re.compile(r"(?<![\d〔\[])((?:19|20)\d{2})(?!\d)(?!\s*年\s*\d{1,2}\s*月\s*\d{1,2})(?!\s*[\]〕])")
_DATED = re.compile(r"(?:前|底|末|以前|之前)")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_PLAN_OF = re.compile(r"关于(?:印发|下发|发布|公布)[《〈<]?(.{4,}?)[》〉>]?的?通知$")
"""The plan inside the title of the notice that brings it."""
_OF_TITLE = re.compile(
    r"\s*(?:的?第|中的?|里面?|规定|[是对].{0,6}怎么|[将把]|分为|列出|界定|如何规定|怎么规定|说了|写了|上面)"
)
"""What follows a quoted title when the question asks for that document's own words."""
_ARTICLE = re.compile(
    r"(?:《[^》]*》|条例|[办方]法|规定|法)的?第(?P<zh>[\d一二三四五六七八九十百]+)条|\barticles? (?P<en>\d+)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"全市|全省|全县|全区|各(?:县|区|市|州)|下辖|所辖|辖区|各地|所有(?:区|县|市)|有(?:几|多少)(?:份|个|篇)(?:文件|通知|要点|方案|文)?[？?]?$|(?:文件|通知|要点|方案)有(?:几|多少|哪)"
    r"|below|counties (?:of|in|under)|districts (?:of|in|under)",
    re.IGNORECASE,
)
_NUMBER_WORDS = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[［(（【﹝]\s*(?:19|20)\d{2}\s*[〕\]］)）】﹞]\s*(?:第\s*)?\d{1,5}\s*号"
)
_KIND = re.compile(
    r"[\s的那这个份部年度]*(?:政务公开|工作|重点|任务|实施|推进|分工|考核|评估|活动)*"
    r"(?P<kind>要点|方案|办法|细则|清单|意见|规程|安排)"
)
_LOOSE_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,14})\s*(?P<year>(?:19|20)\d{2})\s*年?\s*(?:第\s*)?(?P<at>\d{1,5})\s*号"
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a question names and the corpus does not hold: its kind (place, year, number, title) and words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The notices that a question may be answered from.

    `notices` is None when nothing narrows the question. `missing` says what the corpus lacks; then `notices` is
    empty. `rest` is the question without the words that narrowed it. `cited` holds notices that cite a number or a
    title that the corpus does not hold itself.
    """

    notices: tuple[str, ...] | None
    places: tuple[Place, ...]
    years: tuple[int, ...]
    missing: tuple[Missing, ...]
    rest: str
    cited: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing in the question narrows it."""
        return self.notices is None and not self.missing


class Scoper:
    """Reads the scope of questions over one generation of notices."""

    def __init__(self, notices: Mapping[str, Notice]) -> None:
        self._notices = notices
        self._gazetteer = Gazetteer(notices.values())
        self._articles = frozenset(_articles_of(notice) for notice in notices.values())

    def read(self, question: str) -> Scope:
        """Return the scope of `question`."""
        numbers = cited_numbers(question) or self._loose_numbers(question)
        if numbers:
            return self._by_number(question, numbers)
        places = self._gazetteer.find(question)
        titled = self._by_title(question)
        if titled is not None and not places:
            return titled
        rest = self._without_places(question, places)
        return self._by_place_and_year(question, rest, places)

    def _loose_numbers(self, question: str) -> list[str]:
        """Return the numbers of held notices that are written without their brackets (张政办函2020 100号)."""
        bare = _LOOSE_NUMBER.search(question)
        if bare is None:
            return []
        wanted = f"{bare['year']}〕{bare['at']}号"
        held = [n.doc_number for n in self._notices.values() if n.doc_number and n.doc_number.endswith(wanted)]
        return [number for number in held if bare["office"].endswith(number.partition("〔")[0])]

    def _by_number(self, question: str, numbers: Sequence[str]) -> Scope:
        rest = _LOOSE_NUMBER.sub(" ", _NUMBER_WORDS.sub(" ", question))
        rest = self._without_places(rest, self._gazetteer.find(rest))
        held = tuple(n.id for n in self._notices.values() if n.doc_number in numbers)
        if held:
            return Scope(held, (), (), (), rest)
        cited = tuple(n.id for n in self._notices.values() if set(numbers) & set(n.based_on))
        return Scope((), (), (), tuple(Missing("number", number) for number in numbers), rest, cited)

    def _by_title(self, question: str) -> Scope | None:
        for found in _TITLE.finditer(question):
            wanted = match_form(found[1])
            if len(wanted) < 4:
                continue
            held = tuple(n.id for n in self._notices.values() if _is_titled(n, wanted))
            if held:
                return Scope(held, (), (), (), question.replace(found[0], " "))
            if _OF_TITLE.match(question[found.end() :]):
                cited = tuple(n.id for n in self._notices.values() if wanted in match_form(n.text))
                return Scope((), (), (), (Missing("title", found[0]),), question, cited)
        return self._by_article(question)

    def _by_article(self, question: str) -> Scope | None:
        """Return that an article is missing when the question cites one by number and no notice has it."""
        found = _ARTICLE.search(question)
        if found is None:
            return None
        number = int(found["en"]) if found["en"] else _value(found["zh"])
        steps = {step for n in self._articles for step in n}
        return None if number in steps else Scope((), (), (), (Missing("title", found[0].strip()),), question)

    def _without_places(self, question: str, places: Sequence[Place]) -> str:
        rest = question
        for place in sorted(places, key=lambda p: -len(p.words)):
            rest = re.sub(re.escape(place.words) + r"(?:'s)?", " ", rest, flags=re.IGNORECASE)
        return re.sub(r"^\s*(?:市|县|区)?的", "", rest)

    def _by_place_and_year(self, question: str, rest: str, places: Sequence[Place]) -> Scope:
        years = self._years(rest)
        if years:
            rest = re.sub(r"(?:19|20)\d{2}\s*年?度?(?:的)?", " ", rest)
        pool = list(self._notices.values())
        missing: list[Missing] = []
        if places:
            pool, missing = self._at_places(question, places, pool)
        if years and pool:
            in_years = [n for n in pool if n.year in years]
            if not in_years and not missing:
                names = "、".join(dict.fromkeys(p.words for p in places))
                missing.append(Missing("year", f"{names}{'、'.join(map(str, years))}年"))
            pool = in_years
        if not places and not years:
            return Scope(None, (), (), (), rest)
        pool = _of_kind(rest, pool)
        ids = tuple(n.id for n in pool)
        return Scope(ids, tuple(places), years, tuple(missing), rest)

    def _at_places(
        self, question: str, places: Sequence[Place], notices: Sequence[Notice]
    ) -> tuple[list[Notice], list[Missing]]:
        kept: list[Notice] = []
        missing: list[Missing] = []
        for words in dict.fromkeys(place.words for place in places):
            same = [place for place in places if place.words == words]
            here = [n for n in notices if any(n.region == place.region for place in same)]
            if not here or _BELOW.search(question):
                here += [n for p in same if _BELOW.search(question) for n in self._gazetteer.below(p.region, notices)]
            if not here:
                missing.append(Missing("place", words))
            kept += [n for n in here if n not in kept]
        return kept, missing

    def _years(self, question: str) -> tuple[int, ...]:
        """Return the years that say which plan is meant, not those of a date in it (2019年底前)."""
        years = []
        for found in _YEAR.finditer(question):
            after = question[found.end() : found.end() + 6]
            dated = re.match(r"\s*年?(?:年?[底末]|\s*\d{1,2}\s*月|以?前)", after)
            if not dated:
                years.append(int(found[1]))
        return tuple(dict.fromkeys(years))

    def nearest(self, scope: Scope) -> tuple[Notice, ...]:
        """Return held notices near the places asked for, those that share most steps of the region path first."""
        regions = [place.region for place in scope.places]
        shared = {
            n.id: max((_shared(n.region, region) for region in regions), default=0) for n in self._notices.values()
        }
        near = [n for n in self._notices.values() if shared[n.id]]
        return tuple(sorted(near, key=lambda n: -shared[n.id]))


def _of_kind(rest: str, notices: list[Notice]) -> list[Notice]:
    """Return the notices whose titles have the kind of document that `rest` begins with (要点), all if none has."""
    kind = _KIND.match(rest)
    return [n for n in notices if kind and kind["kind"] in n.title] or notices


def _shared(one: Region, other: Region) -> int:
    """Return how near two places are: the steps that their paths share, and more for the same place."""
    return len(set(one) & set(other)) + (one == other)


def _is_titled(notice: Notice, wanted: str) -> bool:
    """Whether a notice is called `wanted`, by its title or by a line of its head; one that only cites it is not."""
    inner = _PLAN_OF.search(wanted)
    names = {wanted, inner[1]} if inner else {wanted}
    lines = [match_form(line) for line in notice.text[:400].splitlines()]
    return any(name in match_form(notice.title) or name in lines for name in names)


def _value(numeral: str) -> int:
    plain = re.match(r"\d+", read_numerals(numeral + "条"))
    return int(plain[0]) if plain else 0


def _articles_of(notice: Notice) -> frozenset[int]:
    """Return the numbers of the articles (第X条) that open lines of a notice."""
    return frozenset(
        _value(found[1]) for found in re.finditer(r"^第([\d一二三四五六七八九十百]+)条", notice.text, re.MULTILINE)
    )


def display_place(notice: Notice) -> str:
    """Return how an answer names a notice's place: 张掖市, 兰州高新区; its issuer or title when it has none."""
    if not notice.region:
        return tidy(notice.issuer or notice.title)
    last = notice.region[-1]
    if last.endswith(("高新区", "经开区", "新区", "开发区")) and len(notice.region) > 1 and len(last) <= 4:
        above = notice.region[-2]
        return re.sub(r"[市县区]$", "", above) + last if len(above) > 2 else above + last
    return last
