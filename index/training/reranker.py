"""Training of the reranker: the clause that answers is told from the nearest that do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, normalize

from index.encoders.protocol import PieceEncoder, Pieces
from index.reranker import FILE, LONGEST_QUESTION, OWN, OWN_FACTORS
from index.training.mining import Pool
from index.training.model import eight_bits
from index.training.sampling import thin

_KEY, _KIND, _HIDDEN, _SMALL = 64, 16, 64, 32
# A clause is read as far as this.
_LONGEST_CLAUSE = 160
# What is added to the likeness of a place that holds no piece: nothing is drawn from it.
_NOWHERE = -1e4
Rows = Sequence[Pieces]


@dataclass(frozen=True, slots=True)
class RerankerSettings:
    """How the reranker is trained; the card records them.

    Attributes:
        steps: how many batches.
        batch: questions in one.
        against: wrong clauses beside each right one, drawn from the nearest.
        silent: questions in a batch that their clause is silent on, though it is about the same thing; as many that
            it answers come with them.
        learning_rate: the highest; it falls to zero.
        dropped: the share of a question's pieces that are left out each time.
        sharpness: what the scores are multiplied with before the clauses compete.
        right_weight: how much more a right pair counts than a wrong one, of which there are more.
        seed: of all that is drawn.
    """

    steps: int = 2000
    batch: int = 48
    against: int = 7
    silent: int = 32
    learning_rate: float = 0.002
    dropped: float = 0.15
    sharpness: float = 2.0
    right_weight: float = 4.0
    seed: int = 7


class Network(nn.Module):
    """What `index.reranker.Reranker` runs, in torch; `vectors` are the encoder's, one row a piece, row 0 nothing."""

    def __init__(self, vectors: Tensor) -> None:
        super().__init__()
        width = vectors.shape[1]
        self.vectors = vectors
        self.key = nn.Linear(width, _KEY)
        self.own = nn.Embedding(len(vectors), _KEY)
        nn.init.zeros_(self.own.weight)
        self.beside = nn.Linear(2 * width, _KEY)
        self.kind = nn.Linear(width, _KIND)
        self.importance = _two_layers(width, _SMALL, 1)
        self.compare = nn.Sequential(*_two_layers(4 * _KEY + 2 + _KIND, _HIDDEN, _HIDDEN), nn.ReLU())
        self.direct = nn.Linear(_HIDDEN + 3, 2)
        self.final = _two_layers(_HIDDEN + 3, _SMALL, 2)
        self.sharpness = nn.Parameter(torch.tensor(3.0))
        # All pieces count by their lengths at first.
        for parameter in self.importance[2].parameters():
            nn.init.zeros_(parameter)

    def forward(self, asked: Tensor, held: Tensor) -> Tensor:
        """Return for each question and each of its texts how well it fits and whether it answers.

        Args:
            asked: pieces of the questions, one row each, filled up with 0.
            held: pieces of the texts, by question and text, filled up with 0.
        """
        known, there = (asked > 0).float(), held > 0
        vectors, texts = self.vectors[asked], self.vectors[held]
        directions, text_directions = normalize(vectors, dim=-1), normalize(texts, dim=-1)
        told = vectors.norm(dim=-1) * torch.exp(self.importance(directions)[..., 0]) * known
        told = (told / told.sum(1, keepdim=True))[:, None]
        cosines = torch.einsum("bie,bkje->bkij", directions, text_directions)
        cosines = cosines.masked_fill(~there[:, :, None], -1.0)
        drawn = torch.softmax(cosines * torch.exp(self.sharpness) + (~there[:, :, None]) * _NOWHERE, -1)
        best, soft = cosines.max(-1).values, (drawn * cosines).sum(-1)
        keys = self._keys(asked, directions * known[..., None])[:, None].expand(-1, held.shape[1], -1, -1)
        found = torch.einsum("bkij,bkje->bkie", drawn, self.key(text_directions) + self.own(held))
        mean = normalize((vectors * known[..., None]).sum(1), dim=-1)
        kind = self.kind(mean)[:, None, None].expand(-1, held.shape[1], asked.shape[1], -1)
        measured = [keys, found, keys * found, (keys - found).abs(), best[..., None], soft[..., None], kind]
        hidden = (self.compare(torch.cat(measured, -1)) * told[..., None]).sum(2)
        least = (best + (1 - known[:, None]) * 2).min(-1).values
        nearness = torch.einsum("be,bke->bk", mean, normalize((texts * there[..., None]).sum(2), dim=-1))
        summary = torch.cat([hidden, torch.stack([(best * told).sum(-1), least, nearness], -1)], -1)
        return torch.as_tensor(self.direct(summary) + self.final(summary))

    def _keys(self, asked: Tensor, directions: Tensor) -> Tensor:
        nothing = torch.zeros_like(directions[:, :1])
        before = torch.cat([nothing, directions[:, :-1]], 1)
        after = torch.cat([directions[:, 1:], nothing], 1)
        return torch.as_tensor(self.key(directions) + self.own(asked) + self.beside(torch.cat([before, after], -1)))


