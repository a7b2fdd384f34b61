"""What the texts that a shop writes for its buyers must look like to be stored."""

from collections.abc import Iterable
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


def checked_text(text: ShopText) -> ShopText:
    """A text of the shop as it is stored, without blanks around it.

    Raises:
        RuleBroken: if it is empty or too long, or names a field that there is not.
    """
    trimmed: dict[str, Any] = {name: value.strip() for name, value in text._asdict().items() if type(value) is str}
    clean: ShopText = text._replace(**trimmed)
    if not clean.text:
        raise RuleBroken(_("The text is empty."))
    check_text(N_("Text"), clean.text, lines=True)
    match clean:
        case Template():
            _check_template(clean)
        case Instruction():
            check_text(FACTS["store"].label, clean.store)
            _check_fields(clean.text, INNER_FIELDS)
        case Access():
            check_text(N_("Product"), _required(N_("Product"), clean.product))
            _check_fields(clean.text, INNER_FIELDS)
        case Sender():
            check_text(FACTS["store"].label, _required(FACTS["store"].label, clean.store))
    return clean


def _check_template(template: Template) -> None:
    if len(_required(N_("Name"), template.name)) > NAME_LIMIT:
        raise RuleBroken(_("The name is longer than {limit} characters.").format(limit=NAME_LIMIT))
    for title, text in ((N_("Name"), template.name), (N_("Product"), template.product)):
        check_text(title, text)
    check_text(FACTS["store"].label, template.store)
    if not 0 <= template.hours <= HOURS_LIMIT:
        raise RuleBroken(_("The waiting time must be from 0 to {limit} hours.").format(limit=HOURS_LIMIT))
    _check_fields(template.text, FIELDS)


def _check_fields(text: str, known: Iterable[str]) -> None:
    known = tuple(known)
    for name in fields_of(text):
        if name in known:
            continue
        if near := nearest(name, known):
            sentence = _("There is no field {{{field}}}; did you mean {{{nearest}}}?")
            raise RuleBroken(sentence.format(field=excerpt(name), nearest=near))
        fields = ", ".join(f"{{{field}}}" for field in known)
        raise RuleBroken(
            _("There is no field {{{field}}}. There are: {known}.").format(field=excerpt(name), known=fields)
        )


def _required(title: str, text: str) -> str:
    if not text:
        raise RuleBroken(_("{field} is missing.").format(field=_(title)))
    return text
