"""The model card: what the encoder is, what it was made from, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.training.train import Settings

_CARD = """# {name}

A static embedding model for Chinese official texts: a text's vector is the mean of its pieces' vectors. It is read
with numpy, tokenizers and safetensors alone, and opens in sentence-transformers as well. Made from scratch by
`python -m index.training --data ../shared/data`; no other model was used.

| | |
|---|---|
| vocabulary | {vocabulary} words and characters (Chinese words of the texts, English words of the glossary) |
| dimension | {dimension}, eight bits a number and one factor a piece |
| training pairs | {pairs} |
| epochs, batch, learning rate, scale, seed | {epochs}, {batch}, {rate}, {scale}, {seed} |
| time | {minutes:.0f} minutes on one core for both runs (one to measure, one to keep) |

**Texts.** 3,473 laws, regulations and cases (LawRefBook/Laws) and 3,074 government work reports and plans
(lawtext/gov), official texts without copyright in China; the 1,234 published training questions of STARD (MIT licence)
with the articles that answer them; this project's glossary. Pairs: a sentence and the rest of its article or paragraph, a
heading and what stands below it, neighbouring sentences, a question and its article, an English term and its Chinese
one, English terms and a Chinese passage that holds them. Neither the corpus's notices nor any evaluation case was used.

**Measured** on what the first run did not see:

| task | texts | figure |
|---|---|---|
| recall@10 of the articles that answer a lay question, among all articles | {questions} questions | {recall:.3f} |
| a passage of a report by its first sentence or heading, in the first ten | {passages} passages | {passage:.3f} |
| a passage by English terms in it, in the first ten | {translated} passages | {english:.3f} |

The model kept was trained on all questions with the same settings, so it has no figures of its own.

**Limits.** The order of words, negation and figures hardly change a vector: who needs them reads the clause. English is
known as far as the glossary goes.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, and on how many texts."""

    question_recall: float
    passage_recall: float
    english_recall: float
    questions: int
    passages: int
    translated: int


def write_card(folder: Path, settings: Settings, figures: Figures, *, pairs: int, seconds: float) -> None:
    """Write the card (README.md) of the model in `folder`."""
    text = _CARD.format(
        name=folder.name,
        vocabulary=settings.vocabulary,
        dimension=settings.dimension,
        pairs=pairs,
        epochs=settings.epochs,
        batch=settings.batch,
        rate=settings.learning_rate,
        scale=settings.scale,
        seed=settings.seed,
        minutes=seconds / 60,
        questions=figures.questions,
        recall=figures.question_recall,
        passages=figures.passages,
        passage=figures.passage_recall,
        translated=figures.translated,
        english=figures.english_recall,
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
