"""A corpus folder: its files are read, and what is known of them is kept, so that only a changed one is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Entry, read_catalogue
from corpus.errors import CorpusError
from corpus.file import Card, FileRead, Refusal, names_below, reader_version, sha256_of, stat_of
from corpus.gathering import read_documents
from corpus.guard import Readers, Reads
from corpus.reading import Reading


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is kept of one file.

    Attributes:
        size: its bytes.
        modified: when it was last changed, in nanoseconds.
        settled: whether it had been at rest for a while when it was read; the bytes of one that had not are compared.
        sha256: of its bytes, in hexadecimal.
        key: a hash of the program and the catalogue entries that it was read with.
        cards: of the documents in it that were read.
        refusals: of those that were not.
        kept_from: the SHA-256 of the bytes that `cards` come from, where the file was readable then and is not now.
    """

    size: int
    modified: int
    settled: bool
    sha256: str
    key: str
    cards: tuple[Card, ...]
    refusals: tuple[Refusal, ...]
    kept_from: str | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it was found: its records by file name, and the readings of what was read anew, by source."""

    path: Path
    records: Mapping[str, FileRecord]
    readings: Mapping[str, Reading]

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """The documents that could not be read, in the order of their files."""
        return tuple(refusal for record in self.records.values() for refusal in record.refusals)

    @property
    def modified(self) -> dict[str, int]:
        """When the file of each document was last changed, by source."""
        return {card.source: record.modified for record in self.records.values() for card in record.cards}


Progress = Callable[[int, int], None]


def scan(
    folder: Path,
    known: Mapping[str, FileRecord],
    progress: Progress | None = None,
    *,
    anew: bool = False,
    readers: Reads | None = None,
) -> Folder:
    """Return `folder` as it is now; only the files that `known` does not tell are read, or all of them if `anew`.

    A file that was readable before and is not now goes on standing for what it held, unless it bears a secrecy mark.

    Args:
        folder: a folder of notices; its catalogue is optional.
        known: the records of an earlier scan; nothing to read everything.
        progress: called with the number of files done, first 0, and the total of those that are read, if any are.
        anew: read every file, whatever is known of it.
        readers: what reads; processes for this scan alone when not given.

    Raises:
        CorpusError: if `folder` is not a folder or its catalogue is malformed.
    """
    check_folder(folder)
    entries = read_catalogue(folder)
    keys = _Keys(entries)
    records, unread = _as_before(folder, known if not anew else {}, keys)
    readings: dict[str, Reading] = {}
    if progress and unread:
        progress(0, len(unread))
    with Readers() as own:
        for done, read in enumerate((readers or own).read(unread, entries), 1):
            records[read.name] = _record(read, keys[read.name], known.get(read.name))
            readings.update({reading.notice.source: reading for reading in read.readings})
            if progress:
                progress(done, len(unread))
    return Folder(folder, dict(sorted(records.items())), readings)


@dataclass(frozen=True, slots=True)
class Pending:
    """How a folder differs from what is known of it: files to be read, new or changed, and files that are gone."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]


def pending(folder: Path, known: Mapping[str, FileRecord]) -> Pending:
    """Return what the next scan of `folder` would find, without reading a notice.

    Args:
        folder: a folder of notices; its catalogue is optional.
        known: the records of an earlier scan.

    Raises:
        CorpusError: if `folder` is not a folder or its catalogue is malformed.
    """
    check_folder(folder)
    same, unread = _as_before(folder, known, _Keys(read_catalogue(folder)))
    changed = tuple(name for _, name in unread)
    return Pending(changed, tuple(sorted(known.keys() - same.keys() - set(changed))))


def check_folder(folder: Path) -> None:
    """Do nothing where `folder` is a folder.

    Raises:
        CorpusError: if it is not.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; expected a folder of notices. Give one with --corpus.")


def read_folder(folder: Path) -> tuple[tuple[Reading, ...], tuple[Refusal, ...]]:
    """Return the readings of the notices in `folder` by id, and what could not be read.

    Raises:
        CorpusError: if `folder` is not a folder or its catalogue is malformed.
    """
    found = scan(folder, {})
    return read_documents(found.readings.values(), found.modified), found.refusals


class _Keys(Mapping[str, str]):
    """For each file name, a hash of what it is read with."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for source, entry in sorted(entries.items()):
            # A document of an archive is called archive.zip/name.
            for name in [source, *(source[:at] for at, sign in enumerate(source) if sign == "/")]:
                self._entries.setdefault(name, []).append(entry)

    def __getitem__(self, name: str) -> str:
        told = f"{reader_version()} {self._entries.get(name, [])!r}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _as_before(
    folder: Path, known: Mapping[str, FileRecord], keys: Mapping[str, str]
) -> tuple[dict[str, FileRecord], list[tuple[Path, str]]]:
    """Return the records of the files that are as they are known, and the paths and names of the others."""
    records: dict[str, FileRecord] = {}
    others: list[tuple[Path, str]] = []
    for path in names_below(folder):
        name = path.relative_to(folder).as_posix()
        old = known.get(name)
        same = _same(path, old) if old and old.key == keys[name] else None
        if same:
            records[name] = same
        else:
            others.append((path, name))
    return records, others


def _same(path: Path, old: FileRecord) -> FileRecord | None:
    """Return the record of a file that holds the same bytes as before, None where it does not."""
    try:
        now = stat_of(path)
        if now.version == (old.size, old.modified) and old.settled:
            return old
        if now.size != old.size or sha256_of(path) != old.sha256:
            return None
    except OSError:
        return None
    return replace(old, modified=now.modified, settled=now.settled)


def _record(read: FileRead, key: str, old: FileRecord | None) -> FileRecord:
    cards = tuple(Card.of(reading) for reading in read.readings)
    kept_from = None
    if read.refusals and not cards and old and old.cards and not any(one.secret for one in read.refusals):
        cards, kept_from = old.cards, old.kept_from or old.sha256
    return FileRecord(
        size=read.size,
        modified=read.modified,
        settled=read.settled,
        sha256=read.sha256,
        key=key,
        cards=cards,
        refusals=read.refusals,
        kept_from=kept_from,
    )
