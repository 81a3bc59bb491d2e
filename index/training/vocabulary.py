"""The tokenizer of the bundled encoder: words and characters, segmented by likelihood."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

import rjieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|\d+")
LONGEST_WORD = 6
SIZE = 48_000
# Written questions are few beside the texts; their words shall be pieces too.
_WRITTEN_WEIGHT = 20


def train_tokenizer(texts: Iterable[str], written: Iterable[str], english: Iterable[str], size: int) -> Tokenizer:
    """Return a tokenizer of at most `size` pieces: the commonest words and characters.

    Chinese text is cut into the likeliest sequence of known words, down to characters; a number is
    its digits; `english` words are pieces of their own, and unknown Latin words become one unknown piece.

    Args:
        texts: texts of the field.
        written: questions and phrases in Chinese, whose words count many times.
        english: English phrases.
        size: how many pieces at most.
    """
    counts = _count(texts)
    counts.update({word: count * _WRITTEN_WEIGHT for word, count in _count(written).items()})
    characters = Counter[str]()
    for word, count in counts.items():
        if not word.isascii():
            characters.update({character: count for character in word})
    words = Counter({word: count for word, count in counts.items() if 1 < len(word) <= LONGEST_WORD})
    known = [(character, count) for character, count in characters.items() if count > 2]
    latin = {word for phrase in english for word in re.findall("[a-z]+", phrase.lower())}
    known += [(digit, counts[digit] + 1) for digit in "0123456789"] + [(word, 50) for word in sorted(latin)]
    taken = {piece for piece, _ in known}
    for word, count in words.most_common():
        if len(known) >= size - 1:
            break
        if word not in taken and not (word.isascii() and count < 50):
            known.append((word, count))
    total = sum(count for _, count in known)
    pieces = [(UNKNOWN, 0.0)] + [(piece, math.log(count / total)) for piece, count in known]
    return _wrap(models.Unigram(pieces, unk_id=0, byte_fallback=False))


def _wrap(model: models.Model) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"[\u4e00-\u9fff]+|[a-z]+|\d"), behavior="removed", invert=True
    )
    return tokenizer


def _count(texts: Iterable[str]) -> Counter[str]:
    counts = Counter[str]()
    for text in texts:
        for run in _RUN.findall(text):
            counts.update(rjieba.cut(run, True) if run[0] > "z" else [run])
    return counts
