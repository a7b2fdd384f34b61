"""How the house is built: no class, file or function that has grown too large to be read in one go."""

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from inspect import isclass, isfunction, unwrap
from pathlib import Path
from types import ModuleType

import orders_tui

ROOT = Path(orders_tui.__file__).parent
METHODS, LINES, FUNCTION_LINES = 40, 400, 50


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages([str(ROOT)], "orders_tui."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def methods(owner: type) -> int:
    """How many methods and properties a class has, those of its own bases with it."""
    return sum(written_in(base) for base in owner.__mro__ if base.__module__.startswith("orders_tui."))


def written_in(owner: type) -> int:
    """How many of them stand in the class itself, not made for it by `dataclass` or `NamedTuple`."""
    return sum(stands_in(owner, value) for value in vars(owner).values())


def stands_in(owner: type, value: object) -> bool:
    function = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
    function = unwrap(function) if callable(function) else function
    return isfunction(function) and function.__qualname__.startswith(f"{owner.__qualname__}.") and has_source(function)


def has_source(function: object) -> bool:
    return not getattr(function, "__code__").co_filename.startswith("<")  # noqa: B009 - mypy does not know it


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_no_class_has_more_than_forty_methods_with_those_of_its_bases() -> None:
    classes = {each for module in modules() for each in vars(module).values() if isclass(each)}
    ours = {each: methods(each) for each in classes if each.__module__.startswith("orders_tui.")}
    assert {f"{each.__module__}.{each.__name__}": count for each, count in ours.items() if count > METHODS} == {}


def test_no_file_has_more_than_four_hundred_lines() -> None:
    """Of the program and of its tests."""
    files = [*ROOT.rglob("*.py"), *Path(__file__).parent.rglob("*.py")]
    lengths = {str(path): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_no_function_has_more_than_fifty_lines() -> None:
    lengths = {
        f"{name}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}
