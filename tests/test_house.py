"""The rules of the house: who may import whom, what stands in one place only, and how long a file or function gets.

When a rule fails, mend the code; where the rule is wrong, change the table here and say why in its row.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.tools.source import ROOT, TIERS, Function, Module, modules, modules_of_tests

MAY_IMPORT = {
    "corpus": set(),
    "prompts": set(),
    "index": {"corpus"},
    "assistant": {"corpus", "prompts", "index"},
    "eval": {"corpus", "prompts", "index", "assistant"},
    "app": {"corpus", "prompts", "index", "assistant"},
}
"""Which tiers a tier may import, besides itself."""

ONE_PLACE = {
    "chromadb": "index.store",
    "gradio": "assistant.chat",
    "fastapi": "assistant.api",
    "langchain_openai": "assistant.model",
    "openai": "index.encoders.endpoint",
}
"""The one module, or package, that may import each of these libraries."""

LIBRARIES_OF_ONE_TIER = {"langchain_chroma": "eval.baselines"}
"""Libraries that bring one of the above along, and the one module that may use them."""

HIDDEN = {
    ("assistant.__main__", "assistant"): "the dictionaries behind an answer take seconds; --help does without",
    ("assistant.__main__", "index"): "comes with the assistant",
    ("assistant.forest", "safetensors"): "a tenth of a second that only answering needs",
    ("assistant.model", "langchain_openai"): "a second or two, only for who sets a chat model",
    ("assistant.place", "pypinyin"): "a third of a second, only for English questions and answers",
    ("corpus.__main__", "corpus"): "the patterns behind reading take half a second; --help does without",
    ("corpus.numeral", "cn2an"): "a quarter of a second, only for numerals from a hundred",
    ("corpus.read.glyphs", "pypdfium2"): "a tenth of a second that only PDF files need",
    ("corpus.read.office.ole", "olefile"): "a tenth of a second that only files of Word and Excel 2003 need",
    ("corpus.read.pdf", "pypdfium2"): "a tenth of a second that only PDF files need",
    ("corpus.read.recognition", "numpy"): "comes with the recognition",
    ("corpus.read.recognition", "rapidocr"): "a second and more that only scans and pictures need",
    ("corpus.read.ruled", "pdfminer"): "comes with pdfplumber",
    ("corpus.read.ruled", "pdfplumber"): "half a second that only PDF files with ruled tables need",
    ("corpus.read.ruled", "pypdfium2"): "a tenth of a second that only PDF files need",
    ("corpus.read.seals", "cv2"): "a tenth of a second that only scans need",
    ("corpus.read.seals", "numpy"): "comes with the recognition",
    ("corpus.read.xls", "xlrd"): "a tenth of a second that only files of Excel 2003 and before need",
    ("eval.__main__", "assistant"): "comes with the suite",
    ("eval.__main__", "corpus"): "reading notices brings the parsers; --help and errors do without",
    ("eval.__main__", "eval"): "a suite brings the encoder and LangChain; --help and errors do without",
    ("eval.__main__", "index"): "comes with the suite",
    ("index.codec", "pydantic"): "reading a generation needs it, --help and a missing index do not",
    ("index.commands.asking", "index"): "searching takes a second to load; --help and wrong usage do without",
    ("index.commands.console", "index"): "embedding takes a second to load; --help and wrong usage do without",
    ("index.commands.keeping", "index"): "comes with what is kept; --help and wrong usage do without",
    (
        "index.commands.making",
        "index",
    ): "reading and embedding take a second to load; --help and wrong usage do without",
    ("index.encoders.bundled", "safetensors"): "a tenth of a second that only build and search need",
    ("index.reranker", "safetensors"): "a tenth of a second that only build and search need",
    ("index.encoders.bundled", "tokenizers"): "a tenth of a second that only build and search need",
    ("index.encoders.endpoint", "openai"): "a second and 60 MB, only for who chooses an endpoint",
    ("index.encoders.model", "huggingface_hub"): "half a second, only for who chooses a hub model",
    ("index.encoders.model", "safetensors"): "comes with sentence_transformers",
    ("index.encoders.model", "sentence_transformers"): "seconds and 460 MB, only for who chooses such a model",
    ("index.sounds", "pypinyin"): "a third of a second, only for a question that may have a slip",
    ("index.store", "chromadb"): "two seconds; --help, errors and exact searches do without",
}
"""Imports that may stand in a function: (module, what it imports), and why."""

NOT_IMPORTED = {
    "langchain": "fixed by the project's owner; the code uses its parts langchain-core, -chroma and -text-splitters",
    "mypy": "a command of `make check`",
    "ruff": "a command of `make check`",
    "pytest-socket": "a plugin: no test reaches another host",
    "pytest-timeout": "a plugin: no test hangs",
    "pytest-xdist": "a plugin: the tests share the processors",
}
"""What pyproject.toml names though no module imports it, and why."""

FILE_LINES = 300
FUNCTION_LINES = 60
SHORT_FUNCTION_LINES = 30
SHORT_SHARE = 0.9


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_imports_only_what_stands_below_it(tier: str) -> None:
    allowed = MAY_IMPORT[tier] | {tier}
    wrong = [
        f"{module.path.relative_to(ROOT)}:{imported.line} imports {imported.name}"
        for module in modules()
        if module.tier == tier
        for imported in module.imports()
        if imported.top in {*TIERS, "tests"} - allowed
    ]
    assert wrong == [], f"{tier} may import {', '.join(sorted(allowed))}"


def test_the_imports_of_the_modules_form_no_cycle() -> None:
    names = {module.name for module in modules()}
    graph = {
        module.name: {one.name for one in module.imports() if one.name in names and one.name != module.name}
        for module in modules()
    }
    assert _cycle(graph) is None


def test_a_cycle_would_be_found() -> None:
    assert _cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]
    assert _cycle({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}) is None


@pytest.mark.parametrize(("library", "place"), {**ONE_PLACE, **LIBRARIES_OF_ONE_TIER}.items())
def test_a_framework_is_imported_in_one_place(library: str, place: str) -> None:
    importing = {module.name for module in modules() for one in module.imports() if one.top == library}
    assert {name for name in importing if name != place and not name.startswith(f"{place}.")} == set()


def test_imports_stand_at_the_top_but_for_the_heavy_ones_listed() -> None:
    hidden = {(module.name, one.top) for module in modules() for one in module.imports() if one.hidden}
    assert hidden - HIDDEN.keys() == set(), "move to the top, or list with the reason"
    assert HIDDEN.keys() - hidden == set(), "no longer hidden: take off the list"


def test_an_import_in_a_function_says_why() -> None:
    silent = [
        f"{module.path.relative_to(ROOT)}:{line}"
        for module in modules()
        for line in _first_lines_of_hidden_imports(module)
        if not module.path.read_text(encoding="utf-8").splitlines()[line - 2].strip().startswith("#")
    ]
    assert silent == [], "a comment above says what the import would cost"


def test_what_is_declared_is_what_is_imported() -> None:
    product, development = _declared("dependencies"), _declared("dev")
    imported = _distributions(modules())
    assert imported - product == set(), "imported and not declared: add to dependencies, with its version"
    assert product - imported - NOT_IMPORTED.keys() == set(), "declared and not imported: remove"
    tested = _distributions(modules_of_tests())
    assert tested - product - development == set(), "imported by tests and not declared: add to dev"
    assert development - tested - NOT_IMPORTED.keys() == set(), "declared for development and not used: remove"


def test_every_version_is_pinned_and_agrees_with_the_constraints() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {_name(line): line.split("==")[1] for line in lines}
    for requirement in _requirements("dependencies") + _requirements("dev"):
        name, _, version = requirement.partition("==")
        assert pinned.get(_name(name)) == version, requirement


@pytest.mark.parametrize("module", modules() + modules_of_tests(), ids=lambda module: module.name)
def test_a_file_is_short_catches_no_everything_and_says_what_it_is(module: Module) -> None:
    assert module.lines <= FILE_LINES
    assert ast.get_docstring(module.tree), "a module says in its first line what it is"
    bare = [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler) and node.type is None]
    assert bare == [], "an except names what it catches"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_what_is_public_has_a_docstring(module: Module) -> None:
    assert [f"{name}, line {line}" for name, line in _undocumented(module.tree)] == []


def test_functions_are_short_and_nine_in_ten_very_short() -> None:
    sizes = {
        f"{module.path.relative_to(ROOT)}:{node.lineno} {node.name}": _size(node)
        for module in modules()
        for node in module.functions()
    }
    assert [f"{where}: {size} lines" for where, size in sizes.items() if size > FUNCTION_LINES] == []
    assert sum(size <= SHORT_FUNCTION_LINES for size in sizes.values()) / len(sizes) >= SHORT_SHARE


def test_every_data_file_of_a_package_is_installed_with_it() -> None:
    packages = tuple(tier for tier in TIERS if tier != "app")
    patterns = _pyproject()["tool"]["setuptools"]["package-data"]["*"]
    wanted = {f"*{path.suffix}" for tier in packages for path in _data_files(ROOT / tier)}
    assert wanted - set(patterns) == set()


def _cycle(graph: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Return the first cycle of `graph` as a path that ends where it begins, or None."""
    done: set[str] = set()

    def follow(name: str, path: list[str]) -> list[str] | None:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return None
        for other in sorted(graph[name]):
            if found := follow(other, [*path, name]):
                return found
        done.add(name)
        return None

    return next((found for name in sorted(graph) if (found := follow(name, []))), None)


