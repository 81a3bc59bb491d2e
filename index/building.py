"""Building: a corpus folder becomes a generation; a sync takes up only what changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import FileRecord, Folder, Kept, Reading, gather, scan
from corpus.folder import check_folder
from corpus.guard import Reads
from index.encoder import Encoder, open_encoder
from index.errors import (
    EmptyCorpus,
    EncoderMismatch,
    IndexMissing,
    NothingReadable,
    SearchIndexError,
)
from index.garbage import collect_garbage
from index.generation import SEGMENTS, Live, Manifest, Unread, current_name, publish, read_manifest
from index.job import Job, stored_document
from index.lock import writing
from index.records import read_records, write_records
from index.segment import Progress, check_sizes
from index.store import preload


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
    corpus_dir: Path,
    index_dir: Path,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    readers: Reads | None = None,
) -> BuildSummary:
    """Read every notice of `corpus_dir` into a new generation of `index_dir` and let it serve.

    Texts embedded before are not embedded again. Whatever fails, the generation that served before goes on serving.

    Args:
        corpus_dir: a folder of notices.
        index_dir: the index's folder; it is made when missing.
        encoder: what embeds the sentences; the bundled one when not given.
        progress: called with a stage's name, what is done and the total.
        readers: what reads the files; processes for this call alone when not given.

    Raises:
        CorpusError: if `corpus_dir` is not a folder of notices.
        EmptyCorpus: if it holds no file.
        NothingReadable: if no file could be read.
        IndexBusy: if another build or sync is running.
        WriteFailed: if the index cannot be written.
    """
    started = time.monotonic()
    progress = progress or _silent
    check_folder(corpus_dir)
    encoder = encoder or open_encoder()
    with writing(index_dir):
        before = _manifest_before(index_dir)
        known = read_records(index_dir, before.name) if before else {}
        corpus = _Corpus(index_dir, before, _scan(corpus_dir, known, progress, readers, anew=True))
        job = Job(index_dir, encoder, progress)
        manifest = job.full(corpus.readings(), corpus.states, corpus.unread)
        return _publish(index_dir, job, manifest, before.live if before else {}, corpus.records, started)


def build_readings(
    readings: Sequence[Reading], index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Do the same as `build` with notices that are read already.

    Raises:
        IndexBusy: if another build or sync is running.
        WriteFailed: if the index cannot be written.
    """
    started = time.monotonic()
    encoder = encoder or open_encoder()
    with writing(index_dir):
        job = Job(index_dir, encoder, progress or _silent)
        before = _manifest_before(index_dir)
        manifest = job.full(readings, {}, ())
        return _publish(index_dir, job, manifest, before.live if before else {}, {}, started)


def sync(
    corpus_dir: Path,
    index_dir: Path,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    readers: Reads | None = None,
) -> BuildSummary:
    """Bring `index_dir` up to date with `corpus_dir`: only new and changed files are read, into a new segment.

    Where there is no index yet, this builds one. Where nothing changed, the generation stays.

    Args:
        corpus_dir: a folder of notices.
        index_dir: the index's folder.
        encoder: what embeds the sentences; the one that the index names when not given.
        progress: called with a stage's name, what is done and the total.
        readers: what reads the files; processes for this call alone when not given.

    Raises:
        CorpusError: if `corpus_dir` is not a folder of notices.
        EmptyCorpus: if it holds no file.
        NothingReadable: if no file could be read.
        EncoderMismatch: if the index was made with another encoder.
        SchemaMismatch: if another version of the program made it.
        IndexDamaged: if its manifest cannot be read.
        IndexBusy: if another build or sync is running.
        WriteFailed: if the index cannot be written.
    """
    try:
        current_name(index_dir)
    except IndexMissing:
        return build(corpus_dir, index_dir, encoder, progress, readers)
    started = time.monotonic()
    progress = progress or _silent
    check_folder(corpus_dir)
    with writing(index_dir):
        before = read_manifest(index_dir)
        collect_garbage(index_dir)
        encoder = encoder or open_encoder(before.encoder)
        if encoder.name != before.encoder:
            raise EncoderMismatch(index_dir, before.encoder, encoder.name)
        known = read_records(index_dir, before.name)
        corpus = _Corpus(index_dir, before, _scan(corpus_dir, known, progress, readers))
        job = Job(index_dir, encoder, progress)
        manifest = job.incremental(before, corpus.kept, corpus.states, corpus.reading, corpus.unread)
        # What serves on must be whole, or the next generation could not be opened either.
        for name in manifest.segments.keys() & before.segments.keys():
            check_sizes(index_dir / SEGMENTS / name, manifest.segments[name])
        if manifest == before and corpus.records == known:
            return _summary(manifest, before.live, job.embedded, started)
        return _publish(index_dir, job, manifest, before.live, corpus.records, started)


