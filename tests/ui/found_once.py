"""What Textual finds out anew for each console although it is the same for all: here it is found out once a process."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from textual._callback import _count_parameters
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values

T = TypeVar("T")


def _kept(question: Callable[..., T], key: Callable[..., Any]) -> Callable[..., T]:
    """The same function, which answers what was asked before from memory."""
    answers: dict[Any, T] = {}

    def ask(*args: Any, **options: Any) -> T:
        asked = key(*args, **options)
        if asked not in answers:
            answers[asked] = question(*args, **options)
        return answers[asked]

    return ask


def _rules(*args: Any, **options: Any) -> Any:
    return list(parse(*args, **options))


def _sheet(*args: Any, variable_tokens: Any, **options: Any) -> Any:
    return args, id(variable_tokens), tuple(options.items())  # the tokens are kept, so that no id is used again


def _definition(function: Any) -> Any:
    """What all closures have in common that one `def` makes; of a method it is said whether it is bound."""
    return getattr(inspect.unwrap(function), "__code__", function), inspect.ismethod(function)


@contextmanager
def found_once() -> Iterator[None]:
    """While this lasts, style sheets are parsed and signatures read for the first console that needs them."""
    with pytest.MonkeyPatch.context() as patch:
        tokens = _kept(tokenize_values, lambda values: tuple(values.items()))
        patch.setattr("textual.css.stylesheet.tokenize_values", tokens)
        patch.setattr("textual.css.stylesheet.parse", _kept(_rules, _sheet))
        patch.setattr("textual._callback._count_parameters", _kept(_count_parameters, _definition))
        # Rules are hashed by their identity, hundreds of them for each node: Python itself does that without a call.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
