"""Regular expressions that are compiled late."""

import re

import pytest

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
