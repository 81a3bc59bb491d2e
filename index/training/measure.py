"""What the encoder is worth on texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.encoder import Encoder
from index.training.pairs import Pair, passage
from index.training.texts import Article, Question, clean

DEPTH = 10


def question_recall(encoder: Encoder, questions: Sequence[Question], articles: Mapping[str, Article]) -> float:
    """Return the mean share of a question's articles that are among the nearest ten of all `articles`."""
    keys = list(articles)
    place = {key: at for at, key in enumerate(keys)}
    table = encoder.encode([passage(articles[key]) for key in keys])
    asked = encoder.encode([clean(question.text) for question in questions])
    shares: list[float] = []
    for question, vector in zip(questions, asked, strict=True):
        names = (key.removeprefix("中华人民共和国") for key in question.articles)
        wanted = {place[name] for name in names if name in place}
        if wanted:
            nearest = np.argpartition(-(table @ vector), DEPTH)[:DEPTH]
            shares.append(len(wanted & set(nearest.tolist())) / len(wanted))
    return float(np.mean(shares))


def pair_recall(encoder: Encoder, pairs: Sequence[Pair]) -> float:
    """Return how often a pair's second text is among the ten nearest to its first."""
    left = encoder.encode([pair[0] for pair in pairs])
    right = encoder.encode([pair[1] for pair in pairs])
    likeness = left @ right.T
    ranks = (likeness >= np.diag(likeness)[:, None]).sum(axis=1)
    return float(np.mean(ranks <= DEPTH))
