"""The index: one open generation, and its search."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Clause, Notice, Reading
from corpus.fold import fold
from index.encoder import Encoder, Vectors, open_encoder
from index.errors import EncoderMismatch, IndexDamaged
from index.expansion import Expansion, expand
from index.generation import SEGMENTS, Manifest, Unread, current_name, read_manifest
from index.hit import Hit
from index.reranker import Rating, Reranker
from index.retrieve import MODES, Mode, Query, Ranked, Searcher
from index.segment import Segment, open_segment
from index.slips import Corrected, correct

_NO_LIMIT = "limit {}: expected at least 1. Ask for one clause or more."
_NO_MODE = "mode {!r}: expected one of {}. Choose one of these."


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds; `unreadable` are the files that could not be read, with reason and remedy."""

    generation: str
    created: str
    encoder: str
    dimension: int
    notices: int
    clauses: int
    sentences: int
    segments: int
    unreadable: tuple[Unread, ...]


class Index:
    """An open index. Safe to share between threads; `refresh` swaps generations whole.

    Open one with `Index.open`.
    """

    def __init__(self, folder: Path, encoder: Encoder, reranker: Reranker | None, state: _State) -> None:
        self._folder = folder
        self._encoder = encoder
        self._reranker = reranker
        self._state = state
        self._refreshing = threading.Lock()

    @classmethod
    def open(cls, index_dir: Path, encoder: Encoder | None = None) -> Index:
        """Return the generation of `index_dir` that serves now.

        Args:
            index_dir: a folder that `build` made.
            encoder: what embeds the questions; the one that the index names when not given.

        Raises:
            IndexMissing: if there is no index in the folder.
            IndexDamaged: if a file of it is missing or changed.
            SchemaMismatch: if another version of the program made it.
            EncoderMismatch: if it was made with another encoder.
        """
        index_dir = Path(index_dir)
        encoder = encoder or open_encoder(read_manifest(index_dir).encoder)
        reranker = Reranker.of(encoder)
        return cls(index_dir, encoder, reranker, _open_current(index_dir, encoder, reranker, {}))

    @property
    def generation(self) -> str:
        """The name of the open generation."""
        return self._state.manifest.name

    @property
    def encoder(self) -> Encoder:
        """What embeds the questions."""
        return self._encoder

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The live notices with their clauses and facts, by notice id; each is read when first asked for."""
        return self._state.readings

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The live notices by id."""
        return self._state.notices

    def clause(self, clause_id: str) -> Clause:
        """Return the clause called `clause_id`.

        Raises:
            KeyError: if no live notice has it.
        """
        return self._state.clause(clause_id)

    def status(self) -> Status:
        """Return what the open generation holds."""
        state, manifest = self._state, self._state.manifest
        return Status(
            generation=manifest.name,
            created=manifest.created,
            encoder=manifest.encoder,
            dimension=manifest.dimension,
            notices=len(manifest.live),
            clauses=state.clause_count,
            sentences=state.searcher.sentences,
            segments=len(manifest.segments),
            unreadable=manifest.unreadable,
        )

    def corrected(self, question: str) -> Corrected:
        """Return `question` as it is understood: typing slips put right where the index says what was meant."""
        return correct(question, self._state.searcher.keywords.holding)

    def search(
        self, query: str, *, limit: int = 10, notice_ids: Collection[str] | None = None, mode: Mode = "fused"
    ) -> list[Hit]:
        """Return the clauses that fit `query`, best first; none for a query without words.

        Args:
            query: a question or some words, Chinese or English; it is searched as `corrected` reads it.
            limit: how many clauses at most.
            notice_ids: the notices to search, all when None; ids that are not in the index are passed over.
            mode: "fused" (meaning and words), "dense" (meaning) or "keyword" (words).

        Raises:
            ValueError: if `limit` is below 1 or `mode` is unknown.
        """
        if limit < 1:
            raise ValueError(_NO_LIMIT.format(limit))
        if mode not in MODES:
            raise ValueError(_NO_MODE.format(mode, ", ".join(MODES)))
        state = self._state
        asked = self._asked(query, state)
        return [
            state.hit(one, asked) for one in state.searcher.search(asked, limit=limit, notice_ids=notice_ids, mode=mode)
        ]

    def rate(self, question: str, texts: Sequence[str]) -> Rating | None:
        """Return how well each text answers `question`; None where no reranker goes with the encoder.

        Args:
            question: as for `search`.
            texts: clauses or sentences, each after what stands above it.
        """
        if self._reranker is None:
            return None
        return self._reranker.rate_texts(self._reranker.read(fold(self.corrected(question).text)), texts)

    def refresh(self) -> bool:
        """Adopt the generation that serves now, and return whether it is another one.

        Searches that run meanwhile finish in the generation that they began with. On an error the open
        generation stays.

        Raises:
            SearchIndexError: as `open`.
        """
        with self._refreshing:
            if current_name(self._folder) == self.generation:
                return False
            self._state = _open_current(self._folder, self._encoder, self._reranker, self._state.segments)
            return True

    def _asked(self, text: str, state: _State) -> Query:
        """Return what is searched for; one question is often asked of one scope after the other."""
        latest = state.latest
        if latest is None or latest[0] != text:
            corrected = correct(text, state.searcher.keywords.holding).text
            # One assignment: a thread that asks something else meanwhile sees all of it or nothing.
            state.latest = latest = text, self._query(expand(corrected), state.searcher)
        return latest[1]

    def _query(self, expansion: Expansion, searcher: Searcher) -> Query:
        """Return what is searched for: the terms of the question and of what was added to it, and its own vector.

        The encoder has learned what everyday and English words mean; what is added to them only blurs the vector.
        """
        folded = fold(expansion.original)
        vector = self._encoder.encode_queries([folded])[0]
        weigh = searcher.keywords.importance
        asked = self._reranker.read(folded) if self._reranker else None
        return Query(weigh(expansion.own_terms), weigh(expansion.terms), vector, asked)


