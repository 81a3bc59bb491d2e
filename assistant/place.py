"""Place: which places a question names, among those of the corpus and all that China has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

import rjieba

from corpus import Notice
from corpus.places import english_names, known_places

Region = tuple[str, ...]

_SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|州|盟|旗)$"
)
_ZONES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "高新区": (
        ("高新技术产业开发区", "国家高新区", "高新技术开发区", "高新"),
        ("high-tech", "high tech", "hi-tech", "hitech", "gaoxin"),
    ),
    "经开区": (
        ("经济技术开发区", "经济开发区", "经开"),
        ("economic development zone", "economic and technological", "jingkai"),
    ),
}
_ZONE = re.compile(
    r"\s*市?(?:国家(?:级)?)?(?:新区|高新(?:技术)?(?:产业)?(?:开发)?区|经济?(?:技术)?开(?:发)?区|开发区|保税区|自贸区|自由贸易试验区)"
    r"|(?:'s)? (?:New Area|(?:Hi(?:gh)?-?tech|Economic|Development|Free Trade)(?: \w+){0,5}? (?:Zone|Area))\b",
    re.IGNORECASE,
)
"""What makes the name of a city before it that of a zone of its own."""
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|\"[^\"]*\"")
_UNKNOWN = re.compile(
    r"(?:^|请问|那么?|在|换成|换做|和|与|跟|同|，|,|、|比如|问一?下|像|查|是|由)(?P<name>[\u4e00-\u9fff]{2,5}?[省市县州旗])(?![场民级委长政直属容区]{1}(?!府))"
)
_GENERIC = re.compile(
    r"^(?:有没有|有无|没有|各|全|本|我|该|某|哪|这|那|几|两|每|其他|外|下辖|所有|有关|相关|一个|任何|同|此|上级|当地|别的|什么|是|由|对|把)|门户网|城市$|超市|都市$|上市$|股市|楼市|菜市|地市$|县市$|省市$|街道"
)
_ORDINARY = frozenset("合作 和平 安宁 平安 东方 长安".split())
"""Short names of smaller places that a question hardly means by these words; 合作市 it does."""
_LATIN = re.compile(r"[a-z]{2}")
_ENGLISH_UNKNOWN = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:'s)? (?:County|City|District|Province|Prefecture|New Area|Town)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a question names: its words there, and its region path; `held` when the corpus has notices of it."""

    words: str
    region: Region
    held: bool


def short_name(name: str) -> str:
    """Return a place's name without its rank when two or more characters are left: 张掖 for 张掖市."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


@cache
def pinyin_of(name: str) -> str:
    """Return a place's English name without its rank: that of the list of places, else joined pinyin (Zhangye)."""
    listed = english_names().get(name)
    if listed:
        return listed
    # A third of a second that few questions and answers need.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(short_name(name))).capitalize()


def _is_zone(name: str) -> bool:
    return name.endswith("区") and not name.endswith("自治区")


def _related(one: Region, other: Region) -> bool:
    """Whether one place lies in the other."""
    return one == other[: len(one)] or other == one[: len(other)]


def _chinese_names(region: Region) -> Iterable[str]:
    last = region[-1]
    above = region[-2] if len(region) > 1 else ""
    zone = _ZONES.get(last)
    stems = (last, *(zone[0] if zone else (short_name(last),)))
    for stem in stems:
        for depth in range(len(region) - 1):
            yield "".join(region[depth:-1]) + stem
        if above:
            yield short_name(above) + stem
        yield stem
        if zone and above:
            yield short_name(above) + "国家" + stem


def _english_names(region: Region) -> Iterable[str]:
    last, above = region[-1], region[-2] if len(region) > 1 else ""
    zone = _ZONES.get(last)
    if zone:
        for stem in zone[1]:
            if above:
                yield f"{pinyin_of(above)} {stem}".lower()
            yield stem
    else:
        stem = re.sub(r"(?:新区|开发区|示范区)$", "", last)
        yield pinyin_of(stem if len(stem) >= 2 else last).lower()


def _stands_alone(name: str, text: str) -> bool:
    """Whether `name` is in `text` and not only made of the end of one word and the beginning of the next (新增城市)."""
    ends = set(accumulate(map(len, rjieba.cut(text)), initial=0))
    found = [at.start() for at in re.finditer(re.escape(name), text)]
    return any(start in ends or start + len(name) in ends for start in found)


