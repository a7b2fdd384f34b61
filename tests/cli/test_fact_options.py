"""Every fact that a person may change has an option of `set`."""

import click
import pytest

from orders_tui.cli.changing import set_command
from orders_tui.domain.facts import EDITABLE, Fact


@pytest.mark.parametrize("fact", EDITABLE)
def test_set_has_an_option(fact: Fact) -> None:
    options = {option.name: option for option in set_command().params if isinstance(option, click.Option)}
    assert options[fact.name].opts == [f"--{fact.name.replace('_', '-')}"]
    assert fact.title in (options[fact.name].help or "")
