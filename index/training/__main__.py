"""Make the bundled encoder: python -m index.training --data ../shared/data"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from tokenizers import Tokenizer

from corpus.fold import fold
from index.encoder import BUNDLED_FOLDER, BundledEncoder
from index.lexicon import read_everyday, read_glossary
from index.training.card import Figures, Recalls, write_card
from index.training.model import save_model
from index.training.pairs import (
    GLOSSARY_REPEATS,
    QUESTION_REPEATS,
    Pair,
    article_pairs,
    glossary_pairs,
    paragraph_pairs,
    question_pairs,
    translated_pairs,
)
from index.training.texts import (
    LAWS,
    QUESTIONS,
    REPORTS,
    Article,
    Question,
    article_key,
    clean,
    read_articles,
    read_paragraphs,
    read_questions,
)
from index.training.train import Settings, train
from index.training.vocabulary import train_tokenizer
from index.training.written import (
    DEVELOPMENT,
    TRAIN,
    Passage,
    Written,
    keyword_recall,
    read_passages,
    read_written,
    written_pairs,
    written_recall,
)

PARAGRAPH_SHARE = 0.8
TRANSLATED = 60_000
# The written questions come last, in smaller batches: they are few, and they are what users ask like.
REFINING = replace(Settings(), epochs=8, batch=512)
Rows = list[tuple[str, Sequence[str]]]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Texts:
    """The training texts, and the written questions held back for measuring."""

    articles: list[Article]
    reports: list[list[str]]
    questions: list[Question]
    glossary: Rows
    everyday: list[Pair]
    written: list[Written]
    development: list[Written]
    passages: dict[tuple[str, str], Passage]


def main() -> None:
    """Train on the texts, then on the written questions; save the model with its card."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives of laws and reports")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="the model's folder")
    options = parser.parse_args()
    # One core is enough, and the order of additions, hence the model, is the same each time.
    torch.set_num_threads(1)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    console = Console(stderr=True)
    started = time.monotonic()
    texts = _read(options.data)
    tokenizer, vectors, read = _learn_texts(texts, console)
    before = _keep(options.out, tokenizer, vectors, texts)
    vectors, asked = _learn_questions(tokenizer, vectors, texts, console)
    after = _keep(options.out, tokenizer, vectors, texts)
    keyword = keyword_recall(texts.development, texts.passages)
    figures = Figures(before, after, keyword, len(texts.development), len(texts.passages))
    seconds = time.monotonic() - started
    write_card(options.out, Settings(), figures, pairs=read + asked, rows=len(texts.written), seconds=seconds)
    console.print(f"{BundledEncoder(options.out).name} in {seconds:.0f} s: {figures}")


def _read(data: Path) -> Texts:
    written, development = read_written(TRAIN), read_written(DEVELOPMENT)
    return Texts(
        articles=read_articles(data / LAWS),
        reports=read_paragraphs(data / REPORTS),
        questions=read_questions(data / QUESTIONS),
        glossary=[(row.chinese, row.english) for row in read_glossary()],
        everyday=[(fold(row.wording), fold(term)) for row in read_everyday() for term in row.official],
        written=written,
        development=development,
        passages=read_passages([data / LAWS, data / REPORTS], [*written, *development]),
    )


def _learn_texts(texts: Texts, console: Console) -> tuple[Tokenizer, Vectors, int]:
    """Return the tokenizer and the vectors learned from the texts, and the number of pairs."""
    rng = random.Random(Settings().seed)
    pairs = [*article_pairs(texts.articles, rng), *paragraph_pairs(texts.reports, rng, PARAGRAPH_SHARE)]
    passages = [right for _, right in rng.sample(pairs, min(len(pairs), 2 * TRANSLATED))]
    pairs += translated_pairs(passages, texts.glossary, rng, TRANSLATED)
    pairs += question_pairs(texts.questions, _by_key(texts.articles)) * QUESTION_REPEATS
    pairs += glossary_pairs(texts.glossary) * GLOSSARY_REPEATS
    console.print(f"{len(pairs)} pairs")
    sample = [article.text for article in texts.articles[::3]] + [line for one in texts.reports[::6] for line in one]
    english = [phrase for _, phrases in texts.glossary for phrase in phrases]
    tokenizer = train_tokenizer(map(clean, sample), english, Settings().vocabulary)
    return tokenizer, np.asarray(train(tokenizer, pairs, Settings(), console.print)), len(pairs)


def _learn_questions(tokenizer: Tokenizer, start: Vectors, texts: Texts, console: Console) -> tuple[Vectors, int]:
    """Return the vectors after written questions, glossary and everyday wordings, and the number of pairs."""
    rng = random.Random(Settings().seed)
    pairs = [*written_pairs(texts.written, texts.passages, rng), *glossary_pairs(texts.glossary), *texts.everyday]
    return np.asarray(train(tokenizer, pairs, REFINING, console.print, start)), len(pairs)


def _keep(folder: Path, tokenizer: Tokenizer, vectors: Vectors, texts: Texts) -> Recalls:
    """Save the model and return how well it finds the clauses of the questions held back."""
    save_model(folder, tokenizer, vectors)
    return written_recall(BundledEncoder(folder), texts.development, texts.passages)


def _by_key(articles: list[Article]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in articles:
        found.setdefault(article_key(article.law, article.number), article)
    return found


if __name__ == "__main__":
    main()
