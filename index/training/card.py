"""The model card: what the encoder is, what it was made from, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
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
| time | {minutes:.0f} minutes on one core |

**Texts.** 3,473 laws, regulations and cases (LawRefBook/Laws) and 3,074 government work reports and plans
(lawtext/gov), official texts without copyright in China; the 1,234 published training questions of STARD (MIT licence)
with the articles that answer them; this project's glossary and everyday wordings; {rows} clauses of those laws and
reports to which questions were written by hand, formal, everyday and English (`index/training/written`). Pairs: a
sentence and the rest of its article or paragraph, a heading and what stands below it, neighbouring sentences, a
question and its article, an English term and its Chinese one, English terms and a Chinese passage that
holds them. Neither the corpus's notices nor any evaluation case was used.

**Measured** on the written questions of {clauses} clauses of other documents (`development.jsonl`), recall@5 among
{pool} clauses:

| questions | before the written questions were learned | this model | character-pair BM25 |
|---|---|---|---|
| formal Chinese | {before[formal]:.3f} | {after[formal]:.3f} | {keyword[formal]:.3f} |
| everyday Chinese | {before[everyday]:.3f} | {after[everyday]:.3f} | {keyword[everyday]:.3f} |
| English | {before[english]:.3f} | {after[english]:.3f} | {keyword[english]:.3f} |

**Limits.** The order of words, negation and figures hardly change a vector: who needs them reads the clause. English is
known as far as the glossary goes.
"""


Recalls = Mapping[str, float]
"""Recall@5 by style of question: formal, everyday, english."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: recalls before and after the written questions, and BM25's, over so many clauses."""

    before: Recalls
    after: Recalls
    keyword: Recalls
    clauses: int
    pool: int


def write_card(folder: Path, settings: Settings, figures: Figures, *, pairs: int, rows: int, seconds: float) -> None:
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
        rows=rows,
        before=figures.before,
        after=figures.after,
        keyword=figures.keyword,
        clauses=figures.clauses,
        pool=figures.pool,
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
