"""Building: a corpus folder becomes a generation; a sync takes up only what changed."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus import Reading, UnreadableFile, read_folder
from index.cache import FILE_NAME as CACHE_FILE
from index.cache import EmbeddingCache
from index.codec import encode_reading
from index.encoder import Encoder, open_encoder
from index.errors import (
    EmptyCorpus,
    EncoderMismatch,
    IndexBusy,
    IndexMissing,
    NothingReadable,
    SearchIndexError,
)
from index.generation import (
    SCHEMA,
    SEGMENTS,
    Live,
    Manifest,
    Unread,
    collect_garbage,
    current_name,
    kept_names,
    now,
    publish,
    read_manifest,
)
from index.lexical import HEADING_WEIGHT, LENGTH_NORM, SATURATION
from index.segment import Progress, write_segment

MAX_SEGMENTS = 8
LOCK = "build.lock"
PARAMETERS = {"heading weight": HEADING_WEIGHT, "saturation": SATURATION, "length norm": LENGTH_NORM}


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build or sync did: notices by what became of them, sentences newly embedded, seconds taken.

    `unreadable` holds the files that could not be read, each with its reason and remedy.
    """

    generation: str
    encoder: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    embedded: int
    segments: int
    unreadable: tuple[Unread, ...]
    seconds: float


