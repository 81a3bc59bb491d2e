"""The pieces' vectors while they are trained: each has a part of its own and parts that it shares.

A Chinese word shares the vectors of its characters, an English word those of its letter groups, so that a rare
word learns from the common ones that it resembles. After training the parts are added up: the model that is
shipped knows nothing of them. (The idea is that of fastText: Bojanowski et al., "Enriching Word Vectors with
Subword Information", 2017.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import Module, Parameter
from torch.nn.functional import embedding_bag, normalize

Ids = NDArray[np.int64]
LETTERS = 4


def parts_of(piece: str) -> list[str]:
    """Return what `piece` shares with others: a Chinese word's characters, an English word's groups of letters."""
    if not piece.isascii():
        return list(piece)
    if len(piece) < LETTERS:
        return []
    marked = f"<{piece}>"
    return [marked[at : at + LETTERS] for at in range(len(marked) - LETTERS + 1)]


class Table(Module):
    """The vectors of a tokenizer's pieces, to be trained.

    Args:
        tokenizer: its pieces; piece 0 is the unknown one and stays zero.
        own: the vectors to begin with, one row a piece.
    """

    def __init__(self, tokenizer: Tokenizer, own: Tensor) -> None:
        super().__init__()
        pieces = [tokenizer.id_to_token(at) or "" for at in range(tokenizer.get_vocab_size())]
        parts = [[] if at == 0 else parts_of(piece) for at, piece in enumerate(pieces)]
        numbers = {part: at for at, part in enumerate(dict.fromkeys(part for each in parts for part in each))}
        self._own = Parameter(own)
        self._shared = Parameter(torch.zeros(len(numbers), own.shape[1]))
        self._parts = np.array([numbers[part] for each in parts for part in each], np.int64)
        self._counts = np.array([len(each) for each in parts], np.int64)
        self._starts = np.cumsum(self._counts) - self._counts

    def forward(self, pieces: Ids) -> Tensor:
        """Return the vectors of `pieces`, one row each."""
        counts = self._counts[pieces]
        starts = np.cumsum(counts) - counts
        parts = self._parts[np.repeat(self._starts[pieces] - starts, counts) + np.arange(counts.sum())]
        shared = embedding_bag(torch.from_numpy(parts), self._shared, torch.from_numpy(starts), mode="mean")
        own: Tensor = self._own[torch.from_numpy(pieces)]
        return own + shared

    def vectors(self) -> NDArray[np.float32]:
        """Return the vectors as they are now, the unknown piece's all zero."""
        found: NDArray[np.float32] = self(np.arange(len(self._counts))).detach().numpy().astype(np.float32)
        found[0] = 0
        return found


def start_table(tokenizer: Tokenizer, texts: Sequence[Ids], dimension: int) -> Table:
    """Return a table that begins at random directions, as long as the piece is rare among `texts`.

    A text's vector is then a sketch of its words, which training bends towards what they have to do with each other.
    """
    holders = np.ones(tokenizer.get_vocab_size())
    for ids in texts:
        holders[np.unique(ids)] += 1
    rarity = np.log(len(texts) / holders).clip(0.1)
    own = torch.randn(len(holders), dimension) / math.sqrt(dimension)
    own *= torch.from_numpy(rarity / rarity.mean()).float()[:, None]
    own[0] = 0
    return Table(tokenizer, own)


def embed(table: Table, texts: Sequence[Ids]) -> Tensor:
    """Return the mean of each text's pieces, scaled to length one."""
    # Only the pieces that occur are put together: a batch holds a tenth of them.
    pieces, places = np.unique(np.concatenate(texts), return_inverse=True)
    starts = np.cumsum([0] + [len(ids) for ids in texts[:-1]])
    rows = embedding_bag(torch.from_numpy(places), table(pieces), torch.from_numpy(starts), mode="mean")
    return normalize(rows, dim=-1)
