"""Places: China's provinces, prefectures and some counties, with the path that leads to each and their pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("places.tsv")
_RANK = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|(?:[\u4e00-\u9fff]{1,3}族)*自治[州县]|地区|林区|省|市|县|区|州|盟|旗)$"
)


def _rows() -> Iterator[tuple[tuple[str, ...], str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        province, prefecture, pinyin, *county = line.split("\t")
        path = (province,) if province == prefecture else (province, prefecture)
        yield path, pinyin
        if len(county) == 2:
            yield (*path, county[0]), county[1]


@cache
def known_places() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (name, region path) for each full name, short name and pinyin, longest names first."""
    names: dict[str, tuple[str, ...]] = {}
    for path, pinyin in _rows():
        for depth in range(len(path), 0, -1):
            full = path[depth - 1]
            short = _RANK.sub("", full)
            for name in (full, short, pinyin if depth == len(path) else ""):
                if len(name) >= 2:
                    names.setdefault(name, path[:depth])
    return tuple(sorted(names.items(), key=lambda item: -len(item[0])))


def path_to(name: str) -> tuple[str, ...]:
    """Return the region path of the place called `name` in full or in short, () when it is not listed."""
    return _paths().get(name, ())


@cache
def _paths() -> Mapping[str, tuple[str, ...]]:
    return dict(known_places())


@cache
def english_names() -> Mapping[str, str]:
    """Return the English name of each listed place, by its full and its short Chinese name."""
    names: dict[str, str] = {}
    for path, english in _rows():
        for name in (path[-1], _RANK.sub("", path[-1])):
            names.setdefault(name, english)
    return names
