"""The model folder: the form that sentence-transformers opens, eight bits a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer


def save_model(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> int:
    """Write the model into `folder` and return the size of its files in bytes.

    Each piece's vector is kept as whole numbers from -127 to 127 and one factor, under the names
    (`embeddings`, `weights`) that sentence-transformers multiplies on loading.
    """
    static = StaticEmbedding(tokenizer, embedding_weights=vectors)
    SentenceTransformer(modules=[static, Normalize()]).save(str(folder), create_model_card=False)
    whole, factors = eight_bits(vectors)
    weights = next(folder.rglob("model.safetensors"))
    save_file({"embeddings": whole, "weights": factors}, weights)
    # The writer of safetensors keeps its file from other users.
    weights.chmod(0o644)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def eight_bits(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return `vectors` as whole numbers from -127 to 127, and the factor that each row is to be multiplied with."""
    factors = np.abs(vectors).max(axis=1) / 127
    whole = np.round(vectors / np.where(factors > 0, factors, 1)[:, None]).astype(np.int8)
    return whole, factors.astype(np.float32)