def build(
    corpus_dir: Path, index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Read every notice of `corpus_dir` into a new generation of `index_dir` and let it serve.

    Texts embedded before are not embedded again. Whatever fails, the generation that served before goes on serving.

    Args:
        corpus_dir: a folder of notices.
        index_dir: the index's folder; it is made when missing.
        encoder: what embeds the sentences; the bundled one when not given.
        progress: called with a stage's name, what is done and the total.

    Raises:
        CorpusError: if `corpus_dir` is not a folder of notices.
        EmptyCorpus: if it holds no file.
        NothingReadable: if no file could be read.
        IndexBusy: if another build or sync is running.
    """
    started = time.monotonic()
    readings, unreadable = _read(corpus_dir)
    return _build(readings, unreadable, index_dir, encoder, progress, started)


def build_readings(
    readings: Sequence[Reading], index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Do the same as `build` with notices that are read already.

    Raises:
        IndexBusy: if another build or sync is running.
    """
    return _build(readings, (), index_dir, encoder, progress, time.monotonic())


def _build(
    readings: Sequence[Reading],
    unreadable: Sequence[UnreadableFile],
    index_dir: Path,
    encoder: Encoder | None,
    progress: Progress | None,
    started: float,
) -> BuildSummary:
    encoder = encoder or open_encoder()
    with _lock(index_dir):
        job = _Job(index_dir, encoder, progress or _silent)
        manifest = job.full(readings, unreadable)
        summary = job.summary(manifest, _live_before(index_dir), started)
        publish(index_dir, manifest)
        collect_garbage(index_dir)
    return summary


def sync(
    corpus_dir: Path, index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Bring `index_dir` up to date with `corpus_dir`: only new and changed notices are read into a new segment.

    Where there is no index yet, this builds one. Where nothing changed, the generation stays.

    Args:
        corpus_dir: a folder of notices.
        index_dir: the index's folder.
        encoder: what embeds the sentences; the one that the index names when not given.
        progress: called with a stage's name, what is done and the total.

    Raises:
        CorpusError: if `corpus_dir` is not a folder of notices.
        EmptyCorpus: if it holds no file.
        NothingReadable: if no file could be read.
        EncoderMismatch: if the index was made with another encoder.
        SchemaMismatch: if another version of the program made it.
        IndexDamaged: if its manifest cannot be read.
        IndexBusy: if another build or sync is running.
    """
    try:
        current_name(index_dir)
    except IndexMissing:
        return build(corpus_dir, index_dir, encoder, progress)
    started = time.monotonic()
    readings, unreadable = _read(corpus_dir)
    with _lock(index_dir):
        before = read_manifest(index_dir)
        encoder = encoder or open_encoder(before.encoder)
        if encoder.name != before.encoder:
            raise EncoderMismatch(index_dir, before.encoder, encoder.name)
        job = _Job(index_dir, encoder, progress or _silent)
        manifest = job.incremental(before, readings, unreadable)
        summary = job.summary(manifest, before.live, started)
        if manifest != before:
            publish(index_dir, manifest)
            collect_garbage(index_dir)
    return summary


class _Job:
    """One build or sync under the lock."""

    def __init__(self, index_dir: Path, encoder: Encoder, progress: Progress) -> None:
        self._folder = index_dir
        self._encoder = encoder
        self._progress = progress
        self._cache = EmbeddingCache(index_dir / CACHE_FILE, encoder)

    def full(self, readings: Sequence[Reading], unreadable: Sequence[UnreadableFile]) -> Manifest:
        """Write all readings into one segment and return the manifest that names it."""
        name, files = self._segment(readings)
        live = {reading.notice.id: _live(reading, name) for reading in readings}
        return self._manifest(live, {name: files}, unreadable)

    def incremental(
        self, before: Manifest, readings: Sequence[Reading], unreadable: Sequence[UnreadableFile]
    ) -> Manifest:
        """Return the manifest after `before`: `before` itself when nothing changed."""
        fresh = [reading for reading in readings if _is_fresh(reading, before)]
        ids = {reading.notice.id for reading in readings}
        if not fresh and ids == set(before.live) and _unread(unreadable) == before.unreadable:
            return before
        fresh_ids = {reading.notice.id for reading in fresh}
        live = {key: old for key, old in before.live.items() if key in ids and key not in fresh_ids}
        used = {old.segment for old in live.values()}
        if len(used) + bool(fresh) > MAX_SEGMENTS:
            return self.full(readings, unreadable)
        segments = {name: files for name, files in before.segments.items() if name in used}
        if fresh:
            name, files = self._segment(fresh)
            segments[name] = files
            live.update({reading.notice.id: _live(reading, name) for reading in fresh})
        return self._manifest(live, segments, unreadable)

    def summary(self, manifest: Manifest, before: Mapping[str, Live], started: float) -> BuildSummary:
        """Return what changed between `before` and `manifest`."""
        live = manifest.live
        kept = [key for key in live if key in before]
        changed = tuple(key for key in kept if live[key].digest != before[key].digest)
        return BuildSummary(
            generation=manifest.name,
            encoder=manifest.encoder,
            added=tuple(key for key in live if key not in before),
            changed=changed,
            removed=tuple(key for key in before if key not in live),
            unchanged=len(kept) - len(changed),
            embedded=self._cache.embedded,
            segments=len(manifest.segments),
            unreadable=manifest.unreadable,
            seconds=time.monotonic() - started,
        )

    def _segment(self, readings: Sequence[Reading]) -> tuple[str, dict[str, str]]:
        name = f"{self._number():06d}-{uuid.uuid4().hex[:8]}"
        return name, write_segment(self._folder / SEGMENTS / name, readings, self._cache, self._progress)

    def _number(self) -> int:
        names = kept_names(self._folder)
        return int(names[-1].split("-")[0]) + 1 if names else 1

    def _manifest(
        self,
        live: Mapping[str, Live],
        segments: Mapping[str, Mapping[str, str]],
        unreadable: Sequence[UnreadableFile],
    ) -> Manifest:
        return Manifest(
            schema=SCHEMA,
            number=self._number(),
            created=now(),
            encoder=self._encoder.name,
            dimension=self._encoder.dimension,
            parameters=PARAMETERS,
            live=dict(sorted(live.items())),
            segments=segments,
            unreadable=_unread(unreadable),
        )


def digest_of(reading: Reading) -> str:
    """Return the hash of everything that was read: it changes with the file, its catalogue entry and the reader."""
    return hashlib.sha256(encode_reading(reading)).hexdigest()


def _read(folder: Path) -> tuple[tuple[Reading, ...], tuple[UnreadableFile, ...]]:
    readings, unreadable = read_folder(folder)
    if not readings and unreadable:
        raise NothingReadable(folder, unreadable)
    if not readings:
        raise EmptyCorpus(folder)
    return readings, unreadable


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the writers' lock of `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusy(folder) from error
    try:
        yield
    finally:
        lock.release()


def _live_before(folder: Path) -> Mapping[str, Live]:
    """Return what served before a build, for its summary only: an unreadable index counts as none."""
    try:
        return read_manifest(folder).live
    except SearchIndexError:
        return {}


def _is_fresh(reading: Reading, before: Manifest) -> bool:
    old = before.live.get(reading.notice.id)
    return old is None or old.digest != digest_of(reading)


def _live(reading: Reading, segment: str) -> Live:
    notice = reading.notice
    return Live(version=notice.version, digest=digest_of(reading), source=notice.source, segment=segment)


def _unread(unreadable: Sequence[UnreadableFile]) -> tuple[Unread, ...]:
    return tuple(Unread(error.name, error.reason, error.remedy) for error in unreadable)


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
