"""Legible: whether the characters that a file holds are writing, and which usual ones stand behind odd code points."""

from __future__ import annotations

import unicodedata

_RADICALS = str.maketrans(
    "⺀⺁⺃⺄⺅⺇⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺖⺗⺘⺙⺛⺝⺟⺠⺡⺣⺥⺦⺨⺩⺫⺬⺭⺮⺯⺱⺴⺷⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "冫厂乛乚亻几勹刂㔾小小尢尣尢尢巳幺忄心扌攵旡月母民氵灬爪丬犭王目示礻竹糸罒罒羊耂聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長长门阝雨青韦页风飞食飠首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟",
)
"""Radicals of the supplement block and the characters that they look like; Kangxi radicals have it in Unicode."""
_SYMBOLS = str.maketrans(
    dict.fromkeys("\uf06c\uf09f\uf0b7\uf06e\uf0a7\uf0d8\uf075\uf076\uf077", "●")
    | dict.fromkeys("\uf06f\uf0a3\uf0a8\uf071\uf072", "□")
    | dict.fromkeys("\uf052\uf053\uf0fe\uf0fd\uf0fc", "☑")
)
"""The usual signs of symbol fonts, which use code points of their own."""
MISSING = "〓"
"""Stands where a font has a sign of its own without a code, as printers put it for a type that they lack."""


def usual_form(text: str) -> str:
    """Return `text` with radicals, compatibility ideographs and ligatures as the characters that they stand for."""
    text = text.translate(_RADICALS).translate(_SYMBOLS)
    return "".join(
        unicodedata.normalize("NFKC", c) if _is_variant(c) else MISSING if _is_private(c) else c for c in text
    )


def _is_variant(char: str) -> bool:
    return (
        "\u2f00" <= char <= "\u2fd5"
        or "\uf900" <= char <= "\ufaff"
        or "\ufb00" <= char <= "\ufb06"
        or "\U0002f800" <= char <= "\U0002fa1f"
    )


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def is_garbled(text: str, unmapped: int = 0) -> bool:
    """Whether the characters are no writing: controls, private ones, or Chinese ones that nobody uses."""
    if not text:
        return unmapped > 0
    chinese = [c for c in text if "\u3400" <= c <= "\u9fff"]
    rare = sum(not _is_common(c) for c in chinese)
    odd = sum(c in "\ufffd" + MISSING or unicodedata.category(c) in ("Cc", "Cn", "Co") for c in text)
    alphabets = sum(c.isalpha() and not c.isascii() and not "\u2e80" <= c <= "\uffef" for c in text)
    wrong = odd + unmapped + alphabets
    return wrong > 0.2 * (len(text) + unmapped) or rare > max(2, 0.35 * len(chinese))


def _is_common(char: str) -> bool:
    """Whether a Chinese character stands in GB 2312 or, for Traditional writing, in the first level of Big5."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        return True
    try:
        return char.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False


def plausibility(text: str) -> float:
    """Return the share of usual characters, from 0 to 1: how far a hidden layer looks like Chinese writing."""
    letters = [c for c in text if not c.isspace()]
    usual = sum(c.isascii() or _is_first_level(c) or unicodedata.category(c).startswith("P") for c in letters)
    return usual / len(letters) if letters else 0.0


def _is_first_level(char: str) -> bool:
    """Whether a character is one of the 3,755 most used ones (the first level of GB 2312) or a sign beside them."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 1 or code[0] <= 0xD7