class _Corpus:
    """The notices of a scanned folder; `before` is the generation that holds what is not read again."""

    def __init__(self, index_dir: Path, before: Manifest | None, found: Folder) -> None:
        self._index_dir = index_dir
        self._before = before
        self._readings = found.readings
        self._folder = found.path
        self.records = found.records
        cards = [card for record in found.records.values() for card in record.cards]
        self.kept = gather(cards, found.modified)
        told = {
            card.source: f"{record.kept_from or record.sha256} {record.key}"
            for record in found.records.values()
            for card in record.cards
        }
        self.states = {one.id: _state(one, told[one.card.source]) for one in self.kept}
        self.unread = tuple(
            Unread(refusal.name, refusal.reason, refusal.remedy, record.kept_from is not None)
            for record in found.records.values()
            for refusal in record.refusals
        )

    def readings(self) -> list[Reading]:
        """Return the readings of all notices, in the order of their ids."""
        return [reading for one in self.kept if (reading := self.reading(one)) is not None]

    def reading(self, one: Kept) -> Reading | None:
        """Return the reading of a notice: read just now, else as it is stored, else read again."""
        source = one.card.source
        found = self._readings.get(source)
        if found is None and self._before is not None:
            found = stored_document(self._index_dir, self._before, source)
        if found is None:
            found = self._again().get(source)
        return one.complete(found) if found else None

    def _again(self) -> Mapping[str, Reading]:
        """Return the readings of the whole folder: for the rare notice that is shown from another file than before."""
        self._readings = scan(self._folder, {}).readings
        return self._readings


def _state(one: Kept, told: str) -> str:
    """Return a hash of what decides whether a notice has to be written anew."""
    told = f"{told} {one.id} {one.sources} {one.superseded_by} {one.problems}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _scan(
    folder: Path,
    known: Mapping[str, FileRecord],
    progress: Progress,
    readers: Reads | None,
    *,
    anew: bool = False,
) -> Folder:
    def told(done: int, total: int) -> None:
        if not done:
            # Something is going to be written: what writes it is loaded while other processes read.
            preload()
        progress("read", done, total)

    found = scan(folder, known, told, anew=anew, readers=readers)
    if any(record.cards for record in found.records.values()):
        return found
    if found.refusals:
        raise NothingReadable(folder, found.refusals)
    raise EmptyCorpus(folder)


def _publish(
    folder: Path,
    job: Job,
    manifest: Manifest,
    before: Mapping[str, Live],
    records: Mapping[str, FileRecord],
    started: float,
) -> BuildSummary:
    """Let `manifest` serve; the records go first, for those of a generation that never served do no harm."""
    summary = _summary(manifest, before, job.embedded, started)
    write_records(folder, manifest.name, records)
    publish(folder, manifest)
    collect_garbage(folder)
    return summary


def _summary(manifest: Manifest, before: Mapping[str, Live], embedded: int, started: float) -> BuildSummary:
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
        embedded=embedded,
        segments=len(manifest.segments),
        unreadable=manifest.unreadable,
        seconds=time.monotonic() - started,
    )


def _manifest_before(folder: Path) -> Manifest | None:
    """Return the generation that serves; None where there is none that can be read."""
    try:
        return read_manifest(folder)
    except SearchIndexError:
        return None


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
