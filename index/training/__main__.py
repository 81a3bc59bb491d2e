"""Make the bundled encoder: python -m index.training --data ../shared/data"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console

from index.encoder import BUNDLED_FOLDER, BundledEncoder
from index.lexicon import read_glossary
from index.training.card import Figures, write_card
from index.training.measure import pair_recall, question_recall
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

HELD_REPORTS = 60
HELD_QUESTIONS = 200
PARAGRAPH_SHARE = 0.8
TRANSLATED = 60_000
Rows = list[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Texts:
    """The training texts, and those held back for measuring."""

    articles: list[Article]
    reports: list[list[str]]
    held_reports: list[list[str]]
    questions: list[Question]
    held_questions: list[Question]
    glossary: Rows


def main() -> None:
    """Train twice: with some questions held back, to measure; then with all of them, to keep."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives of laws and reports")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="the model's folder")
    parser.add_argument("--unmeasured", action="store_true", help="train once, and leave the card as it is")
    options = parser.parse_args()
    # One core is enough, and the order of additions, hence the model, is the same each time.
    torch.set_num_threads(1)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    console = Console(stderr=True)
    settings = Settings()
    started = time.monotonic()
    texts = _read(options.data, settings.seed)
    if not options.unmeasured:
        _make(options.out, texts, texts.questions, settings, console)
        figures = _measure(options.out, texts)
        console.print(figures)
    kept = _make(options.out, texts, texts.questions + texts.held_questions, settings, console)
    if not options.unmeasured:
        write_card(options.out, settings, figures, pairs=kept, seconds=time.monotonic() - started)
    console.print(f"{BundledEncoder(options.out).name} in {time.monotonic() - started:.0f} s")


def _read(data: Path, seed: int) -> Texts:
    rng = random.Random(seed)
    reports, questions = read_paragraphs(data / REPORTS), read_questions(data / QUESTIONS)
    rng.shuffle(reports)
    rng.shuffle(questions)
    glossary: Rows = [(row.chinese, row.english) for row in read_glossary()]
    return Texts(
        read_articles(data / LAWS),
        reports[HELD_REPORTS:],
        reports[:HELD_REPORTS],
        questions[HELD_QUESTIONS:],
        questions[:HELD_QUESTIONS],
        glossary,
    )


def _make(folder: Path, texts: Texts, questions: list[Question], settings: Settings, console: Console) -> int:
    """Train on `questions` and all the rest, save the model, and return the number of pairs."""
    rng = random.Random(settings.seed)
    pairs = [*article_pairs(texts.articles, rng), *paragraph_pairs(texts.reports, rng, PARAGRAPH_SHARE)]
    passages = [right for _, right in rng.sample(pairs, min(len(pairs), 2 * TRANSLATED))]
    pairs += translated_pairs(passages, texts.glossary, rng, TRANSLATED)
    pairs += question_pairs(questions, _by_key(texts.articles)) * QUESTION_REPEATS
    pairs += glossary_pairs(texts.glossary) * GLOSSARY_REPEATS
    console.print(f"{len(pairs)} pairs")
    sample = [article.text for article in texts.articles[::3]] + [line for one in texts.reports[::6] for line in one]
    english = [phrase for _, phrases in texts.glossary for phrase in phrases]
    tokenizer = train_tokenizer(map(clean, sample), english, settings.vocabulary)
    vectors = train(tokenizer, pairs, settings, console.print)
    size = save_model(folder, tokenizer, np.asarray(vectors))
    console.print(f"{size / 1e6:.1f} MB")
    return len(pairs)


def _measure(folder: Path, texts: Texts) -> Figures:
    encoder = BundledEncoder(folder)
    rng = random.Random(0)
    first_sentences = [pair for pair in paragraph_pairs(texts.held_reports, rng, 1.0) if len(pair[1]) > 60][:3000]
    english: list[Pair] = list(translated_pairs((pair[1] for pair in first_sentences), texts.glossary, rng, 2000))
    return Figures(
        question_recall(encoder, texts.held_questions, _by_key(texts.articles)),
        pair_recall(encoder, first_sentences),
        pair_recall(encoder, english),
        len(texts.held_questions),
        len(first_sentences),
        len(english),
    )


def _by_key(articles: list[Article]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in articles:
        found.setdefault(article_key(article.law, article.number), article)
    return found


if __name__ == "__main__":
    main()
