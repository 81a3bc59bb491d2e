"""The training itself: pairs pull together, the other pairs of a batch push apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from index.training.pairs import Pair
from index.training.sampling import thin
from index.training.table import Ids, Table, embed, start_table


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; the card records them.

    `dropped` is the share of a question's pieces that are left out each time, so that no single one decides.
    """

    dimension: int = 256
    epochs: int = 3
    batch: int = 1024
    learning_rate: float = 0.003
    scale: float = 20.0
    dropped: float = 0.0
    seed: int = 7


def train(
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    settings: Settings,
    report: Callable[[str], None],
    table: Table | None = None,
) -> Table:
    """Return the vectors of the pieces of `tokenizer`, learned from `pairs`.

    The loss is the cross-entropy of each text's own partner among all partners of the batch, both ways round
    (multiple negatives ranking; Henderson et al., "Efficient Natural Language Response Suggestion", 2017).

    Args:
        tokenizer: what cuts a text into pieces; piece 0 is the unknown one.
        pairs: the training pairs; from the left sides pieces are dropped.
        settings: how to train.
        report: called with one line an epoch.
        table: the vectors to go on from; new ones when None.
    """
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    left, right = _encode(tokenizer, [pair[0] for pair in pairs]), _encode(tokenizer, [pair[1] for pair in pairs])
    usable = np.array([at for at in range(len(pairs)) if left[at].size and right[at].size])
    table = table or start_table(tokenizer, right, settings.dimension)
    optimiser = torch.optim.Adam(table.parameters(), lr=settings.learning_rate, fused=True)
    steps = settings.epochs * (len(usable) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / steps))
    for epoch in range(settings.epochs):
        losses: list[float] = []
        for chosen in _batches(rng.permutation(usable), settings.batch):
            thinned = [thin(left[at], settings.dropped, rng) for at in chosen]
            loss = _loss(table, thinned, [right[at] for at in chosen], settings.scale)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch annotates it without a return type
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {sum(losses) / len(losses):.3f}")
    return table


def _batches(order: Ids, size: int) -> Iterator[Ids]:
    for at in range(0, len(order) - size + 1, size):
        yield order[at : at + size]


def _loss(table: Table, left: Sequence[Ids], right: Sequence[Ids], scale: float) -> Tensor:
    vectors = embed(table, [*left, *right])
    likeness = vectors[: len(left)] @ vectors[len(left) :].T * scale
    own = torch.arange(len(left))
    return (cross_entropy(likeness, own) + cross_entropy(likeness.T, own)) / 2


def _encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    found: list[Ids] = []
    for at in range(0, len(texts), 10_000):
        encodings = tokenizer.encode_batch_fast(list(texts[at : at + 10_000]), add_special_tokens=False)
        # An unknown piece has no vector, and a mean over it would only shorten the others.
        found += [np.array([piece for piece in encoding.ids if piece], np.int64) for encoding in encodings]
    return found
