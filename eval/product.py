"""The product as a system under evaluation, over an index built for the run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant
from eval.ablation import without_verification
from eval.shelf import Shelf
from eval.system import System
from index import Index, build

PRODUCT = "product"


def product_over(index: Index) -> System:
    """Return the product over an index."""
    assistant = Assistant(index)
    return System(PRODUCT, assistant, index.search, without_verification(assistant))


def shelf_of(index: Index) -> Shelf:
    """Return the readings that an index holds."""
    return Shelf(tuple(index.readings.values()))


@contextmanager
def built_index(*corpora: Path) -> Iterator[Path]:
    """Build an index over the notices of all `corpora` in a temporary folder, which goes away afterwards."""
    with TemporaryDirectory() as folder:
        merged = Path(folder) / "corpus"
        merged.mkdir()
        for corpus in corpora:
            for path in sorted(corpus.iterdir()):
                # A second catalogue of the same name would hide the first; what it says is in the notices too.
                if path.is_file() and not (merged / path.name).exists():
                    shutil.copy2(path, merged)
        index_dir = Path(folder) / "index"
        build(merged, index_dir)
        yield index_dir
