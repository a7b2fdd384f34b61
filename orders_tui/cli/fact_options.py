"""Options of the command line that give an order facts, one option a fact, and its method and tags."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from orders_tui.cli.params import OneOf
from orders_tui.domain.facts import Fact, Kind, Value
from orders_tui.domain.order import Method
from orders_tui.domain.words import _
from orders_tui.exchange.typed import typed_amount


class AmountOption(click.ParamType[int]):
    """Rupiah as a person types them."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return value if isinstance(value, int) else typed_amount(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def fact_options(facts: Iterable[Fact], help_text: str) -> list[click.Parameter]:
    """An option for each of these facts, by its name; `help_text` says of `{fact}` what the option does."""
    return [
        click.Option(
            [f"--{fact.name.replace('_', '-')}"],
            type=AmountOption() if fact.kind is Kind.MONEY else None,
            help=help_text.format(fact=fact.title),
        )
        for fact in facts
    ]


def taken_away() -> str:
    """The help of an option that gives a fact another value."""
    return _("{fact}; an empty text clears it.")


def method_option() -> click.Option:
    """The option for the payment method."""
    methods = ", ".join(Method)
    return click.Option(["--method"], type=OneOf(Method), help=_("The payment method: {words}.").format(words=methods))


def tag_option() -> click.Option:
    """The option for tags that an order gets."""
    return click.Option(["--tag"], multiple=True, help=_("Add a tag; can be repeated."))


def untag_option() -> click.Option:
    """The option for tags that an order loses."""
    return click.Option(["--untag"], multiple=True, help=_("Remove a tag; can be repeated."))


def given(options: Mapping[str, Value]) -> dict[str, Value]:
    """The facts that the options give."""
    return {name: value for name, value in options.items() if value is not None}
