"""Restoring: what a backup holds is put in place after every hash was checked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import IO, Any

from index.backup import CORPUS, FORM, INDEX, MANIFEST, Backup, Member
from index.errors import BackupUnusable, FolderTaken, RestoreFailed
from index.exchange import put_all_in_place
from index.generation import CURRENT, read_manifest
from index.lock import LOCK, writing

_BLOCK = 1 << 20
_LONGEST_MANIFEST = 1 << 28


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the generation that serves now, and how many files of corpus and index."""

    generation: str
    corpus_files: int
    index_files: int


def restore(source: Path, corpus_dir: Path, index_dir: Path, *, replace: bool = False) -> Restored:
    """Put what the backup `source` holds into `corpus_dir` and `index_dir`, and return what it was.

    It is unpacked and checked beside the two folders, which are then exchanged, first the notices and then the index;
    until then, what was there stays as it is.

    Args:
        source: a file that `back_up` wrote.
        corpus_dir: where the notices go.
        index_dir: where the index goes.
        replace: delete what else is in the two folders.

    Raises:
        BackupUnusable: if the file is no backup, is damaged, or would write elsewhere.
        FolderTaken: if a folder holds something else and `replace` was not given.
        IndexBusy: if a build or sync is running.
        RestoreFailed: if the folders cannot be written.
        SchemaMismatch: if another version of the program wrote the backup.
    """
    places = {CORPUS: corpus_dir.resolve(), INDEX: index_dir.resolve()}
    if any(one in (other, *other.parents) for one, other in permutations(places.values())):
        raise FolderTaken(index_dir, "it lies in the other folder or is the same")
    with _writers_out(places[INDEX]):
        try:
            return _restore(source, places, replace=replace)
        except OSError as error:
            raise RestoreFailed(source, error) from error


def _restore(source: Path, places: Mapping[str, Path], *, replace: bool) -> Restored:
    with _staged(places) as stages:
        held = _unpack(source, stages)
        generation = read_manifest(stages[INDEX]).name
        members = {part: _members(held, part) for part in places}
        for part, place in places.items():
            if not replace and not _free(place, members[part]):
                raise FolderTaken(place, "it holds something else")
        put_all_in_place([(stages[part], place) for part, place in places.items()])
    return Restored(generation, len(members[CORPUS]), len(members[INDEX]))


@contextmanager
def _staged(places: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Yield an empty folder beside each place; what is in them afterwards is deleted."""
    stages: dict[str, Path] = {}
    try:
        for part, place in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            for left in place.parent.glob(f"{_stage_name(place)}*"):
                # A restore that was killed has left it.
                shutil.rmtree(left, ignore_errors=True)
            stages[part] = Path(tempfile.mkdtemp(prefix=_stage_name(place), dir=place.parent))
            # As a folder is that the program makes; the temporary one is its maker's alone.
            stages[part].chmod(0o755)
        yield stages
    finally:
        for stage in stages.values():
            shutil.rmtree(stage, ignore_errors=True)


def _stage_name(place: Path) -> str:
    return f".{place.name}.restore-"


@contextmanager
def _writers_out(folder: Path) -> Iterator[None]:
    """Hold the writers' lock of an index that is there; where none is, none can be written to."""
    if folder.is_dir():
        with writing(folder):
            yield
    else:
        yield


def _unpack(source: Path, stages: Mapping[str, Path]) -> Backup:
    """Write the members below `stages`, and return what the backup tells of them, which they agree with."""
    found: dict[str, str] = {}
    held: Backup | None = None
    try:
        with tarfile.open(source, "r:gz") as archive:
            for info in archive:
                file = archive.extractfile(info) if info.isreg() else None
                if file is None or held is not None:
                    raise BackupUnusable(source, f"{info.name!r} is no member of a backup", "plain files only")
                if info.name == MANIFEST:
                    held = _told(source, file.read(_LONGEST_MANIFEST))
                elif info.name in found:
                    raise BackupUnusable(source, f"{info.name!r} is there twice", "each member once")
                else:
                    found[info.name] = _extract(source, archive, info, file, stages)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupUnusable(source, f"not a whole archive ({error})", "a file that `backup` wrote") from error
    if held is None:
        raise BackupUnusable(source, f"no {MANIFEST}", "a file that `backup` wrote, whole")
    _compare(source, held, found)
    for member in held.members:
        os.utime(_place(source, member.name, stages), ns=(member.modified, member.modified))
    return held


def _extract(
    source: Path, archive: tarfile.TarFile, info: tarfile.TarInfo, file: IO[bytes], stages: Mapping[str, Path]
) -> str:
    """Write one member, and return the SHA-256 of what was written."""
    path = _place(source, info.name, stages)
    # Python's own rules about what an archive may name, beside ours.
    tarfile.data_filter(info, str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)
    hashed = hashlib.sha256()
    with path.open("xb") as out:
        while data := file.read(_BLOCK):
            hashed.update(data)
            out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return hashed.hexdigest()


def _place(source: Path, name: str, stages: Mapping[str, Path]) -> Path:
    """Return where a member goes."""
    part, *rest = PurePosixPath(name).parts
    plain = name.split("/") == [part, *rest] and not {".", ".."} & {*rest}
    if part not in stages or not rest or not plain:
        raise BackupUnusable(source, f"a member is called {name!r}", f"names below {CORPUS}/ and {INDEX}/")
    return stages[part].joinpath(*rest)


def _told(source: Path, data: bytes) -> Backup:
    try:
        told: dict[str, Any] = json.loads(data)
        members = tuple(Member(**one) for one in told.pop("members"))
        held = Backup(members=members, left_out=tuple(told.pop("left_out")), **told)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BackupUnusable(source, f"{MANIFEST} cannot be read ({error})", "a file that `backup` wrote") from error
    if held.form != FORM:
        raise BackupUnusable(source, f"form {held.form}", f"form {FORM}, as this version of the program writes it")
    return held


def _compare(source: Path, held: Backup, found: Mapping[str, str]) -> None:
    expected = {member.name: member.sha256 for member in held.members}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            what = "is missing" if name not in found else "is not told of" if name not in expected else "was changed"
            raise BackupUnusable(source, f"{name} {what}", "every member as it was written")
    if f"{INDEX}/{CURRENT}" not in found:
        raise BackupUnusable(source, "it holds no index", "a file that `backup` wrote")


def _members(held: Backup, part: str) -> dict[str, Member]:
    """Return the members of a part by their names below it."""
    return {one.name.removeprefix(f"{part}/"): one for one in held.members if one.name.startswith(f"{part}/")}


def _free(folder: Path, members: Mapping[str, Member]) -> bool:
    """Whether a folder is not there, is empty, or holds the members and nothing else."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    names.pop(LOCK, None)
    return not names or (names.keys() == members.keys() and all(_is(names[key], members[key]) for key in names))


def _is(path: Path, member: Member) -> bool:
    with path.open("rb") as file:
        return path.stat().st_size == member.size and hashlib.file_digest(file, "sha256").hexdigest() == member.sha256
