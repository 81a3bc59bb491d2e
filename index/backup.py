"""A backup: one archive of a corpus folder and of the generation of the index that serves.

corpus/…         the files of the corpus folder
index/…          the generation that serves: pointer, manifest, records, segments, and the embedding cache if wanted
manifest.json    last: of each member its SHA-256, its bytes, and when it was changed, in nanoseconds
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.folder import check_folder
from index.cache import FILE_NAME as CACHE_FILE
from index.errors import BackupFailed, IndexDamaged
from index.generation import CURRENT, GENERATIONS, RECORDS, SEGMENTS, Manifest, now, read_manifest
from index.lock import writing
from index.records import read_records

FORM = 1
MANIFEST = "manifest.json"
CORPUS, INDEX = "corpus", "index"
# The closest packing takes three times as long as this and saves some hundredths.
_PACKING = 6


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup: its name there, the SHA-256 of its bytes, their number, and when it was last changed (ns)."""

    name: str
    sha256: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds; `left_out` are the files of the corpus folder that bear a secrecy mark."""

    form: int
    generation: str
    created: str
    members: tuple[Member, ...]
    left_out: tuple[str, ...]


def back_up(target: Path, corpus_dir: Path, index_dir: Path, *, with_cache: bool = True) -> Backup:
    """Write a backup of `corpus_dir` and `index_dir` to the file `target`, and return what it holds.

    It is written beside `target` and takes its place when it is whole. Files that the index knows to bear a secrecy
    mark are left out: they are not to be multiplied.

    Args:
        target: the archive, such as backup.tar.gz; an earlier one is replaced.
        corpus_dir: the folder of notices.
        index_dir: the index's folder.
        with_cache: whether the embedding cache goes along; without it, a later build embeds anew.

    Raises:
        CorpusError: if `corpus_dir` is not a folder.
        IndexMissing: if `index_dir` holds no index.
        IndexDamaged: if a file of it is not the one that was written.
        SchemaMismatch: if another version of the program made it.
        IndexBusy: if a build or sync is running.
        BackupFailed: if the archive cannot be written.
    """
    check_folder(corpus_dir)
    read_manifest(index_dir)
    fresh = target.with_name(target.name + ".new")
    with writing(index_dir):
        manifest = read_manifest(index_dir)
        secret = _secret(index_dir, manifest)
        try:
            files = [*_corpus_files(corpus_dir, {index_dir.resolve()}, secret), *_index_files(index_dir, manifest)]
            if with_cache and (index_dir / CACHE_FILE).is_file():
                files.append((_settled_cache(index_dir), f"{INDEX}/{CACHE_FILE}"))
            with fresh.open("wb") as file:
                told = _write(file, [one for one in files if not _is_one_of(one[0], target, fresh)], manifest, secret)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, target)
        except (OSError, tarfile.TarError, sqlite3.Error) as error:
            raise BackupFailed(target, error) from error
        finally:
            fresh.unlink(missing_ok=True)
    return told


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.told = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes."""
        data = self._inner.read(size)
        self.told.update(data)
        return data


def _write(file: BinaryIO, files: list[tuple[Path, str]], manifest: Manifest, left_out: tuple[str, ...]) -> Backup:
    expected = {
        f"{INDEX}/{SEGMENTS}/{segment}/{name}": sha256
        for segment, listed in manifest.segments.items()
        for name, sha256 in listed.items()
    }
    members = []
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_PACKING, format=tarfile.PAX_FORMAT) as archive:
        for path, name in files:
            member = _add(archive, path, name)
            if expected.pop(name, member.sha256) != member.sha256:
                raise IndexDamaged(path, f"SHA-256 {member.sha256[:12]}…", "the file as it was written")
            members.append(member)
        if expected:
            raise IndexDamaged(Path(min(expected)), "the file is missing", "the file as it was written")
        told = Backup(FORM, manifest.name, now(), tuple(members), left_out)
        data = json.dumps(asdict(told)).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return told


def _add(archive: tarfile.TarFile, path: Path, name: str) -> Member:
    with path.open("rb") as file:
        known = os.fstat(file.fileno())
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = known.st_size, known.st_mtime, 0o644
        hashed = _Hashed(file)
        archive.addfile(info, hashed)
    return Member(name, hashed.told.hexdigest(), known.st_size, known.st_mtime_ns)


def _secret(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Return the names of the files of the corpus that are known to bear a secrecy mark."""
    records = read_records(folder, manifest.name)
    return tuple(name for name, record in records.items() if any(one.secret for one in record.refusals))


def _corpus_files(folder: Path, skipped: set[Path], secret: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the files of the corpus folder with their names in the backup; an index inside it is not one of them."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and path.resolve() not in skipped:
            inner = tuple(name.removeprefix(f"{path.name}/") for name in secret if name.startswith(f"{path.name}/"))
            yield from (
                (one, f"{CORPUS}/{path.name}{name.removeprefix(CORPUS)}")
                for one, name in _corpus_files(path, skipped, inner)
            )
        elif path.is_file() and path.name not in secret:
            yield path, f"{CORPUS}/{path.name}"


def _index_files(folder: Path, manifest: Manifest) -> Iterator[tuple[Path, str]]:
    names = [CURRENT, f"{GENERATIONS}/{manifest.name}.json", f"{RECORDS}/{manifest.name}.json"]
    for segment in manifest.segments:
        below = sorted((folder / SEGMENTS / segment).rglob("*"))
        names += [path.relative_to(folder).as_posix() for path in below if path.is_file()]
    yield from ((folder / name, f"{INDEX}/{name}") for name in names if (folder / name).is_file())


def _settled_cache(folder: Path) -> Path:
    """Return the embedding cache's file after what a killed run left half-written in it was taken back."""
    path = folder / CACHE_FILE
    with closing(sqlite3.connect(path)) as store:
        store.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return path


def _is_one_of(path: Path, *others: Path) -> bool:
    return any(path.name == other.name and path.resolve() == other.resolve() for other in others)
