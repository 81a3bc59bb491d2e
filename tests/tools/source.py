"""Source: the modules of this repository as parsed files, with what each imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIERS = ("corpus", "prompts", "index", "assistant", "eval", "app")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported module, in dots; `hidden` when the import stands in a function."""

    name: str
    line: int
    hidden: bool

    @property
    def top(self) -> str:
        """The first of its names: the tier, or the library."""
        return self.name.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the repository."""

    name: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def tier(self) -> str:
        """The folder at the top of the repository that it stands in, or its own name."""
        return self.name.split(".", 1)[0]

    def functions(self) -> Iterator[Function]:
        """Yield every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> Iterator[Imported]:
        """Yield every import, except those for type checkers only."""
        return _imports(self.tree, hidden=False)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the tiers, in the order of their names."""
    return tuple(_read(path) for tier in TIERS for path in sorted(ROOT.glob(f"{tier}.py")) + _below(ROOT / tier))


@cache
def modules_of_tests() -> tuple[Module, ...]:
    """Return every module under tests."""
    return tuple(_read(path) for path in _below(ROOT / "tests"))


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    names = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(names[:-1] if names[-1] == "__init__" else names)
    return Module(name, path, text.count("\n"), ast.parse(text, str(path)))


def _imports(node: ast.AST, *, hidden: bool) -> Iterator[Imported]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Imported(alias.name, child.lineno, hidden) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from _imported_from(child, hidden=hidden)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            yield from (one for other in child.orelse for one in _imports(other, hidden=hidden))
        else:
            yield from _imports(child, hidden=hidden or isinstance(child, Function))


def _imported_from(node: ast.ImportFrom, *, hidden: bool) -> Iterator[Imported]:
    """Yield a module for each name: `from a import b` imports a.b where that is a module, else a."""
    assert node.level == 0, f"line {node.lineno}: an import names its module in full here"
    base = node.module or ""
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        yield Imported(whole if _is_module(whole) else base, node.lineno, hidden)


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.split(".", 1)[0] in TIERS and (path.with_suffix(".py").is_file() or (path / "__init__.py").is_file())
