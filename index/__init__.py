"""Index: clauses become a searchable generation; a question becomes ranked hits.

python -m index build --corpus corpus/notices --index .index
"""

from index.build import BuildSummary, build, sync
from index.encoder import BundledEncoder, Encoder, SentenceTransformerEncoder, open_encoder
from index.errors import SearchIndexError
from index.expand import Added, Expansion, expand
from index.generation import rollback
from index.hit import Hit
from index.index import Index, Status

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
    "expand",
    "open_encoder",
    "rollback",
    "sync",
]
