"""What the texts that a shop writes for its buyers must look like to be stored."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from orders_tui.domain.choices import nearest
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import FACTS
from orders_tui.domain.filling import FIELDS, INNER_FIELDS, fields_of
from orders_tui.domain.limits import check_text
from orders_tui.domain.templates import Access, Instruction, Sender, ShopText, Template
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _

NAME_LIMIT = 100
"""The longest name of a template, in characters."""
HOURS_LIMIT = 24 * 365
"""The longest waiting time of a template, in hours."""


class FieldBroken(RuleBroken):
    """A text of the shop that cannot be stored because of one of its fields."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        """The attribute of the text."""


@contextmanager
def _of(field: str) -> Iterator[None]:
    """What is refused inside is refused because of this field."""
    try:
        yield
    except RuleBroken as refusal:
        raise FieldBroken(field, str(refusal)) from None


def checked_text(text: ShopText) -> ShopText:
    """A text of the shop as it is stored, without blanks around it.

    Raises:
        FieldBroken: if it is empty or too long, or names a field that there is not.
    """
    # Not the words of a fixed set, which are texts as well.
    trimmed: dict[str, Any] = {name: value.strip() for name, value in text._asdict().items() if type(value) is str}
    clean: ShopText = text._replace(**trimmed)
    match clean:
        case Template():
            _check_template(clean)
        case Instruction():
            _check_line("store", FACTS["store"].label, clean.store)
        case Access():
            _check_line("product", N_("Product"), clean.product, required=True)
        case Sender():
            _check_line("store", FACTS["store"].label, clean.store, required=True)
    with _of("text"):
        if not clean.text:
            raise RuleBroken(_("The text is empty."))
        check_text(N_("Text"), clean.text, lines=True)
        _check_fields(clean)
    return clean


def _check_template(template: Template) -> None:
    _check_line("name", N_("Name"), template.name, required=True)
    if len(template.name) > NAME_LIMIT:
        raise FieldBroken("name", _("The name is longer than {limit} characters.").format(limit=NAME_LIMIT))
    _check_line("product", N_("Product"), template.product)
    _check_line("store", FACTS["store"].label, template.store)
    if not 0 <= template.hours <= HOURS_LIMIT:
        sentence = _("The waiting time must be from 0 to {limit} hours.")
        raise FieldBroken("hours", sentence.format(limit=HOURS_LIMIT))


def _check_line(field: str, title: str, text: str, *, required: bool = False) -> None:
    with _of(field):
        if required and not text:
            raise RuleBroken(_("{field} is missing.").format(field=_(title)))
        check_text(title, text)


def fields_for(text: ShopText) -> Iterable[str]:
    """The fields of orders that a text of this sort can name."""
    match text:
        case Template():
            return FIELDS
        case Instruction() | Access():
            return INNER_FIELDS
        case Sender():
            return ()


def _check_fields(text: ShopText) -> None:
    known = tuple(fields_for(text))
    # Where no field is filled in, braces are text like any other.
    for name in fields_of(text.text) if known else ():
        if name in known:
            continue
        if near := nearest(name, known):
            sentence = _("There is no field {{{field}}}; did you mean {{{nearest}}}?")
            raise RuleBroken(sentence.format(field=excerpt(name), nearest=near))
        fields = ", ".join(f"{{{field}}}" for field in known)
        raise RuleBroken(
            _("There is no field {{{field}}}. Choose one of: {known}.").format(field=excerpt(name), known=fields)
        )