class _Readings(Mapping[str, Reading]):
    """Readings by notice id, each decoded when first asked for."""

    def __init__(self, segments: Mapping[str, Segment], manifest: Manifest) -> None:
        self._segments = segments
        self._live = manifest.live
        self._read: dict[str, Reading] = {}

    def __getitem__(self, notice_id: str) -> Reading:
        reading = self._read.get(notice_id)
        if reading is None:
            reading = self._segments[self._live[notice_id].segment].read(notice_id)
            self._read[notice_id] = reading
        return reading

    def __iter__(self) -> Iterator[str]:
        return iter(self._live)

    def __len__(self) -> int:
        return len(self._live)


class _Notices(Mapping[str, Notice]):
    """The notices of some readings."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings

    def __getitem__(self, notice_id: str) -> Notice:
        return self._readings[notice_id].notice

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


class _State:
    """Everything of one generation; replaced whole, never changed but for the latest question that it remembers."""

    def __init__(self, manifest: Manifest, segments: Mapping[str, Segment], reranker: Reranker | None) -> None:
        self.manifest = manifest
        self.segments = segments
        self.latest: tuple[str, Query] | None = None
        self.readings = _Readings(segments, manifest)
        self.notices = _Notices(self.readings)
        live = {key: one.segment for key, one in manifest.live.items()}
        self.searcher = Searcher(tuple(segments.values()), live, reranker)
        placed = ((name, place) for name, segment in segments.items() for place in segment.placed)
        self.clause_count = sum(place.clauses for name, place in placed if live.get(place.notice_id) == name)

    def clause(self, clause_id: str) -> Clause:
        """Return a clause by its id, which begins with its notice's."""
        for notice_id, reading in self.readings.items():
            if clause_id.startswith(notice_id):
                for clause in reading.clauses:
                    if clause.id == clause_id:
                        return clause
        raise KeyError(clause_id)

    def hit(self, one: Ranked, query: Query) -> Hit:
        """Return a found clause with its best sentence; a clause without one is its own sentence."""
        reading = self.readings[one.notice_id]
        place = one.segment.placed[int(one.segment.notice_of[one.clause])]
        clause = reading.clauses[one.clause - place.first_clause]
        spans = [(int(start), int(end)) for _, start, end in one.segment.rows[one.rows.start : one.rows.stop]]
        if not spans:
            return Hit(clause, one.score, clause.start, clause.own_end)
        if len(spans) == 1:
            return Hit(clause, one.score, *spans[0])
        vectors: Vectors = one.segment.vectors[one.rows.start : one.rows.stop]
        texts = [reading.notice.text[start:end] for start, end in spans]
        start, end = spans[self.searcher.best_sentence(query, vectors, texts)]
        return Hit(clause, one.score, start, end)


def _open_current(folder: Path, encoder: Encoder, reranker: Reranker | None, opened: Mapping[str, Segment]) -> _State:
    """Return the state of the generation that serves; two syncs may delete one while it is opened, then the next is."""
    while True:
        name = current_name(folder)
        try:
            return _open_state(folder, encoder, reranker, read_manifest(folder, name), opened)
        except IndexDamaged:
            if current_name(folder) == name:
                raise


def _open_state(
    folder: Path, encoder: Encoder, reranker: Reranker | None, manifest: Manifest, opened: Mapping[str, Segment]
) -> _State:
    """Return the state of `manifest`; segments that are open already are shared."""
    if encoder.name != manifest.encoder:
        raise EncoderMismatch(folder, manifest.encoder, encoder.name)
    segments = {
        name: opened.get(name) or open_segment(folder / SEGMENTS / name, files)
        for name, files in manifest.segments.items()
    }
    return _State(manifest, segments, reranker)
