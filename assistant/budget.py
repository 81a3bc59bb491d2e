"""Budget: how many tokens a text takes in a chat model's window, counted without a network and never too few.

tiktoken downloads its encodings when they are first used, with no time limit, and an offline machine waits or
fails. So its real encoding is used only where its file already lies in tiktoken's cache; everywhere else a small
bundled one counts, which `python -m assistant.budget_training` makes. The bundled one joins no two Chinese characters
and no two digits, and knows few English words, so it counts more than the encodings of large models do.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tiktoken

BUNDLED_FILE = Path(__file__).with_name("budget.tiktoken")
"""The bundled encoding: one piece a line, in base64, with its rank, as tiktoken writes them."""

BUNDLED_PATTERN = r" ?[A-Za-z]+|[^A-Za-z]"
"""Where a text is cut before pieces are joined: no piece reaches over a Chinese character, a digit or a mark."""


@dataclass(frozen=True, slots=True)
class CachedEncoding:
    """An encoding of tiktoken, with the file in its cache that holds it and the SHA-256 of that file."""

    name: str
    file: str
    sha256: str

    def is_in(self, folder: Path) -> bool:
        """Whether the whole file is in `folder`; tiktoken would delete a damaged one and download it again."""
        try:
            return hashlib.sha256((folder / self.file).read_bytes()).hexdigest() == self.sha256
        except OSError:
            return False


O200K = CachedEncoding(
    "o200k_base",
    "fb374d419588a4632f3f557e76b4b70aebbca790",
    "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
)
"""The encoding of current OpenAI models, and a fair one for others that are spoken to in the same protocol."""


class TokenCounter:
    """Counts the tokens of texts with one encoding."""

    def __init__(self, encoding: tiktoken.Encoding) -> None:
        self._encoding = encoding

    @property
    def name(self) -> str:
        """The name of the encoding that counts."""
        return self._encoding.name

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`; what looks like a control token in it is counted as text."""
        return len(self._encoding.encode_ordinary(text))

    def fitting(self, texts: Iterable[str], limit: int) -> int:
        """Return how many of `texts`, from the first on, take at most `limit` tokens together."""
        taken, left = 0, limit
        for text in texts:
            left -= self.count(text)
            if left < 0:
                break
            taken += 1
        return taken


def open_counter(cache: Path | None = None, real: CachedEncoding = O200K) -> TokenCounter:
    """Return a counter with the encoding `real` if its file is in `cache`, else with the bundled one.

    Args:
        cache: tiktoken's cache folder; the one that tiktoken itself uses when None.
        real: the encoding to prefer.
    """
    if real.is_in(cache or _tiktoken_cache()):
        return TokenCounter(tiktoken.get_encoding(real.name))
    return TokenCounter(bundled_encoding())


def bundled_encoding(file: Path = BUNDLED_FILE) -> tiktoken.Encoding:
    """Return the bundled encoding, read from `file`."""
    return tiktoken.Encoding("mingbai_budget", pat_str=BUNDLED_PATTERN, mergeable_ranks=_ranks(file), special_tokens={})


def _ranks(file: Path) -> dict[bytes, int]:
    pairs = (line.split() for line in file.read_text(encoding="ascii").splitlines())
    return {base64.b64decode(piece): int(rank) for piece, rank in pairs}


def _tiktoken_cache() -> Path:
    # These variables are tiktoken's own; asking for another folder than it will read would let it download.
    for name in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if name in os.environ:
            return Path(os.environ[name])
    return Path(tempfile.gettempdir(), "data-gym-cache")
