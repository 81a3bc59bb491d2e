"""Make the bundled encoder: python -m index.training --data ../shared/data"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from rich.console import Console
from tokenizers import Tokenizer

from corpus.fold import fold
from index.encoder import BUNDLED_FOLDER, BundledEncoder
from index.lexicon import Synonyms, read_everyday, read_glossary, read_thesaurus
from index.sentences import ABOVE
from index.training.card import Made, RerankerStage, Stage, write_card
from index.training.mining import Pool, mine
from index.training.model import save_model
from index.training.pairs import (
    Pair,
    article_pairs,
    glossary_pairs,
    paragraph_pairs,
    question_pairs,
    synonym_pairs,
    translated_pairs,
)
from index.training.reranker import RerankerSettings, save_reranker, train_reranker
from index.training.texts import (
    LAWS,
    QUESTIONS,
    REPORTS,
    Article,
    Question,
    article_key,
    clean,
    is_development,
    newest,
    read_laws,
    read_paragraphs,
    read_questions,
)
from index.training.train import Settings, train
from index.training.vocabulary import SIZE, train_tokenizer
from index.training.written import (
    DEVELOPMENT,
    TRAIN,
    Passage,
    Questions,
    article_passage,
    invented_passages,
    passages_asked,
    read_invented,
    read_passages,
    read_written,
    written_pairs,
)

PARAGRAPH_SHARE = 0.8
TRANSLATED = 60_000
LEARNING_TEXTS = Settings()
# The written questions come last, in smaller batches: they are few, and they are what users ask like.
LEARNING_QUESTIONS = replace(LEARNING_TEXTS, epochs=6, batch=512, dropped=0.15)
RERANKING = RerankerSettings()
# How often what is short or rare is shown beside the texts, and beside the written questions.
QUESTION_REPEATS, GLOSSARY_REPEATS, SYNONYM_REPEATS, QUESTIONS_AGAIN = 12, 6, 2, 3
# How often a published question is shown to the reranker beside the written ones.
PUBLISHED_REPEATS = 6
Rows = list[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Texts:
    """What is learned from; nothing of the documents and questions that measure is in it.

    `national` are those of `articles` that are national law, each law in its newest version.
    """

    articles: list[Article]
    national: list[Article]
    reports: list[list[str]]
    questions: list[Question]
    asked: list[tuple[Passage, Questions]]
    thesaurus: Sequence[Synonyms]
    glossary: Rows
    everyday: list[Pair]


def main() -> None:
    """Train the encoder on the texts and the written questions, then the reranker; save both, with a card."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives of laws and reports")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="the model's folder")
    parser.add_argument("--only-reranker", action="store_true", help="leave the encoder in that folder as it is")
    options = parser.parse_args()
    # One core is enough, and the order of additions, hence the model, is the same each time.
    torch.set_num_threads(1)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    console = Console(stderr=True)
    started = time.monotonic()
    texts = _read(options.data)
    stages = None if options.only_reranker else _train_encoder(texts, options.out, console)
    encoder = BundledEncoder(options.out)
    console.print(f"{encoder.name} in {time.monotonic() - started:.0f} s")
    pool = _pool(texts, encoder)
    save_reranker(options.out, train_reranker(encoder, pool, RERANKING, console.print))
    console.print(f"reranker in {time.monotonic() - started:.0f} s")
    if stages:
        reranker = RerankerStage(RERANKING, len(pool.questions), len(pool.texts), len(pool.silent))
        made = Made(*stages, reranker, encoder.vocabulary, len(texts.asked), len(texts.thesaurus))
        write_card(options.out, made, time.monotonic() - started)


def _train_encoder(texts: Texts, folder: Path, console: Console) -> tuple[Stage, Stage]:
    """Write the encoder into `folder` and return the stages that made it."""
    tokenizer = _cut(texts)
    console.print(f"{tokenizer.get_vocab_size()} pieces")
    pairs = _text_pairs(texts, random.Random(LEARNING_TEXTS.seed))
    table = train(tokenizer, pairs, LEARNING_TEXTS, console.print)
    refining = _question_pairs(texts, random.Random(LEARNING_QUESTIONS.seed))
    table = train(tokenizer, refining, LEARNING_QUESTIONS, console.print, table)
    save_model(folder, tokenizer, table.vectors())
    return Stage(LEARNING_TEXTS, len(pairs)), Stage(LEARNING_QUESTIONS, len(refining))


