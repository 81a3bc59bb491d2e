"""Word lists: the glossary (Chinese, English), everyday wording and its official terms, a thesaurus, places.

glossary.tsv   中文<TAB>english; another english<TAB>kind
everyday.tsv   everyday wording<TAB>official term; another
thesaurus.tsv  official word<TAB>everyday word; another<TAB>english; another (either list may be empty)
places.tsv     the same form as the glossary, for places
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import LexiconMalformed

FOLDER = Path(__file__).parent
_GLOSSARY_FORM = "中文<TAB>english; another<TAB>kind"
_EVERYDAY_FORM = "everyday wording<TAB>official term; another"
_THESAURUS_FORM = "official word<TAB>everyday word; another<TAB>english; another"


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary row: a Chinese term, its English forms, and what kind of thing it names."""

    chinese: str
    english: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Everyday:
    """An everyday wording and the official terms that notices use for it."""

    wording: str
    official: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A row of the thesaurus: an official word, what people say for it, and its English."""

    word: str
    everyday: tuple[str, ...]
    english: tuple[str, ...]


def read_glossary(path: Path = FOLDER / "glossary.tsv") -> tuple[Term, ...]:
    """Return the rows of a glossary; none when there is no such file.

    Raises:
        LexiconMalformed: if a line does not have the form of a row.
    """
    return tuple(Term(cells[0], _parts(cells[1]), cells[2]) for cells in _rows(path, 3, _GLOSSARY_FORM))


def read_everyday(path: Path = FOLDER / "everyday.tsv") -> tuple[Everyday, ...]:
    """Return the rows of the everyday wordings; none when there is no such file.

    Raises:
        LexiconMalformed: if a line does not have the form of a row.
    """
    return tuple(Everyday(cells[0], _parts(cells[1])) for cells in _rows(path, 2, _EVERYDAY_FORM))


@cache
def read_thesaurus(path: Path = FOLDER / "thesaurus.tsv") -> tuple[Synonyms, ...]:
    """Return the rows of the thesaurus, the commonest words first; none when there is no such file.

    Its wordings are written folded (`corpus.fold`), so that nobody has to fold tens of thousands.

    Raises:
        LexiconMalformed: if a line does not have the form of a row.
    """
    return tuple(_synonyms(path, line) for line in _text(path).splitlines())


def english_synonyms(beginning: str, path: Path = FOLDER / "thesaurus.tsv") -> tuple[Synonyms, ...]:
    """Return the rows of the thesaurus with an English wording that begins with `beginning`, in their order.

    To read all rows in takes a fifth of a second; who asks one question needs a few of them.

    Raises:
        LexiconMalformed: if one of these lines does not have the form of a row.
    """
    text = _text(path)
    places = (at for sign in ("\t", "; ") for at in _places(text, sign + beginning))
    starts = {text.rfind("\n", 0, at) + 1 for at in places}
    rows = (_synonyms(path, text[start : text.find("\n", start)]) for start in sorted(starts))
    return tuple(row for row in rows if any(wording.startswith(beginning) for wording in row.english))


@cache
def formal_words(path: Path = FOLDER / "formal.txt") -> frozenset[str]:
    """Return the words that official prose commonly uses; none when there is no such file."""
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _rows(path: Path, width: int, form: str) -> list[list[str]]:
    if not path.is_file():
        return []
    rows: list[list[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != width or not all(cells) or not _parts(cells[1]):
            raise LexiconMalformed(path, number, line, form)
        rows.append(cells)
    return rows


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _synonyms(path: Path, line: str) -> Synonyms:
    cells = line.split("\t")
    if len(cells) != 3 or not cells[0] or not (cells[1] or cells[2]):
        number = _text(path).splitlines().index(line) + 1
        raise LexiconMalformed(path, number, line, _THESAURUS_FORM)
    return Synonyms(cells[0], _parts(cells[1]), _parts(cells[2]))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
