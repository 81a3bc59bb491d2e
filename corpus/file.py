"""File: what is known of one file of a corpus folder after it was read, and what of each document in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.catalogue import Entry
from corpus.errors import UnreadableFile
from corpus.fold import match_form
from corpus.read import read_parts
from corpus.reading import Reading, read_part


@dataclass(frozen=True, slots=True)
class Card:
    """What tells one reading from another without its text, so that a folder is put in order without reading it again.

    Attributes:
        source: the name of the file, or of the document in an archive (bundle.zip/a.docx).
        identity: the id that the notice gets from its number or title, or from the catalogue.
        words: a hash of the clauses' words, the same whatever format or typesetting they come in.
        title: in the form for matching, without the office that a title may begin with.
        issuer: who published it, None where that was not read.
        doc_number: its own number, None where none is printed.
        issued_on: its date, None where none is printed.
        recognised: whether optical recognition has read it.
    """

    source: str
    identity: str
    words: str
    title: str
    issuer: str | None
    doc_number: str | None
    issued_on: dt.date | None
    recognised: bool

    @classmethod
    def of(cls, reading: Reading) -> Card:
        """Return the card of a reading."""
        notice = reading.notice
        return cls(
            source=notice.source,
            identity=notice.id,
            words=words_of(reading),
            title=match_form(notice.title).removeprefix(match_form(notice.issuer or "")),
            issuer=notice.issuer,
            doc_number=notice.doc_number,
            issued_on=notice.issued_on,
            recognised=bool(notice.medium.seen),
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that could not be read: why, what the keeper can do, and whether it bears a secrecy mark."""

    name: str
    reason: str
    remedy: str
    secret: bool = False

    @classmethod
    def of(cls, error: UnreadableFile) -> Refusal:
        """Return the refusal that an error tells."""
        return cls(error.name, error.reason, error.remedy, error.secret)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file held when it was read.

    Attributes:
        name: its path below the folder.
        size: its bytes.
        modified: when it was last changed, in nanoseconds.
        sha256: of its bytes, in hexadecimal; empty where they could not be read.
        settled: whether it had been at rest for a while; one that had not may change once more unseen.
        readings: what was read.
        refusals: what was not.
    """

    name: str
    size: int
    modified: int
    sha256: str
    settled: bool
    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...]


class FileChanges(Exception):
    """The file was written to while it was read."""


def read_whole(path: Path, name: str, entries: Mapping[str, Entry]) -> FileRead:
    """Return what the file at `path` holds.

    Args:
        path: where it is.
        name: what it is called in the corpus.
        entries: the catalogue, by name.

    Raises:
        FileNotFoundError: if it is gone.
        FileChanges: if it was written to meanwhile.
    """
    before = stat_of(path)
    readings: list[Reading] = []
    refusals: list[Refusal] = []
    try:
        for part in read_parts(path):
            if isinstance(part, UnreadableFile):
                refusals.append(Refusal.of(part))
                continue
            inner, data = part
            source = name + inner.removeprefix(path.name)
            try:
                readings.append(read_part(source, data, entries.get(source) or Entry(source)))
            except UnreadableFile as error:
                refusals.append(Refusal.of(error))
    except UnreadableFile as error:
        refusals.append(Refusal(name, error.reason, error.remedy, error.secret))
    sha256 = sha256_of(path)
    if stat_of(path).version != before.version:
        raise FileChanges(name)
    return FileRead(name, *before.version, sha256, before.settled, tuple(readings), tuple(refusals))


@dataclass(frozen=True, slots=True)
class Stat:
    """What the file system says of a file: its bytes, when it was changed in nanoseconds, and whether it is at rest."""

    size: int
    modified: int
    settled: bool

    @property
    def version(self) -> tuple[int, int]:
        """Two files of different versions differ in this, but for changes within the clock's step."""
        return self.size, self.modified


def stat_of(path: Path) -> Stat:
    """Return what the file system says of the file at `path`.

    Raises:
        OSError: if it is gone or out of reach.
    """
    now, known = time.time_ns(), path.stat()
    return Stat(known.st_size, known.st_mtime_ns, now - known.st_mtime_ns > _RESTLESS)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of the file at `path` in hexadecimal.

    Raises:
        OSError: if it is gone or cannot be opened.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def words_of(reading: Reading) -> str:
    """Return a hash of what the clauses of a notice say: letters and digits only, without what stands around them."""
    told = hashlib.sha256()
    for clause in reading.clauses:
        if not clause.is_section:
            plain = match_form(clause.own_text)
            told.update("".join(c for c in plain if c.isalnum()).encode() + b"\n")
    return told.hexdigest()[:16]


@cache
def reader_version() -> str:
    """Return a hash of the program that reads: with another one, a file is read anew even if it did not change."""
    told = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(here.rglob("*")):
        if path.suffix in (".py", ".tsv") and "notices" not in path.relative_to(here).parts:
            told.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]


def names_below(folder: Path) -> Sequence[Path]:
    """Return the files of `folder` and of the folders in it that may be notices, in the order of their names.

    Hidden files, what office programs and systems leave beside a file, and linked folders are left out.
    """
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.casefold() in _NOT_NOTICES:
            continue
        if path.is_dir():
            found += () if path.is_symlink() else names_below(path)
        elif path.is_file() and path.suffix.casefold() not in _HALF_WRITTEN:
            found.append(path)
    return found


_NOT_NOTICES = frozenset({"catalogue.json", "holidays.tsv", "readme.md", "thumbs.db", "desktop.ini", "__macosx"})
# A file changed less than so many nanoseconds before it was read can change again within one step of the clock.
_RESTLESS = 2_000_000_000
_HALF_WRITTEN = frozenset({".tmp", ".part", ".crdownload", ".partial", ".download"})