def train_reranker(
    encoder: PieceEncoder, pool: Pool, settings: RerankerSettings, report: Callable[[str], None]
) -> Network:
    """Return the trained network.

    What fits learns by the cross-entropy of the right clause among the wrong ones; what answers, by the binary
    cross-entropy of each pair by itself, with the questions that a clause is silent on among them.

    Args:
        encoder: its pieces and vectors are read and stay as they are.
        pool: clauses, questions and the nearest wrong clauses of each.
        settings: how to train.
        report: called with one line for every tenth of the steps.
    """
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    network = Network(torch.from_numpy(encoder.piece_vectors(np.arange(encoder.vocabulary, dtype=np.int32))))
    texts = [np.unique(row[:_LONGEST_CLAUSE]) for row in encoder.pieces(pool.texts)]
    questions = [row[:LONGEST_QUESTION] for row in encoder.pieces(pool.questions)]
    silent = [row[:LONGEST_QUESTION] for row in encoder.pieces([question for question, _ in pool.silent])]
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / 200) * (1 - step / settings.steps)
    )
    usable = np.array([at for at, row in enumerate(questions) if row.size and texts[pool.answers[at]].size])
    losses: list[float] = []
    for step, chosen in zip(range(settings.steps), _batches(usable, settings.batch, rng), strict=False):
        loss = _rank_loss(network, pool, (questions, texts), chosen, settings, rng)
        if silent:
            loss = loss + _silent_loss(network, pool, (questions, silent, texts), settings, rng)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch annotates it without a return type
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if (step + 1) % max(settings.steps // 10, 1) == 0:
            report(f"reranker, step {step + 1} of {settings.steps}: loss {np.mean(losses[-200:]):.3f}")
    return network


def save_reranker(folder: Path, network: Network) -> None:
    """Write the weights beside the encoder's files in `folder`, what each piece has of its own with eight bits."""
    weights = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    weights[OWN], weights[OWN_FACTORS] = eight_bits(weights.pop("own.weight"))
    save_file({name: np.ascontiguousarray(values) for name, values in weights.items()}, folder / FILE)
    # The writer of safetensors keeps its file from other users.
    (folder / FILE).chmod(0o644)


def _rank_loss(
    network: Network,
    pool: Pool,
    rows: tuple[Rows, Rows],
    chosen: Pieces,
    settings: RerankerSettings,
    rng: np.random.Generator,
) -> Tensor:
    questions, texts = rows
    held = [[pool.answers[at], *rng.choice(pool.nearest[at], settings.against, replace=False)] for at in chosen]
    asked = _filled([thin(questions[at], settings.dropped, rng) for at in chosen])
    values = network(asked, _filled([texts[clause] for row in held for clause in row]).reshape(*np.shape(held), -1))
    right = torch.zeros(values.shape[:2])
    right[:, 0] = 1
    competing = cross_entropy(values[..., 0] * settings.sharpness, torch.zeros(len(chosen), dtype=torch.long))
    weight = torch.tensor(settings.right_weight)
    return competing + binary_cross_entropy_with_logits(values[..., 1], right, pos_weight=weight)


def _silent_loss(
    network: Network, pool: Pool, rows: tuple[Rows, Rows, Rows], settings: RerankerSettings, rng: np.random.Generator
) -> Tensor:
    """Return the loss of clauses with a question that they are silent on and with one that they answer."""
    questions, silent, texts = rows
    chosen = rng.choice(len(silent), settings.silent)
    clauses = [pool.silent[at][1] for at in chosen]
    asked = [silent[at] for at in chosen] + [questions[rng.choice(pool.asked_of[clause])] for clause in clauses]
    held = _filled([texts[clause] for clause in clauses * 2])[:, None]
    values = network(_filled([thin(row, settings.dropped, rng) for row in asked]), held)[:, 0, 1]
    right = torch.arange(2 * len(clauses)) >= len(clauses)
    return binary_cross_entropy_with_logits(values, right.float())


def _batches(usable: Pieces, size: int, rng: np.random.Generator) -> Iterator[Pieces]:
    """Yield `size` of `usable` again and again, each once before any comes again."""
    while True:
        order = rng.permutation(usable)
        for at in range(0, max(len(order) - size, 0) + 1, size):
            yield order[at : at + size]


def _filled(rows: Sequence[Pieces]) -> Tensor:
    filled = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for at, row in enumerate(rows):
        filled[at, : len(row)] = row
    return torch.from_numpy(filled)


def _two_layers(width: int, hidden: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, out))
