"""Every fact that a person may give has an option of the commands that give it."""

from collections.abc import Callable

import click
import pytest

from orders_tui.cli.changing import set_command
from orders_tui.cli.editing import add_command, edit_command
from orders_tui.domain.facts import EDITABLE, FACTS, GIVEN, Fact, Kind

NAMES = {"items": "item", "tags": "tag", "created_at": "at"}
"""What options are called that are not called like their fact."""
NOT_TYPED = ("method_word",)
"""What follows from what another system calls a payment method."""


@pytest.mark.parametrize(
    ("command", "fact"),
    [
        *((set_command, fact) for fact in EDITABLE),
        *((edit_command, fact) for fact in (*EDITABLE, FACTS["items"], FACTS["tags"], FACTS["method"])),
        *((add_command, fact) for fact in GIVEN if fact.name not in NOT_TYPED),
    ],
)
def test_has_an_option(command: Callable[[], click.Command], fact: Fact) -> None:
    options = {option.name: option for option in command().params if isinstance(option, click.Option)}
    option = options[NAMES.get(fact.name, fact.name)]
    assert option.opts == [f"--{NAMES.get(fact.name, fact.name).replace('_', '-')}"]
    if fact.kind not in (Kind.ITEMS, Kind.TAGS, Kind.MOMENT, Kind.CHOICE):
        assert fact.title in (option.help or "")
