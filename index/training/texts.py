"""The texts that the encoder learns from: law articles, report paragraphs, questions, glossary rows."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LAWS = "laws_md.tar.xz"
REPORTS = "reports_md.tar.xz"
QUESTIONS = "stard_train.jsonl"

_ARTICLE = re.compile(r"^(第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s　]*(.*)$")
_HEADING = re.compile(r"^#{1,6}\s*(.+)$")
_MARKS = re.compile(r"\*\*|^>\s*|<[^>]+>|^\s*[-*]\s+", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_STATE_OR_SPACE = re.compile(r"中华人民共和国|\s")
_BRACKETS = str.maketrans("〈〉<>", "《》《》")
_VERSION = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]$")
DEVELOPMENT_FIFTH = 5
# Local regulations and cases are not articles of national law.
NOT_NATIONAL = ("DLC/", "案例/")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a law: the law's title, the chapter headings above it, its number and its words."""

    law: str
    heading: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Law:
    """One law of the archive: its path there and its articles, at least one."""

    path: str
    articles: tuple[Article, ...]

    @property
    def title(self) -> str:
        """The title that stands over the law."""
        return self.articles[0].law


@dataclass(frozen=True, slots=True)
class Question:
    """A layperson's question and the articles that answer it, written as title and number."""

    text: str
    articles: tuple[str, ...]


def clean(text: str) -> str:
    """Return `text` in NFKC and lower case, as the index folds what it searches."""
    return unicodedata.normalize("NFKC", text).lower()


def read_laws(archive: Path, without: Collection[str] = ()) -> list[Law]:
    """Return the laws of `archive` that have articles, but for those at the paths `without`.

    Raises:
        FileNotFoundError: if there is no such archive.
    """
    texts = ((path, tuple(_articles(text))) for path, text in _members(archive) if path not in without)
    return [Law(path, articles) for path, articles in texts if articles]


def newest(laws: Iterable[Law]) -> list[Law]:
    """Return the national laws among `laws`, of each only the version with the latest date in its file name."""
    found: dict[str, tuple[str, Law]] = {}
    for law in laws:
        dated = _VERSION.search(Path(law.path).stem)
        date, name = dated[1] if dated else "", undated(law.path)
        if not law.path.startswith(NOT_NATIONAL) and (name not in found or date > found[name][0]):
            found[name] = date, law
    return [law for _, law in found.values()]


def undated(path: str) -> str:
    """Return the name of a law's file without ending and without the date of its version."""
    return _VERSION.sub("", Path(path).stem)


def read_texts(archive: Path) -> list[str]:
    """Return the whole text of every document in `archive`.

    Raises:
        FileNotFoundError: if there is no such archive.
    """
    return [text for _, text in _members(archive)]


def read_paragraphs(archive: Path, without: Collection[str] = ()) -> list[list[str]]:
    """Return the paragraphs of every report in `archive`, one list a report; headings are among them.

    Raises:
        FileNotFoundError: if there is no such archive.
    """
    return [_paragraphs(text) for path, text in _members(archive) if path not in without]


def read_questions(path: Path) -> list[Question]:
    """Return the training questions in the JSON lines of `path`.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Question(row["question"], tuple(row["articles"])) for row in rows]


def is_development(question: str) -> bool:
    """Return whether a published training question is one of the fifth that measures and never trains."""
    return int.from_bytes(hashlib.sha256(question.encode()).digest()) % DEVELOPMENT_FIFTH == 0


def article_key(reference: str) -> str:
    """Return what two ways to write "law, article number" have in common: no state's name, one kind of brackets."""
    return _STATE_OR_SPACE.sub("", clean(reference)).translate(_BRACKETS)


def _members(archive: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive, "r:xz") as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
            if handle is not None:
                yield member.name.removeprefix("./"), handle.read().decode("utf-8", errors="replace")


def _articles(text: str) -> Iterator[Article]:
    law, heading, number, words = "", "", "", list[str]()
    for line in map(str.strip, text.splitlines()):
        title, start = _HEADING.match(line), _ARTICLE.match(line)
        if (title or start) and number:
            yield Article(law, heading, number, "".join(words))
            number, words = "", []
        if title:
            law, heading = (law, title[1].strip()) if law else (title[1].strip(), "")
        elif start:
            number, words = start[1], [start[2]]
        elif number and line and not line.startswith("<!--"):
            words.append(line)
    if number:
        yield Article(law, heading, number, "".join(words))


def _paragraphs(text: str) -> list[str]:
    lines = _MARKS.sub("", _FRONT_MATTER.sub("", text)).splitlines()
    stripped = (line.strip().lstrip("#").strip() for line in lines)
    return [line for line in stripped if len(line) >= 4]
