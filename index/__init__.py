"""Index: clauses become a searchable generation; a question becomes ranked hits.

python -m index build --corpus corpus/notices --index .index
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.building import BuildSummary, build, build_readings, sync
    from index.encoder import BundledEncoder, Encoder, SentenceTransformerEncoder, open_encoder
    from index.errors import SearchIndexError
    from index.expansion import Added, Expansion, expand
    from index.generation import rollback
    from index.hit import Hit
    from index.index import Index, Status

_HOME = {
    "Added": "index.expansion",
    "BuildSummary": "index.building",
    "BundledEncoder": "index.encoder",
    "Encoder": "index.encoder",
    "Expansion": "index.expansion",
    "Hit": "index.hit",
    "Index": "index.index",
    "SearchIndexError": "index.errors",
    "SentenceTransformerEncoder": "index.encoder",
    "Status": "index.index",
    "build": "index.building",
    "build_readings": "index.building",
    "expand": "index.expansion",
    "open_encoder": "index.encoder",
    "rollback": "index.generation",
    "sync": "index.building",
}

__all__ = [
    "Added",
    "BuildSummary",
    "BundledEncoder",
    "Encoder",
    "Expansion",
    "Hit",
    "Index",
    "SearchIndexError",
    "SentenceTransformerEncoder",
    "Status",
    "build",
    "build_readings",
    "expand",
    "open_encoder",
    "rollback",
    "sync",
]


def __getattr__(name: str) -> object:
    """Return what this package offers, loaded when it is first asked for: `--help` need not wait for it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
