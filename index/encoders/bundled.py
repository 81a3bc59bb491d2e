"""The encoder that comes with the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoders.protocol import Pieces, Vectors, normalise
from index.errors import EncoderUnavailable

BUNDLED_FOLDER = Path(__file__).parents[1] / "models" / "mingbai-static-256"
_BATCH = 2048
_UNKNOWN = 0


class BundledEncoder:
    """The static embedding model that comes with the program, read without torch.

    It reads the folder of a sentence-transformers `StaticEmbedding`: a text's vector is the mean of
    its tokens' vectors, scaled to length one.

    Args:
        folder: the model's folder.

    Raises:
        EncoderUnavailable: if the folder does not hold such a model.
    """

    def __init__(self, folder: Path = BUNDLED_FOLDER) -> None:
        # Both take a tenth of a second, and no command but build and search needs them.
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._folder = folder
        files = _static_files(folder)
        self._tokenizer = Tokenizer.from_file(str(files["tokenizer.json"]))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        weights = load_file(files["model.safetensors"])
        table = weights["embeddings"] if "embeddings" in weights else weights["embedding.weight"]
        self._table = np.ascontiguousarray(table)
        self._scale = weights.get("weights")
        digest = hashlib.sha256(b"".join(file.read_bytes() for _, file in sorted(files.items()))).hexdigest()
        self._name = f"{folder.name}@{digest[:10]}"

    @property
    def name(self) -> str:
        """The model's folder name and a hash of its files."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._table.shape[1])

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._folder

    @property
    def vocabulary(self) -> int:
        """How many pieces it knows."""
        return len(self._table)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, each of length one (or zero when no token is known)."""
        rows = [self._encode_batch(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question: the same as `encode`."""
        return self.encode(texts)

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of each text in their order; what is not known is left out."""
        found: list[Pieces] = []
        for at in range(0, len(texts), _BATCH):
            encodings = self._tokenizer.encode_batch_fast(list(texts[at : at + _BATCH]), add_special_tokens=False)
            found += [
                np.array([piece for piece in encoding.ids if piece != _UNKNOWN], np.int32) for encoding in encodings
            ]
        return found

    def piece_vectors(self, pieces: Pieces) -> Vectors:
        """Return one row a piece; the more it tells, the longer it is."""
        vectors = self._table[pieces].astype(np.float32)
        if self._scale is not None:
            vectors *= self._scale[pieces].astype(np.float32)[:, None]
        return np.asarray(vectors, np.float32)

    def _encode_batch(self, texts: Sequence[str]) -> Vectors:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        lengths = np.array([len(row) for row in ids])
        sums = np.zeros((len(ids), self.dimension), np.float32)
        filled = np.flatnonzero(lengths)
        if filled.size:
            flat = np.concatenate([np.asarray(ids[row], np.int32) for row in filled])
            tokens = self.piece_vectors(flat)
            starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            sums[filled] = np.add.reduceat(tokens, starts, axis=0)
        return normalise(sums)


def _static_files(folder: Path) -> dict[str, Path]:
    """Return the two files of a static embedding model, found through its list of modules."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        inner = folder / modules[0]["path"]
    except (OSError, ValueError, LookupError) as error:
        raise EncoderUnavailable(str(folder), f"no readable modules.json ({error})") from error
    files = {name: inner / name for name in ("model.safetensors", "tokenizer.json")}
    for file in files.values():
        if not file.is_file():
            raise EncoderUnavailable(str(folder), f"{file.name} is missing")
    return files
