"""Regular expressions that are compiled late."""

import copy
import pickle
import pkgutil
import re
from importlib import import_module

import pytest

import orders_tui
from orders_tui.domain.patterns import pattern


def test_a_pattern_does_what_the_compiled_expression_does() -> None:
    late = pattern("([a-z]+)=", re.IGNORECASE)
    for _again in range(2):
        assert late.sub(r"\1:", "A=1, b=2") == "A:1, b:2"
        assert (match := late.search("1 A=")) is not None
        assert match[1] == "A"
        assert late.fullmatch("1 A=") is None
    assert (late.pattern, late.flags & re.IGNORECASE) == ("([a-z]+)=", re.IGNORECASE)


def test_what_is_wrong_with_it_shows_at_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_a_copy_does_what_the_expression_does() -> None:
    late = pattern("[a-z]+")
    for again in (copy.copy(late), copy.deepcopy(late), pickle.loads(pickle.dumps(late))):
        assert again.fullmatch("abc")
        assert not again.fullmatch("1")


def test_each_pattern_of_the_program_is_an_expression() -> None:
    """Nobody sees at its first use that one is wrong."""
    names = [module.name for module in pkgutil.walk_packages(orders_tui.__path__, "orders_tui.")]
    late = {
        f"{name}.{variable}": value
        for name in names
        if not name.endswith("__main__")
        for variable, value in vars(import_module(name)).items()
        if type(value) is type(pattern(""))
    }
    assert len(late) > 30
    for name, value in late.items():
        try:
            value.search("")
        except re.error as error:
            pytest.fail(f"{name}: {error}")