def _first_lines_of_hidden_imports(module: Module) -> Iterator[int]:
    lines = sorted({one.line for one in module.imports() if one.hidden})
    return (line for line in lines if line - 1 not in lines)


def _undocumented(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.ClassDef) or child.name.startswith("_"):
            continue
        overload = any(ast.unparse(each) == "overload" for each in child.decorator_list)
        if not ast.get_docstring(child) and not overload:
            yield prefix + child.name, child.lineno
        if isinstance(child, ast.ClassDef):
            yield from _undocumented(child, f"{prefix}{child.name}.")


def _size(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def _pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _requirements(group: str) -> list[str]:
    project = _pyproject()["project"]
    found: list[str] = project[group] if group in project else project["optional-dependencies"][group]
    return found


def _declared(group: str) -> set[str]:
    return {_name(requirement) for requirement in _requirements(group)}


def _name(requirement: str) -> str:
    """Return the name in a requirement in the one way that its spellings share."""
    return requirement.partition("==")[0].lower().replace("_", "-")


def _distributions(found: Iterable[Module]) -> set[str]:
    """Return the distributions that the modules import, without our own and Python's."""
    libraries = {one.top for module in found for one in module.imports()} - set(sys.stdlib_module_names)
    ours = {*TIERS, "tests", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    known = packages_distributions()
    return {_name(known[library][0]) for library in libraries - ours}


def _data_files(folder: Path) -> Iterator[Path]:
    skipped = {".py", ".pyc"}
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix not in skipped)
