"""Make the bundled token encoding: python -m assistant.budget_training --data ../shared/data"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from tokenizers import Regex, Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
from tokenizers.trainers import BpeTrainer

from assistant.budget import BUNDLED_FILE, BUNDLED_PATTERN
from index.lexicon import read_glossary
from index.training.texts import LAWS, REPORTS, read_laws, read_paragraphs

PIECES = 4_000
# One paragraph of so many is enough to know which characters are common.
STRIDE = 40
# The glossary is short; without repeating it no English word would be common enough to become a piece.
ENGLISH_REPEATS = 200


def main() -> None:
    """Learn the common characters and words, and write them with their ranks."""
    parser = argparse.ArgumentParser(prog="python -m assistant.budget_training", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives of laws and reports")
    parser.add_argument("--out", type=Path, default=BUNDLED_FILE, help="the file of the encoding")
    options = parser.parse_args()
    ranked = train(_texts(options.data), PIECES)
    lines = (f"{base64.b64encode(piece).decode()} {rank}" for rank, piece in enumerate(ranked))
    options.out.write_text("\n".join(lines) + "\n", encoding="ascii")
    Console(stderr=True).print(f"{len(ranked)} pieces, {options.out.stat().st_size / 1000:.0f} kB")


def train(texts: Iterator[str], pieces: int) -> list[bytes]:
    """Return at most `pieces` pieces in the order of their ranks: every byte, then what stands together most often."""
    tokenizer = Tokenizer(BPE())
    cut = Split(Regex(BUNDLED_PATTERN), behavior="isolated")
    tokenizer.pre_tokenizer = Sequence([cut, ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.train_from_iterator(
        texts,
        BpeTrainer(vocab_size=pieces, initial_alphabet=ByteLevel.alphabet(), show_progress=False, special_tokens=[]),
    )
    byte_of = _bytes_by_letter()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    joined = [bytes(byte_of[letter] for letter in "".join(merge)) for merge in merges]
    return list(dict.fromkeys([bytes([value]) for value in range(256)] + joined))


def _texts(data: Path) -> Iterator[str]:
    for number, article in enumerate(article for law in read_laws(data / LAWS) for article in law.articles):
        if number % STRIDE == 0:
            yield article.text
    for number, report in enumerate(read_paragraphs(data / REPORTS)):
        if number % STRIDE == 0:
            yield from report
    english = [phrase for row in read_glossary() for phrase in row.english]
    for _ in range(ENGLISH_REPEATS):
        yield " ".join(english)


def _bytes_by_letter() -> dict[str, int]:
    """Return the byte that each letter of the byte-level alphabet stands for: itself where printable, else in order."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [value for value in range(256) if value not in printable]
    return {chr(value): value for value in printable} | {chr(256 + at): value for at, value in enumerate(others)}


if __name__ == "__main__":
    main()
