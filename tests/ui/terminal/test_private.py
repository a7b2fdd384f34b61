"""What is leaned on of Textual's inside: all of it is there, and stands in one room."""

import ast
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isclass
from pathlib import Path

import pytest

import orders_tui.ui
from orders_tui.ui.terminal.private import PRIVATE_NAMES

UI = Path(orders_tui.ui.__file__).parent
ROOM = UI / "terminal"
PUBLIC = frozenset({"_replace", "_asdict", "_fields", "_make"})
"""Names of named tuples, which are public in spite of the underscore."""
LEANED_ON = [(owner, name) for owner, names in PRIVATE_NAMES.items() for name in names]


@pytest.mark.parametrize(("owner", "name"), LEANED_ON)
def test_this_release_of_textual_has(owner: str, name: str) -> None:
    module, _colon, qualname = owner.partition(":")
    assert name in known_to(getattr(import_module(module), qualname))


def known_to(owner: type) -> set[str]:
    """The names of a class and those that its constructors give to an instance."""
    constructors = [vars(each)["__init__"].__code__ for each in owner.__mro__[:-1] if "__init__" in vars(each)]
    return {*dir(owner), *(name for code in constructors for name in code.co_names)}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC


def sources(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.py")))


def written_by_us(tree: ast.AST) -> Iterator[str]:
    """The names that a file gives to something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


HERE = sources(ROOM)
ELSEWHERE = tuple(path for path in sources(UI) if path not in HERE)
NAMED = {name for names in PRIVATE_NAMES.values() for name in names}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def names_of(family: tuple[Path, ...]) -> set[str]:
    """The names that a family of files gives to something."""
    return {name for path in family for name in written_by_us(parsed(path))}


def foreign(path: Path, family: tuple[Path, ...]) -> Iterator[str]:
    """The private names in a file that none of a family of files gives to anything."""
    ours = names_of(family)
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in ours:
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            parts = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from filter(is_private, parts)
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("textual")]
            yield from (part for name in names for part in name.split(".") if is_private(part))


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: str(path.relative_to(UI)))
def test_no_other_room_reaches_into_textual(path: Path) -> None:
    assert list(foreign(path, ELSEWHERE)) == []


def test_this_room_reaches_for_nothing_but_what_it_names() -> None:
    reached = {name for path in HERE for name in foreign(path, HERE)}
    assert reached - NAMED == {"_exit", "_xterm_parser"}, "`os._exit` is Python's; the parser's module is named with it"


def overridden(owner: type) -> set[str]:
    """The private methods of Textual that a class of ours replaces, by name."""
    bases = [base for base in owner.__mro__[1:] if base.__module__.startswith("textual")]
    if not bases:
        return set()
    # What Textual gives to each class by itself, and Python to one with an abstract base.
    given = {*vars(type("Bare", (bases[0],), {})), "_abc_impl"}
    own = {name for name in vars(owner) if is_private(name) and name not in given}
    # A reactive that has another default here brings its own along.
    return {name for name in own if not name.startswith("_default_") and any(map(has(name), bases))}


def has(name: str) -> Callable[[type], bool]:
    return lambda owner: name in vars(owner)


def test_what_is_replaced_of_textual_is_named_too() -> None:
    modules = [import_module(each.name) for each in pkgutil.walk_packages([str(UI)], "orders_tui.ui.")]
    classes = {each for module in modules for each in vars(module).values() if isclass(each)}
    ours = [each for each in classes if each.__module__.startswith("orders_tui.ui.")]
    found = {name: each.__module__ for each in ours for name in overridden(each)}
    assert set(found) <= NAMED
    assert {module.split(".")[2] for module in found.values()} == {"terminal"}
