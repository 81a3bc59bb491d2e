"""The training itself: pairs pull together, the other pairs of a batch push apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import EmbeddingBag
from torch.nn.functional import cross_entropy, normalize

from index.training.pairs import Pair

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; the card records them."""

    vocabulary: int = 36_000
    dimension: int = 256
    epochs: int = 3
    batch: int = 1024
    learning_rate: float = 0.003
    scale: float = 20.0
    seed: int = 7


def train(
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    settings: Settings,
    report: Callable[[str], None],
    start: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Return the vector of every piece of `tokenizer`, learned from `pairs`.

    The vectors start at random directions, as long as the piece is rare: a text's vector is then a sketch
    of its words, which training bends towards what they have to do with each other.

    Args:
        tokenizer: what cuts a text into pieces; piece 0 is the unknown one and stays zero.
        pairs: the training pairs.
        settings: how to train.
        report: called with one line an epoch.
        start: the vectors to go on from; random directions when None.
    """
    torch.manual_seed(settings.seed)
    left, right = _encode(tokenizer, [pair[0] for pair in pairs]), _encode(tokenizer, [pair[1] for pair in pairs])
    usable = np.array([at for at in range(len(pairs)) if left[at].size and right[at].size])
    size = tokenizer.get_vocab_size()
    begin = _start(right, size, settings.dimension) if start is None else torch.from_numpy(start.copy())
    bag = EmbeddingBag.from_pretrained(begin, freeze=False, padding_idx=0)
    optimiser = torch.optim.Adam(bag.parameters(), lr=settings.learning_rate)
    steps = settings.epochs * (len(usable) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / steps))
    targets = torch.arange(settings.batch)
    order = np.random.default_rng(settings.seed)
    for epoch in range(settings.epochs):
        shuffled = order.permutation(usable)
        losses: list[float] = []
        for at in range(0, len(shuffled) - settings.batch + 1, settings.batch):
            chosen = shuffled[at : at + settings.batch]
            likeness = _embed(bag, left, chosen) @ _embed(bag, right, chosen).T * settings.scale
            loss = (cross_entropy(likeness, targets) + cross_entropy(likeness.T, targets)) / 2
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch annotates it without a return type
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {sum(losses) / len(losses):.3f}")
    return bag.weight.detach().numpy().astype(np.float32)


def _encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    found: list[Ids] = []
    for at in range(0, len(texts), 10_000):
        encodings = tokenizer.encode_batch_fast(list(texts[at : at + 10_000]), add_special_tokens=False)
        # An unknown piece has no vector, and a mean over it would only shorten the others.
        found += [np.array([piece for piece in encoding.ids if piece], np.int64) for encoding in encodings]
    return found


def _start(texts: Sequence[Ids], size: int, dimension: int) -> Tensor:
    holders = np.ones(size)
    for ids in texts:
        holders[np.unique(ids)] += 1
    rarity = np.log(len(texts) / holders).clip(0.1)
    start = torch.randn(size, dimension) / math.sqrt(dimension)
    start *= torch.from_numpy(rarity / rarity.mean()).float()[:, None]
    start[0] = 0
    return start


def _embed(bag: EmbeddingBag, texts: Sequence[Ids], chosen: Ids) -> Tensor:
    rows = [texts[at] for at in chosen]
    starts = np.cumsum([0] + [len(row) for row in rows[:-1]])
    vectors: Tensor = bag(torch.from_numpy(np.concatenate(rows)), torch.from_numpy(starts))
    return normalize(vectors, dim=-1)
