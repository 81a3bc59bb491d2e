"""The baselines that the product is measured against: keyword search alone, and the usual LangChain recipe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.answer import Answer
from assistant.citation import Citation
from corpus import Notice, Reading
from corpus.fold import fold
from eval.shelf import deepest_at
from eval.system import Search
from index.encoder import Encoder
from index.hit import Hit
from index.sentences import Sentence, split_sentences

CHUNK_SIZE = 500
CHUNK_OVERLAP = 50
TOP = 4
# Chroma takes at most some thousands of records in one call.
_BATCH = 1000


class KeywordBaseline:
    """Answers with the first clause that a keyword search finds, and never declines one that it found."""

    def __init__(self, search: Search, readings: Mapping[str, Reading]) -> None:
        self._search = search
        self._readings = readings

    def answer(self, question: str, history: Sequence[str] = (), today: dt.date | None = None) -> Answer:
        """Return the clause's best sentence as the lead and its words as the answer.

        Where no word of the question stands in any notice there is nothing to show: `answered` is False.
        """
        hits = self._search(question, limit=1)
        cited = tuple(_citation(hit, self._readings[hit.clause.notice_id].notice) for hit in hits)
        lead = "".join(
            self._readings[hit.clause.notice_id].notice.text[hit.sentence_start : hit.sentence_end] for hit in hits
        )
        return Answer(
            question=question,
            lead=lead,
            text="\n\n".join([lead, *(f"{citation.quote} [{citation.number}]" for citation in cited)]),
            language="zh",
            answered=bool(hits),
            kind="keyword",
            citations=cited,
            related=(),
            notes=(),
            as_of=today or dt.date.min,
            generation="",
            timings={},
        )


def _citation(hit: Hit, notice: Notice) -> Citation:
    return Citation(
        number=1,
        notice_id=notice.id,
        source=notice.source,
        title=notice.title,
        doc_number=notice.doc_number,
        issuer=notice.issuer,
        clause_id=hit.clause.id,
        clause_path=hit.clause.path,
        page=None,
        quote=hit.clause.text,
        start=hit.clause.start,
        end=hit.clause.end,
    )


class EncoderEmbeddings(Embeddings):
    """The encoder of the index behind LangChain's interface, given folded texts as the index gives it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text."""
        return [[float(number) for number in row] for row in self._encoder.encode([fold(text) for text in texts])]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question."""
        return self.embed_documents([text])[0]


class RecipeSearch:
    """The usual recipe's search: chunks of 500 characters that overlap by 50, in Chroma, the nearest four.

    It has the signature of the product's search, so that its chunks go through the product's composer.
    A chunk is handed on, and cited, as the deepest clause at its centre, with the sentence of their common
    part that the encoder finds nearest to the question.
    """

    def __init__(self, readings: Mapping[str, Reading], encoder: Encoder, folder: Path) -> None:
        self._readings = readings
        # The same few sentences are looked at for many questions, and a question is compared with those of each chunk.
        self._vectors = lru_cache(maxsize=4096)(lambda words: encoder.encode([fold(text) for text in words]))
        self._question = lru_cache(maxsize=1)(lambda query: encoder.encode([fold(query)])[0])
        # A folder of its own: all in-memory clients of one process share their collections.
        self._store = Chroma("recipe", EncoderEmbeddings(encoder), persist_directory=str(folder))
        chunks = [chunk for reading in readings.values() for chunk in split(reading)]
        for start in range(0, len(chunks), _BATCH):
            self._store.add_documents(chunks[start : start + _BATCH])

    def __call__(
        self,
        query: str,
        *,
        limit: int = TOP,
        notice_ids: Collection[str] | None = None,
        mode: str = "fused",
    ) -> list[Hit]:
        """Return the clauses of the nearest chunks, at most four; there is one mode only."""
        return self.nearest(query, limit=min(limit, TOP), notice_ids=notice_ids)

    def nearest(self, query: str, *, limit: int, notice_ids: Collection[str] | None = None) -> list[Hit]:
        """Return the clauses of the nearest `limit` chunks, each clause once, best first."""
        hits: dict[str, Hit] = {}
        for chunk, distance in self.chunks(query, limit=limit, notice_ids=notice_ids):
            hit = self._hit(query, chunk, distance)
            if hit is not None:
                hits.setdefault(hit.clause.id, hit)
        return list(hits.values())

    def chunks(
        self, query: str, *, limit: int, notice_ids: Collection[str] | None = None
    ) -> list[tuple[Document, float]]:
        """Return the nearest `limit` chunks of the notices, nearest first, each with its squared distance."""
        if notice_ids is not None and not notice_ids:
            return []
        where = None if notice_ids is None else {"notice_id": {"$in": sorted(notice_ids)}}
        return self._store.similarity_search_with_score(query, k=limit, filter=where)  # type: ignore[arg-type]

    def _hit(self, query: str, chunk: Document, distance: float) -> Hit | None:
        """Return the deepest clause at the chunk's centre as a hit, None if the centre is in no clause."""
        reading = self._readings[chunk.metadata["notice_id"]]
        start = int(chunk.metadata["start_index"])
        end = start + len(chunk.page_content)
        clause = deepest_at(reading.clauses, (start + end) // 2)
        if clause is None:
            return None
        first, last = max(start, clause.start), min(end, clause.end)
        sentence = self._nearest_sentence(query, reading.notice.text[first:last], first)
        # Chroma's distance is squared: of vectors of length one it is 2 - 2 cos.
        return Hit(clause, max(-1.0, 1 - distance / 2), sentence.start, sentence.end)

    def _nearest_sentence(self, query: str, text: str, offset: int) -> Sentence:
        """Return the sentence of `text` nearest to the question; all of `text` if it has no sentence."""
        sentences = split_sentences(text, offset)
        if not sentences:
            return Sentence(offset, offset + len(text))
        words = [text[sentence.start - offset : sentence.end - offset] for sentence in sentences]
        return sentences[int(np.argmax(self._vectors(tuple(words)) @ self._question(query)))]


def split(reading: Reading) -> list[Document]:
    """Return the chunks of one notice's text, each with its notice and its offset."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)
    return splitter.create_documents([reading.notice.text], [{"notice_id": reading.notice.id}])