class Gazetteer:
    """Finds places in questions: first those of the corpus, longest names first, then the rest of China."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._regions = sorted({n.region for n in notices if n.region}, key=lambda region: (-len(region), region))
        self._names = self._longest_first(_chinese_names)

    @cached_property
    def _english(self) -> tuple[tuple[str, tuple[Region, ...]], ...]:
        return self._longest_first(_english_names)

    def _longest_first(self, names_of: Callable[[Region], Iterable[str]]) -> tuple[tuple[str, tuple[Region, ...]], ...]:
        names: dict[str, set[Region]] = {}
        for region in self._regions:
            for depth in range(len(region), 0, -1):
                for name in names_of(region[:depth]):
                    names.setdefault(name, set()).add(region[:depth])
        return tuple((name, tuple(sorted(names[name]))) for name in sorted(names, key=len, reverse=True))

    def find(self, question: str) -> tuple[Place, ...]:
        """Return the places that `question` names outside quoted titles, in the order of their names' length.

        A name that several places share gives one `Place` for each.
        """
        rest = _QUOTED.sub(lambda m: " " * len(m[0]), question)
        found: list[Place] = []
        rest, zones = self._zones_elsewhere(rest)
        for name, regions in self._names:
            if name in rest and len(name) >= 2:
                rest = rest.replace(name, "□")
                found += [Place(name, region, self._holds(region)) for region in regions]
        for name, regions in self._english if _LATIN.search(rest.lower()) else ():
            pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
            if pattern.search(rest):
                rest = pattern.sub("□", rest)
                found += [Place(name, region, self._holds(region)) for region in regions]
        others = [place for place in self._elsewhere(rest) if not any(_related(place.region, f.region) for f in found)]
        return (*self._joined(rest, found, others), *zones)

    def _zones_elsewhere(self, rest: str) -> tuple[str, list[Place]]:
        """Return `rest` without the zones of known cities that are no places of the corpus, and these."""
        zones: list[Place] = []
        if not _ZONE.search(rest):
            return rest, zones
        names = (*self._names, *(self._english if _LATIN.search(rest.lower()) else ()))
        for name, (region, *_) in names:
            if _is_zone(region[-1]) or name not in rest.lower():
                continue
            for at in re.finditer(re.escape(name), rest, re.IGNORECASE):
                zone = _ZONE.match(rest, at.end())
                words = at[0] + zone[0] if zone else ""
                longer = (other for other, _ in names if len(other) > len(name))
                if zone and not words.lower().startswith(tuple(longer)):
                    zones.append(Place(words, (*region, zone[0].strip()), False))
                    rest = rest.replace(words, "□" * len(words))
        return rest, zones

    @staticmethod
    def _joined(rest: str, found: Sequence[Place], others: Sequence[Place]) -> list[Place]:
        """Return all places; one that stands right before a zone's bare name makes it another zone (成都 + 高新区)."""
        for other in others:
            zones = [place for place in found if place.words in _ZONES or place.words.endswith("区")]
            if zones and f"{other.words}□" in rest.replace("市□", "□"):
                kept = [place for place in found if place not in zones]
                return [*kept, Place(other.words + zones[0].words, (*other.region, zones[0].words), False)]
        return [*found, *others]

    def _holds(self, region: Region) -> bool:
        return region in self._regions

    def _elsewhere(self, rest: str) -> Iterable[Place]:
        """Yield places that the corpus does not know: by the list of China's places, else by a name's form."""
        lowered = rest.lower()
        for name, region in known_places():
            # Looked for as it stands first: thousands of names make no patterns.
            if name in _ORDINARY or name.lower() not in lowered:
                continue
            if re.search(rf"\b{re.escape(name)}\b", rest, re.I) if name.isascii() else _stands_alone(name, rest):
                yield Place(name, region, False)
                return
        unknown = _UNKNOWN.search(rest)
        if unknown and not _GENERIC.search(unknown["name"]):
            yield Place(unknown["name"], (unknown["name"],), False)
            return
        english = _ENGLISH_UNKNOWN.search(rest)
        if english:
            yield Place(english[0], (english[0],), False)

    def covers(self, place: Region, notice: Notice) -> bool:
        """Whether a notice was issued by `place` itself, not by one below or above it."""
        return notice.region == place

    def below(self, place: Region, notices: Sequence[Notice]) -> tuple[Notice, ...]:
        """Return the notices of places below `place`."""
        return tuple(n for n in notices if len(n.region) > len(place) and n.region[: len(place)] == place)
