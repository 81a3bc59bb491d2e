"""The methods of the report: the product, what is left of it without each of its parts, and two plain recipes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import Assistant
from eval.ablation import without_scope, without_verification
from eval.baselines import KeywordBaseline, RecipeSearch
from eval.product import PRODUCT, product_over
from eval.system import System
from eval.whole_clause import WholeClauseSearch
from index import Index

KEYWORD_ONLY, DENSE_ONLY, WHOLE_CLAUSE = "keyword-only", "dense-only", "whole-clause"
NO_SCOPE, NO_VERIFICATION = "no-scope", "no-verification"
FIRST_HIT, RECIPE = "first-hit", "langchain"


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name (part of a file name), what it is, and how to make it over an index and an empty folder."""

    name: str
    what: str
    over: Callable[[Index, Path], System]


def _product(index: Index, _: Path) -> System:
    return product_over(index)


def _keyword_only(index: Index, _: Path) -> System:
    search = partial(index.search, mode="keyword")
    return System(KEYWORD_ONLY, Assistant(index, search), search)


def _dense_only(index: Index, _: Path) -> System:
    search = partial(index.search, mode="dense")
    return System(DENSE_ONLY, Assistant(index, search), search)


def _whole_clause(index: Index, _: Path) -> System:
    search = WholeClauseSearch(index.readings, index.encoder)
    return System(WHOLE_CLAUSE, Assistant(index, search), search)


def _no_scope(index: Index, _: Path) -> System:
    return System(NO_SCOPE, without_scope(Assistant(index)), index.search)


def _no_verification(index: Index, _: Path) -> System:
    return System(NO_VERIFICATION, without_verification(Assistant(index)), index.search)


def _first_hit(index: Index, _: Path) -> System:
    search = partial(index.search, mode="keyword")
    return System(FIRST_HIT, KeywordBaseline(search, index.readings), search)


def _recipe(index: Index, folder: Path) -> System:
    search = RecipeSearch(index.readings, index.encoder, folder)
    return System(RECIPE, Assistant(index, search), search.nearest)


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
