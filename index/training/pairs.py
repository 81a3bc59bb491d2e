"""Training pairs: two pieces of text that should lie close to each other."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from index.lexicon import Synonyms
from index.training.texts import Article, Question, article_key, clean

Pair = tuple[str, str]

_SENTENCE_END = re.compile(r"(?<=[。！？；!?;])")
SHORTEST = 8
LONGEST = 200
TERMS_IN_A_SENTENCE = 4
LONGEST_TERM = 10


def question_pairs(questions: Iterable[Question], articles: Mapping[str, Article]) -> list[Pair]:
    """Return one pair for each question and answering article that `articles` holds, by `article_key`."""
    keys = ((question.text, article_key(name)) for question in questions for name in question.articles)
    return [(clean(text), passage(articles[key])) for text, key in keys if key in articles]


def passage(article: Article) -> str:
    """Return an article as it is embedded: the headings above it, then its words."""
    return clean(f"{article.law} {article.heading} {article.text[: LONGEST * 2]}")


def article_pairs(articles: Sequence[Article], rng: random.Random) -> Iterator[Pair]:
    """Yield for each article: a sentence or a half of it, against the rest under its law's title."""
    for article in articles:
        parts = sentences(article.text)
        if len(parts) > 1:
            at = rng.randrange(len(parts))
            rest = "".join(parts[:at] + parts[at + 1 :])[:LONGEST]
            yield parts[at], clean(f"{article.law} {article.heading} {rest}")
        elif len(article.text) >= SHORTEST * 3:
            head, tail = _halves(clean(article.text[:LONGEST]))
            yield head, f"{clean(article.law)} {tail}"
        if article.heading and rng.random() < 0.3:
            yield clean(f"{article.law} {article.heading}"), clean(article.text[:LONGEST])


def paragraph_pairs(reports: Iterable[Sequence[str]], rng: random.Random, share: float) -> Iterator[Pair]:
    """Yield pairs from a `share` of the reports' paragraphs.

    A paragraph's first sentence names its subject and goes with the rest; a short line is a heading
    and goes with the paragraph below it; a neighbouring pair of sentences goes together.
    """
    for paragraphs in reports:
        for above, paragraph in zip(["", *paragraphs], paragraphs, strict=False):
            if rng.random() > share:
                continue
            parts = sentences(paragraph)
            if len(parts) > 1:
                yield parts[0], "".join(parts[1:])[:LONGEST]
            if len(parts) > 3:
                at = rng.randrange(1, len(parts) - 1)
                yield parts[at], parts[at + 1]
            if SHORTEST <= len(above) <= 30 and len(paragraph) > 40:
                yield clean(above), clean(paragraph[:LONGEST])


def glossary_pairs(rows: Sequence[tuple[str, Sequence[str]]]) -> list[Pair]:
    """Return English against Chinese for each row of the glossary (Chinese, English forms)."""
    return [(clean(english), clean(chinese)) for chinese, forms in rows for english in forms]


def synonym_pairs(rows: Iterable[Synonyms]) -> list[Pair]:
    """Return each everyday and each English word with its official one."""
    return [(clean(form), clean(row.word)) for row in rows for form in (*row.everyday, *row.english)]


def translated_pairs(
    passages: Iterable[str], rows: Sequence[tuple[str, Sequence[str]]], rng: random.Random, limit: int
) -> Iterator[Pair]:
    """Yield at most `limit` pairs of other forms of some terms against a passage that holds two or more of them.

    Args:
        passages: official Chinese texts.
        rows: terms, each with its forms in English or in everyday words.
        rng: chooses the terms and the forms.
        limit: how many pairs at most.
    """
    other = {clean(chinese): forms for chinese, forms in rows if len(chinese) > 1}
    if not other:
        return
    found = 0
    for text in passages:
        terms = _terms_in(text, other)
        if len(terms) > 1 and found < limit:
            chosen = rng.sample(terms, min(len(terms), TERMS_IN_A_SENTENCE))
            found += 1
            yield clean(" ".join(rng.choice(other[term]) for term in chosen)), text


def _terms_in(text: str, terms: Collection[str]) -> list[str]:
    """Return the `terms` that stand in `text`, the longest where several begin, each once."""
    found: dict[str, None] = {}
    at = 0
    while at < len(text):
        size = next((n for n in range(LONGEST_TERM, 1, -1) if text[at : at + n] in terms), 0)
        if size:
            found[text[at : at + size]] = None
        at += max(size, 1)
    return list(found)


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` that are long enough to say something, folded."""
    parts = (part.strip() for part in _SENTENCE_END.split(clean(text)))
    return [part[:LONGEST] for part in parts if len(part) >= SHORTEST]


def _halves(text: str) -> Pair:
    middle = len(text) // 2
    cut = min((m.end() for m in re.finditer("[,，、:：]", text)), key=lambda at: abs(at - middle), default=middle)
    return text[:cut], text[cut:]