def _pool(texts: Texts, encoder: BundledEncoder) -> Pool:
    """Return the clauses that were asked about with their questions, the articles of the published questions, and
    the other articles of national law: so many stand near the right one where all laws are searched.
    """
    clauses = [(passage, questions.all, questions.silent) for passage, questions in texts.asked if passage.sentences]
    by_key = _by_key(texts.articles)
    published: dict[str, list[str]] = {}
    for one in texts.questions:
        for key in filter(by_key.__contains__, map(article_key, one.articles)):
            published.setdefault(key, []).extend([one.text] * PUBLISHED_REPEATS)
    clauses += [(article_passage(by_key[key]), tuple(asked), ()) for key, asked in published.items()]
    clauses += [(passage, (), ()) for passage in _unasked(texts.national, [passage for passage, *_ in clauses])]
    asked = [(fold(question), at) for at, (_, questions, _) in enumerate(clauses) for question in questions]
    questions, answers = [question for question, _ in asked], [at for _, at in asked]
    passages = [(passage.above + ABOVE, passage.sentences) for passage, _, _ in clauses]
    return Pool(
        texts=[fold(passage.whole) for passage, _, _ in clauses],
        questions=questions,
        answers=answers,
        nearest=mine(passages, questions, answers, encoder),
        silent=[(fold(question), at) for at, (_, _, silent) in enumerate(clauses) for question in silent],
    )


def _unasked(articles: Iterable[Article], asked: Iterable[Passage]) -> list[Passage]:
    """Return the passages of `articles` that are not among those asked about, each once."""
    passages = {fold(passage.whole): passage for passage in map(article_passage, articles) if passage.sentences}
    for passage in asked:
        passages.pop(fold(passage.whole), None)
    return list(passages.values())


def _read(data: Path) -> Texts:
    measuring = {row.document for row in read_written(DEVELOPMENT)}
    written = read_written(TRAIN)
    laws = read_laws(data / LAWS, without=measuring)
    return Texts(
        articles=[article for law in laws for article in law.articles],
        national=[article for law in newest(laws) for article in law.articles],
        reports=read_paragraphs(data / REPORTS, without=measuring),
        questions=[one for one in read_questions(data / QUESTIONS) if not is_development(one.text)],
        asked=[
            *passages_asked(written, read_passages([data / LAWS, data / REPORTS], written)),
            *invented_passages(read_invented()),
        ],
        thesaurus=read_thesaurus(),
        glossary=[(row.chinese, row.english) for row in read_glossary()],
        everyday=[(fold(row.wording), fold(term)) for row in read_everyday() for term in row.official],
    )


def _cut(texts: Texts) -> Tokenizer:
    """Return the tokenizer: the words of a sample of the texts and of all that was written."""
    sample = [article.text for article in texts.articles[::3]] + [line for one in texts.reports[::6] for line in one]
    written = [question for _, questions in texts.asked for question in questions.all]
    written += [form for row in texts.thesaurus for form in (row.word, *row.everyday, *row.english)]
    english = [phrase for _, phrases in texts.glossary for phrase in phrases] + [
        one for one in written if one.isascii()
    ]
    return train_tokenizer(map(clean, sample), (clean(one) for one in written if not one.isascii()), english, SIZE)


def _text_pairs(texts: Texts, rng: random.Random) -> list[Pair]:
    """Return the pairs cut from the texts, with the words that stand for each other."""
    pairs = [*article_pairs(texts.articles, rng), *paragraph_pairs(texts.reports, rng, PARAGRAPH_SHARE)]
    passages = [right for _, right in rng.sample(pairs, min(len(pairs), 2 * TRANSLATED))]
    english: Rows = texts.glossary + [(row.word, row.english) for row in texts.thesaurus if row.english]
    everyday: Rows = [(row.word, row.everyday) for row in texts.thesaurus if row.everyday]
    pairs += translated_pairs(passages, english, rng, TRANSLATED)
    pairs += translated_pairs(passages, everyday, rng, TRANSLATED)
    pairs += _asked(texts) * QUESTION_REPEATS
    pairs += glossary_pairs(texts.glossary) * GLOSSARY_REPEATS
    return pairs + synonym_pairs(texts.thesaurus) * SYNONYM_REPEATS


def _question_pairs(texts: Texts, rng: random.Random) -> list[Pair]:
    """Return the written questions with their clauses, and the words that stand for each other."""
    words = [*glossary_pairs(texts.glossary), *texts.everyday, *synonym_pairs(texts.thesaurus)]
    return [*written_pairs(texts.asked, rng), *_asked(texts) * QUESTIONS_AGAIN, *words]


def _asked(texts: Texts) -> list[Pair]:
    return question_pairs(texts.questions, _by_key(texts.articles))


def _by_key(articles: Iterable[Article]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in articles:
        found.setdefault(article_key(article.law + article.number), article)
    return found


if __name__ == "__main__":
    main()
