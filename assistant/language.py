"""Language: which of the two languages a question is asked in."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["zh", "en"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str) -> Language:
    """Return "zh" when `text` is mostly Chinese, "en" when Latin words outweigh Chinese characters."""
    han, words = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    return "en" if words * 2 > han else "zh"
