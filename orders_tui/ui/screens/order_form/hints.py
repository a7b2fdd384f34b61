"""What the form says of the field with the cursor, and where a key finds nothing for it."""

from orders_tui.domain.editing import AMOUNTS
from orders_tui.domain.facts import Order
from orders_tui.domain.phone import kept, pretty, to_check
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.domain.written import address_lines
from orders_tui.exchange.order_form import TypedOrder
from orders_tui.ui.keymap import keyed
from orders_tui.ui.screens.order_form.fields import ADDRESS, OrderFields
from orders_tui.ui.widgets.form import FormField


def hint(fields: OrderFields, field: FormField, buyer: Order | None) -> str:
    """What there is to say of a field; `buyer` is the newest order of the phone that is typed."""
    if field.field_name in ("phone", *ADDRESS) and buyer is not None and not _has_address_of(fields, buyer):
        address = excerpt(address_lines(buyer).replace("\n", ", "), 60)
        return keyed(_("<form.address> takes the last address: {address}"), address=address)
    if field.field_name == "phone" and field.value.strip():
        phone = kept(field.value)
        return _("Not a phone number yet.") if to_check(phone) else pretty(phone)
    if field.field_name == "tags":
        return _("Separate tags with commas.")
    if field.field_name in (*AMOUNTS, "price"):
        return _("Such as 90000, 90.000 or 90k.")
    return keyed(_("→ takes the suggestion · <form.choose> lists all")) if fields.list_of(field) else ""


def no_choice(list_name: str) -> str:
    """Why there is nothing to choose from; `list_name` is empty for a field that has no list."""
    return _("Nothing is known for this field yet.") if list_name else _("There is no list for this field.")


def no_address(fields: OrderFields) -> str:
    """Why there is no last address to take."""
    if fields.cells["phone"].field.value.strip():
        return _("No address is known for this phone.")
    return _("First type the phone of a buyer who has ordered before.")


def _has_address_of(fields: OrderFields, order: Order) -> bool:
    cells, known = fields.cells, TypedOrder.of(order).texts
    return all(cells[name].field.value == known[name] for name in ADDRESS)
