"""A job: one build or sync under the writers' lock, from the notices of a folder to the manifest of a generation."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Kept, Reading
from corpus.gathering import SAME_NUMBER
from index.cache import FILE_NAME as CACHE_FILE
from index.cache import EmbeddingCache
from index.codec import encode_reading
from index.encoder import Encoder
from index.generation import SCHEMA, SEGMENTS, Live, Manifest, Unread, kept_names, now
from index.lexical import HEADING_WEIGHT, LENGTH_NORM, SATURATION
from index.segment import Progress, read_readings, write_segment

MAX_SEGMENTS = 8
PARAMETERS = {"heading weight": HEADING_WEIGHT, "saturation": SATURATION, "length norm": LENGTH_NORM}

States = Mapping[str, str]
Find = Callable[[Kept], Reading | None]


class Job:
    """What one build or sync writes.

    Args:
        folder: the index's.
        encoder: what embeds the sentences.
        progress: called with a stage's name, what is done and the total.
    """

    def __init__(self, folder: Path, encoder: Encoder, progress: Progress) -> None:
        self._folder = folder
        self._encoder = encoder
        self._progress = progress
        self._cache = EmbeddingCache(folder / CACHE_FILE, encoder)

    @property
    def embedded(self) -> int:
        """How many sentences were embedded, not taken from the cache."""
        return self._cache.embedded

    def full(self, readings: Sequence[Reading], states: States, unread: tuple[Unread, ...]) -> Manifest:
        """Write all readings into one segment and return the manifest that names it."""
        name, files = self._segment(readings)
        live = {reading.notice.id: _live(reading, states, name) for reading in readings}
        return self._manifest(live, {name: files}, unread)

    def incremental(
        self, before: Manifest, kept: Sequence[Kept], states: States, find: Find, unread: tuple[Unread, ...]
    ) -> Manifest:
        """Return the manifest after `before`: `before` itself when nothing changed.

        Args:
            before: the manifest that serves.
            kept: the notices of the corpus now.
            states: the state of each, by id.
            find: returns the reading of a notice that is to be written anew; None where it can no longer be had.
            unread: the files that could not be read.
        """
        live = {
            one.id: old for one in kept if (old := before.live.get(one.id)) is not None and old.state == states[one.id]
        }
        fresh = [reading for one in kept if one.id not in live and (reading := find(one)) is not None]
        if not fresh and live.keys() == before.live.keys() and unread == before.unreadable:
            return before
        used = {old.segment for old in live.values()}
        segments = {name: files for name, files in before.segments.items() if name in used}
        if fresh or len(used) > MAX_SEGMENTS:
            merged = self._to_merge(live, segments, fresh)
            fresh += self._stored(live, merged)
            name, files = self._segment(sorted(fresh, key=lambda reading: reading.notice.id))
            segments = {key: kept_files for key, kept_files in segments.items() if key not in merged} | {name: files}
            live.update({reading.notice.id: _live(reading, states, name) for reading in fresh})
        return self._manifest(live, segments, unread)

    def _to_merge(self, live: Mapping[str, Live], segments: Iterable[str], fresh: Sequence[Reading]) -> set[str]:
        """Return the segments that are written together with `fresh`, so that not too many are left.

        The small ones go together: a segment is left alone while it holds more notices than all smaller ones and the
        fresh notices do. So a notice is written again a number of times that grows with the logarithm of their number.
        """
        if len(set(segments)) + 1 <= MAX_SEGMENTS:
            return set()
        sizes = {name: sum(one.segment == name for one in live.values()) for name in segments}
        merged: set[str] = set()
        total = len(fresh)
        for name in sorted(sizes, key=lambda one: (sizes[one], one)):
            if sizes[name] > total and len(sizes) - len(merged) + 1 <= MAX_SEGMENTS:
                break
            merged.add(name)
            total += sizes[name]
        return merged

    def _stored(self, live: Mapping[str, Live], segments: Iterable[str]) -> list[Reading]:
        """Return the readings of the live notices that `segments` hold."""
        found: list[Reading] = []
        for name in sorted(segments):
            wanted = {key for key, one in live.items() if one.segment == name}
            found += read_readings(self._folder / SEGMENTS / name, wanted)
        return found

    def _segment(self, readings: Sequence[Reading]) -> tuple[str, dict[str, str]]:
        name = f"{self._number():06d}-{uuid.uuid4().hex[:8]}"
        folder = self._folder / SEGMENTS / name
        try:
            return name, write_segment(folder, readings, self._cache, self._progress)
        except (OSError, sqlite3.Error):
            # The disk may be full: the next attempt needs the room.
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _number(self) -> int:
        names = kept_names(self._folder)
        return int(names[-1].split("-")[0]) + 1 if names else 1

    def _manifest(
        self, live: Mapping[str, Live], segments: Mapping[str, Mapping[str, str]], unread: tuple[Unread, ...]
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
            unreadable=unread,
        )


def stored_document(folder: Path, before: Manifest, source: str) -> Reading | None:
    """Return the document read from `source` as the generation `before` holds it, by itself; None if it does not."""
    for key, old in before.live.items():
        if old.source == source:
            (reading,) = read_readings(folder / SEGMENTS / old.segment, {key})
            notice = reading.notice
            problems = tuple(one for one in notice.problems if one.code != SAME_NUMBER)
            alone = replace(notice, sources=(source,), superseded_by=None, problems=problems)
            return replace(reading, notice=alone)
    return None


def digest_of(reading: Reading) -> str:
    """Return the hash of everything that was read: it changes with the file, its catalogue entry and the reader."""
    return hashlib.sha256(encode_reading(reading)).hexdigest()


def _live(reading: Reading, states: States, segment: str) -> Live:
    notice = reading.notice
    state = states.get(notice.id, "")
    return Live(notice.version, digest_of(reading), state, notice.source, segment)
