"""The methods of the report: the product, what is left of it without each of its parts, and two plain recipes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import Assistant
from assistant.evidence import Search as Scoped
from eval.ablation import without_scope, without_verification
from eval.baselines import KeywordBaseline, RecipeSearch
from eval.memory import Memory
from eval.product import PRODUCT
from eval.system import Answerer, Search, System
from eval.whole_clause import WholeClauseSearch
from index import Index

KEYWORD_ONLY, DENSE_ONLY, WHOLE_CLAUSE = "keyword-only", "dense-only", "whole-clause"
NO_SCOPE, NO_VERIFICATION = "no-scope", "no-verification"
FIRST_HIT, RECIPE = "first-hit", "langchain"


@dataclass(frozen=True, slots=True)
class Bench:
    """What a method is made over: an index, a folder of its own, and what the other methods on that index remember."""

    index: Index
    folder: Path
    memory: Memory


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name (part of a file name), what it is, and how to make it over an index.

    Those that look for something else than the product look into a memory of their own: an answer that is declined
    looks twice for the same.
    """

    name: str
    what: str
    over: Callable[[Bench], System]


def _product(at: Bench) -> System:
    """Return the product: it looks for everything itself, for its time is the one that counts."""
    assistant = Assistant(at.index)
    unverified = at.memory.using(without_verification(assistant))
    return System(PRODUCT, at.memory.filling(assistant), at.memory.searching(at.index), unverified)


def _no_scope(at: Bench) -> System:
    return _sharing(NO_SCOPE, without_scope(Assistant(at.index)), at)


def _no_verification(at: Bench) -> System:
    return _sharing(NO_VERIFICATION, without_verification(Assistant(at.index)), at)


def _sharing(name: str, answerer: Answerer, at: Bench) -> System:
    """Return what searches as the product does."""
    return System(name, at.memory.using(answerer), at.memory.searching(at.index), None, lambda: at.memory.spared)


def _apart(name: str, at: Bench, search: Scoped, own_search: Search | None = None) -> System:
    """Return the product's composer over another search."""
    memory = Memory()
    answerer = memory.using(Assistant(at.index, search))
    return System(name, answerer, own_search or search, None, lambda: memory.spared)


def _keyword_only(at: Bench) -> System:
    return _apart(KEYWORD_ONLY, at, partial(at.index.search, mode="keyword"))


def _dense_only(at: Bench) -> System:
    return _apart(DENSE_ONLY, at, partial(at.index.search, mode="dense"))


def _whole_clause(at: Bench) -> System:
    return _apart(WHOLE_CLAUSE, at, WholeClauseSearch(at.index.readings, at.index.encoder))


def _first_hit(at: Bench) -> System:
    search = partial(at.index.search, mode="keyword")
    return System(FIRST_HIT, KeywordBaseline(search, at.index.readings), search)


def _recipe(at: Bench) -> System:
    search = RecipeSearch(at.index.readings, at.index.encoder, at.folder)
    return _apart(RECIPE, at, search, search.nearest)


METHODS = (
    Method(PRODUCT, "what is shipped", _product),
    Method(NO_VERIFICATION, "the product, every claim shown, proved or not", _no_verification),
    Method(NO_SCOPE, "the product, deaf to places, years, numbers and titles", _no_scope),
    Method(KEYWORD_ONLY, "the product over its keyword search alone", _keyword_only),
    Method(DENSE_ONLY, "the product over its sentence vectors alone", _dense_only),
    Method(WHOLE_CLAUSE, "the product over one vector a clause", _whole_clause),
    Method(FIRST_HIT, "the first clause of the keyword search, shown as it is", _first_hit),
    Method(RECIPE, "the plain LangChain recipe: chunks of 500 characters, the nearest four, our composer", _recipe),
)
"""In the order of the report; the product is first, and all others are compared with it."""
