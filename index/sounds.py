"""Sounds: whether a character may have been typed in the place of another in pinyin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

_RETROFLEX = re.compile(r"^([zcs])h")
_BACK_NASAL = re.compile(r"(?<=[aei])ng$")


def sounds_like(typed: str, meant: str) -> bool:
    """Whether two texts of one length are read alike but for their tones; zh and z, ch and c, sh and s, -ng and -n too.

    A character that has several readings is read as in the text `meant`; one that differs there, in its usual one.
    """
    sounds = _sounds(meant)
    return len(sounds) == len(meant) and all(
        one == other or _sounds(one)[0] == sound for one, other, sound in zip(typed, meant, sounds, strict=True)
    )


def sounding_like(character: str) -> str:
    """Return the other common characters that may have been meant for a typed one."""
    return _by_sound().get(_sounds(character)[0], "").replace(character, "")


@cache
def _by_sound() -> Mapping[str, str]:
    """Return the characters of GB 2312's first plane by their usual sound: those that people write."""
    found: defaultdict[str, str] = defaultdict(str)
    for row in range(0xB0, 0xD8):
        for character in bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("gb2312", "ignore"):
            found[_sounds(character)[0]] += character
    return found


@cache
def _sounds(text: str) -> tuple[str, ...]:
    # A third of a second, only for a question that may have a slip.
    from pypinyin import lazy_pinyin

    return tuple(_BACK_NASAL.sub("n", _RETROFLEX.sub(r"\1", sound)) for sound in lazy_pinyin(text))
