"""The model card: what the encoder is, what it was made from; what was tried and measured is written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safetensors.numpy import load_file

from index.reranker import FILE
from index.training.mining import NEAREST
from index.training.reranker import RerankerSettings
from index.training.train import Settings

TRIED = Path(__file__).parent / "tried.md"
_CARD = """# {name}

A static embedding model for Chinese official texts: a text's vector is the mean of its pieces' vectors. It is read
with numpy, tokenizers and safetensors alone, and opens in sentence-transformers as well. Made from scratch by
`python -m index.training --data ../shared/data`; no other model was used.

| | texts | written questions |
|---|---|---|
| training pairs | {texts.pairs} | {questions.pairs} |
| epochs | {texts.settings.epochs} | {questions.settings.epochs} |
| batch | {texts.settings.batch} | {questions.settings.batch} |
| learning rate, falling to zero | {texts.settings.learning_rate} | {questions.settings.learning_rate} |
| scale of the cosines | {texts.settings.scale} | {questions.settings.scale} |
| share of a question's pieces left out | {texts.settings.dropped} | {questions.settings.dropped} |

{vocabulary} pieces (Chinese words and characters, English words), {texts.settings.dimension} dimensions, eight bits a
number and one factor a piece. {minutes:.0f} minutes on one core, seed {texts.settings.seed}.

**Texts.** 3,473 laws, regulations and cases (LawRefBook/Laws) and 3,074 government work reports and plans
(lawtext/gov), official texts without copyright in China; four fifths of the 1,234 published training questions of
STARD (MIT licence) with the articles that answer them; this project's glossary, everyday wordings and thesaurus of
{words} official words; {asked} clauses to which questions were written, formal, everyday and English, most of them
clauses of those laws and reports, the others of invented notices (`index/training/written`). Pairs of the texts: a
sentence and the rest of its article or paragraph, a heading and what stands below it, neighbouring sentences, a
question and its article, English or everyday words and the official passage that holds their twins. Neither the
corpus's notices, nor any evaluation case, nor a document or question of the development sets was used.

**Training.** The pairs of a batch compete (multiple negatives ranking). While it is trained, a Chinese word's vector
is its own plus the mean of its characters', an English word's its own plus the mean of its letter groups', so that rare
words learn from common ones; the sums are what is shipped.

**Reranker** (`reranker.safetensors`, {size} kB). A network of {weights} weights reads question and clause piece by
piece (decomposable attention: Parikh, Täckström, Das and Uszkoreit, 2016): each piece of the question is aligned with
what is like it in the clause, the two are compared, and the comparisons are summed up. The vectors above stay as they
are; to what is compared each piece adds 64 numbers of its own. It learned from {reranker.questions} questions among
{reranker.clauses} clauses (those asked about, and all other articles of national law), each with
{reranker.settings.against} of the {nearest} nearest wrong ones, and from {reranker.silent} questions that are about the
same thing as a clause which does not answer them: {reranker.settings.steps} batches of {reranker.settings.batch}
questions, learning rate {reranker.settings.learning_rate}, seed {reranker.settings.seed}.

{tried}"""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the training: its settings, and how many pairs it learned from."""

    settings: Settings
    pairs: int


@dataclass(frozen=True, slots=True)
class RerankerStage:
    """How the reranker was trained, on how many questions to how many clauses, and on how many left unanswered."""

    settings: RerankerSettings
    questions: int
    clauses: int
    silent: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a model was made of: its stages, its pieces, the clauses with questions, the words of the thesaurus."""

    texts: Stage
    questions: Stage
    reranker: RerankerStage
    vocabulary: int
    asked: int
    words: int


def write_card(folder: Path, made: Made, seconds: float) -> None:
    """Write the card (README.md) of the model in `folder`, which took `seconds` to make."""
    weights = load_file(folder / FILE)
    text = _CARD.format(
        name=folder.name,
        texts=made.texts,
        questions=made.questions,
        reranker=made.reranker,
        nearest=NEAREST,
        size=(folder / FILE).stat().st_size // 1000,
        weights=sum(matrix.size for matrix in weights.values()),
        vocabulary=made.vocabulary,
        asked=made.asked,
        words=made.words,
        minutes=seconds / 60,
        tried=TRIED.read_text(encoding="utf-8"),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
