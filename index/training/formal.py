"""Make the list of formal words: python -m index.training.formal --data ../shared/data

A word of official prose that a clause lacks tells that the clause does not answer; a spoken word tells nothing. The
list holds the Chinese words of two to six characters that at least `DOCUMENTS` of a sample of laws and reports use.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

import rjieba

from index.lexicon import FOLDER
from index.training.texts import LAWS, REPORTS, read_texts

LAW_SAMPLE, REPORT_SAMPLE = 1300, 500
DOCUMENTS = 12
FIRST_CHARACTERS = 20_000
_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")


def main() -> None:
    """Count words in a fixed sample of the documents and write the list."""
    parser = argparse.ArgumentParser(prog="python -m index.training.formal", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives of laws and reports")
    parser.add_argument("--out", type=Path, default=FOLDER / "formal.txt", help="the list to write")
    options = parser.parse_args()
    rng = random.Random(2)
    texts = rng.sample(read_texts(options.data / LAWS), LAW_SAMPLE)
    texts += rng.sample(read_texts(options.data / REPORTS), REPORT_SAMPLE)
    options.out.write_text("".join(f"{word}\n" for word in formal_words(texts)), encoding="utf-8")


def formal_words(texts: list[str], documents: int = DOCUMENTS) -> list[str]:
    """Return the words that at least `documents` of `texts` use, in order."""
    used: Counter[str] = Counter()
    for text in texts:
        used.update({word for word in rjieba.cut(text[:FIRST_CHARACTERS]) if _WORD.fullmatch(word)})
    return sorted(word for word, count in used.items() if count >= documents)


if __name__ == "__main__":
    main()
