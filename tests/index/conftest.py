"""Shared parts: the bundled encoder, and a small index that no test changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from index_builders import three_notices

from index import BundledEncoder, Index, build


@pytest.fixture(scope="session")
def encoder() -> BundledEncoder:
    return BundledEncoder()


@pytest.fixture(scope="session")
def corpus_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_notices(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def index_dir(corpus_dir: Path, encoder: BundledEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build(corpus_dir, folder, encoder)
    return folder


@pytest.fixture(scope="session")
def index(index_dir: Path, encoder: BundledEncoder) -> Index:
    return Index.open(index_dir, encoder)
