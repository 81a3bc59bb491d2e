"""Evidence: the sentence of each notice that best answers a question, and how well it covers it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.question import Question
from assistant.stated import kind_fit, value_facts
from assistant.terms import Term, coverage, prove
from corpus import Clause, Fact, FactKind, Notice, Reading
from corpus.fold import match_form
from index.hit import Hit
from index.reranker import Rating
from index.sentences import headings_above, split_sentences

Search = Callable[..., list[Hit]]
Rate = Callable[[str, Sequence[str]], Rating | None]

_CLAUSE_WORTH = 0.6
_HEADING_WORTH = 0.8
_ABOVE_WORTH = 0.55
_TITLE_WORTH = 0.3
_KEY_SHARE = 0.2
_NEAR_SHARE = 0.7
_MENTIONED = 0.35
_FOUND_WORTH = 1.0
_RATED_WORTH = 0.1
_SENTENCE_BONUS = 0.05
_SEVERAL_NOTICES = 24


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence (`notice.text[start:end]`) with its clause, the facts in it and how well it answers.

    `covered` is the share of the question's words that sentence, clause and headings prove, 0 to 1; `found` the score
    that the search gave the clause, and `margin` how far that is above the notice's next clause; `unproved` counts the
    words of the field that nothing proves; `rated` are the reranker's log-odds that the sentence answers and `whole`
    that the clause does, both None without a reranker. `score` orders the sentences of a clause, and evidence before
    anything is said of how sure it is: it adds up `covered`, `found`, whether the sentence has the kind of value asked
    for, and how well it fits in the reranker's eyes. `confidence` is how likely it answers, 0 to 1, once that is known
    (`assistant.confidence`).
    """

    notice: Notice
    clause: Clause
    start: int
    end: int
    facts: tuple[Fact, ...]
    covered: float
    found: float
    score: float
    unproved: int = 0
    margin: float = 0.0
    rated: float | None = None
    whole: float | None = None
    confidence: float = 0.0

    @property
    def words(self) -> str:
        """The sentence."""
        return self.notice.text[self.start : self.end]


class _Shelf:
    """The clauses and facts of one notice, by clause id."""

    def __init__(self, reading: Reading) -> None:
        self.notice = reading.notice
        self.clauses = {clause.id: clause for clause in reading.clauses}
        self.facts: dict[str, list[Fact]] = {}
        for fact in reading.facts:
            self.facts.setdefault(fact.clause_id, []).append(fact)


class Finder:
    """Finds evidence in one generation of readings; a notice is unpacked when it is first found."""

    def __init__(self, readings: Mapping[str, Reading], search: Search, rate: Rate) -> None:
        self._readings = readings
        self._search = search
        self._rate = rate
        self._shelves: dict[str, _Shelf] = {}

    def _shelf(self, notice_id: str) -> _Shelf:
        shelf = self._shelves.get(notice_id)
        if shelf is None:
            shelf = self._shelves[notice_id] = _Shelf(self._readings[notice_id])
        return shelf

    def hits(self, question: Question, notices: Collection[str] | None, limit: int) -> list[Hit]:
        """Return the hits for a question among `notices`, all when None."""
        return self._search(question.text, limit=limit, notice_ids=notices)

    def find(self, question: Question, limit: int = 12) -> list[Evidence]:
        """Return the best sentence of each found clause, best first, over every notice in the question's scope."""
        found: dict[str, Hit] = {}
        scopes: list[Collection[str] | None] = [question.scope.notices]
        several = question.scope.notices or tuple(self._readings)
        if 1 < len(several) <= _SEVERAL_NOTICES:
            scopes += [(notice_id,) for notice_id in several]
        for scope in scopes:
            for hit in self.hits(question, scope, limit):
                if hit.clause.notice_id in self._readings:
                    found.setdefault(hit.clause.id, hit)
        read = [self.sentences(question, hit) for hit in found.values() if not hit.clause.is_bare_heading]
        best: dict[str, Evidence] = {}
        for item in self._rated(question, [item for sentences in read for item in sentences]):
            if item.clause.id not in best or item.score > best[item.clause.id].score:
                best[item.clause.id] = item
        evidence = self._rated_whole(question, list(best.values()))
        return with_margins(sorted(evidence, key=lambda item: -item.score))

    def _rated(self, question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
        """Return `evidence` as the reranker sees its sentences; as it is where there is none."""
        rating = self._rating(question, evidence, [item.words for item in evidence])
        if rating is None:
            return evidence
        values = zip(rating.fits, rating.answers, strict=True)
        return [
            replace(item, score=item.score + _RATED_WORTH * float(fits), rated=float(answers))
            for item, (fits, answers) in zip(evidence, values, strict=True)
        ]

    def _rated_whole(self, question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
        """Return `evidence` as the reranker sees its clauses; as it is where there is none."""
        rating = self._rating(question, evidence, [item.clause.own_text for item in evidence])
        if rating is None:
            return evidence
        return [replace(item, whole=float(value)) for item, value in zip(evidence, rating.answers, strict=True)]

    def _rating(self, question: Question, evidence: Sequence[Evidence], texts: Sequence[str]) -> Rating | None:
        """Return what the reranker says of `texts`, each under the title and headings of its evidence."""
        above = ("\n".join([item.notice.title, *self._above(item.clause)]) for item in evidence)
        # The scope has seen to places and years; their names, in English above all, stand in no sentence.
        asked = question.scope.rest.strip() or question.text
        return self._rate(asked, [f"{headings}\n{text}" for headings, text in zip(above, texts, strict=True)])

    def _above(self, clause: Clause) -> tuple[str, ...]:
        return headings_above(clause, self._shelf(clause.notice_id).clauses)

    def _around(self, clause: Clause) -> list[tuple[str, float]]:
        """Return what stands around a sentence of `clause`, folded, with how much a word counts that is found there."""
        shelf = self._shelf(clause.notice_id)
        above = " ".join(self._above(clause)[:-1] if clause.heading else self._above(clause))
        return [
            (match_form(clause.own_text), _CLAUSE_WORTH),
            (match_form(clause.heading), _HEADING_WORTH),
            (match_form(above), _ABOVE_WORTH),
            (match_form(shelf.notice.title), _TITLE_WORTH),
        ]

    def has_units(self, clause: Clause) -> bool:
        """Whether a clause names responsible units."""
        facts = self._shelf(clause.notice_id).facts.get(clause.id, ())
        return any(fact.kind == FactKind.RESPONSIBLE_UNIT for fact in facts)

    def mentions(self, evidence: Evidence, word: str) -> bool:
        """Whether the evidence's clause or what stands above it has `word`, or most of it."""
        term = Term(word, (match_form(word),))
        return any(term.found_in(text) >= _MENTIONED for text, _ in self._around(evidence.clause))

    def does(self, question: Question, evidence: Evidence) -> bool:
        """Whether the evidence's clause speaks of every action that the question names (审批, 约谈)."""
        texts = [text for text, _ in self._around(evidence.clause)]
        return all(any(t.found_in(text) >= _MENTIONED for text in texts) for t in question.terms if t.is_action)

    def key_terms(self, question: Question, evidence: Evidence) -> list[Term]:
        """Return the terms that carry the question and that `evidence` proves: another answer must prove them too."""
        around = [(match_form(evidence.words), 1.0), *self._around(evidence.clause)]
        proved = [
            (term, term.weight * max(worth * term.found_in(text) for text, worth in around)) for term in question.terms
        ]
        total = sum(weight for _, weight in proved)
        return [term for term, weight in proved if weight >= _KEY_SHARE * total]

    def proves(self, evidence: Evidence, terms: Sequence[Term]) -> bool:
        """Whether a sentence with what stands around it proves each of `terms` at least in part."""
        around = [match_form(evidence.words), *(text for text, _ in self._around(evidence.clause))]
        return all(any(term.found_in(text) >= 0.5 for text in around) for term in terms)

    def sentences(self, question: Question, hit: Hit) -> list[Evidence]:
        """Return each sentence of a found clause as evidence, in order; its heading only when it says nothing else."""
        clause = hit.clause
        shelf = self._shelf(clause.notice_id)
        around = self._around(clause)
        pieces = split_sentences(clause.own_text, clause.start)
        head = clause.marker + clause.heading
        if len(pieces) > 1 and match_form(shelf.notice.text[pieces[0].start : pieces[0].end]).strip("。") == match_form(
            head
        ):
            pieces = pieces[1:]
        found = []
        for piece in pieces:
            words = shelf.notice.text[piece.start : piece.end]
            facts = tuple(f for f in shelf.facts.get(clause.id, ()) if f.start < piece.end and piece.start < f.end)
            proof = prove(question.terms, [(match_form(words), 1.0), *around])
            score = proof.covered + _FOUND_WORTH * hit.score + kind_fit(question, words, facts)
            score += _SENTENCE_BONUS if (piece.start, piece.end) == (hit.sentence_start, hit.sentence_end) else 0.0
            found.append(
                Evidence(
                    shelf.notice, clause, piece.start, piece.end, facts, proof.covered, hit.score, score, proof.unproved
                )
            )
        return found


def with_margins(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return `evidence` with the margin of each over the best other clause of its notice."""
    scores: dict[str, list[float]] = {}
    for item in evidence:
        scores.setdefault(item.notice.id, []).append(item.found)
    tops = {key: [*sorted(found, reverse=True)[:2], 0.0] for key, found in scores.items()}
    return [
        replace(
            item,
            margin=item.found
            - (tops[item.notice.id][1] if item.found == tops[item.notice.id][0] else tops[item.notice.id][0]),
        )
        for item in evidence
    ]


def asked_facts(question: Question, evidence: Evidence) -> tuple[Fact, ...]:
    """Return the facts of the evidence that the question asks for: of several those nearest to its words."""
    facts = value_facts(question, evidence.facts)
    if len(facts) < 2 or not question.asks_figure:
        return facts
    shares = [coverage(question.terms, [(match_form(_part_around(evidence, fact)), 1.0)]) for fact in facts]
    best = max(shares)
    return tuple(fact for fact, share in zip(facts, shares, strict=True) if share >= _NEAR_SHARE * best)


def _part_around(evidence: Evidence, fact: Fact) -> str:
    """Return the part of the sentence, between commas, that holds a fact."""
    words, start, end = evidence.words, fact.start - evidence.start, fact.end - evidence.start
    left = max(words.rfind(mark, 0, max(start, 0)) for mark in "，,；;：:") + 1
    rights = [at for mark in "，,；;" if (at := words.find(mark, end)) >= 0]
    return words[left : min(rights, default=len(words))]
