"""Which changes the main screen offers: by the rights of the person, and by the role in which the list is seen."""

from typing import TYPE_CHECKING

from orders_tui.domain.query import Role
from orders_tui.domain.rights import Actor, Right, role_title
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.key import Key
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import DESK, ORDER, VIEW, VIEW_KEYS

if TYPE_CHECKING:
    from orders_tui.ui.main.buyer_actions import BuyerName
    from orders_tui.ui.main.order_actions import ChangeName
    from orders_tui.ui.main.order_forms import FormName
    from orders_tui.ui.main.removing import RemovalName

NEEDED: "dict[ChangeName | FormName | BuyerName | RemovalName, tuple[Right, ...]]" = {
    "choose": (Right.CHANGE, Right.PACK),
    "next": (Right.CHANGE, Right.PACK),
    "add": (Right.CHANGE,),
    "edit": (Right.CHANGE,),
    "duplicate": (Right.CHANGE,),
    "delete": (Right.CHANGE,),
    "print": (Right.CHANGE, Right.PACK),
    "note": (Right.CHANGE,),
    "tags": (Right.CHANGE,),
    "handler": (Right.CHANGE,),
    "courier": (Right.CHANGE, Right.PACK),
    "payments": (Right.CHANGE,),
    "cash": (Right.CHANGE,),
    "import": (Right.CHANGE, Right.PACK),
    "export": (Right.EXPORT,),
    "undo": (Right.CHANGE, Right.PACK),
    "redo": (Right.CHANGE, Right.PACK),
    "message": (Right.CHANGE,),
    "texts": (Right.ADMINISTER,),
    "empty_trash": (Right.EMPTY_TRASH,),
    "erase_buyer": (Right.ERASE_BUYER,),
}
"""The rights of which one is enough for each change."""
_OF_SELLER = frozenset({"add", "edit", "duplicate", "delete", "payments", "cash", "message", "page"})
"""What only the seller may do with orders that are shipped for another shop; the buyer's page among it."""


def bound_to(key: str) -> list[Key]:
    """What a key calls on the main screen, wherever the focus is; it is named as Textual names it."""
    return [each for each in (*ORDER, *VIEW, *VIEW_KEYS, *DESK) if key in each.bound.split(",")]


def refusal(desk: Desk, role: Role, name: object) -> str:
    """Why a change cannot be made now, for a person; empty where it can.

    Args:
        desk: who would make it, and whether anything can be stored.
        role: that in which the list is seen.
        name: that of the change, as the key table has it.
    """
    needed = next((rights for change, rights in NEEDED.items() if change == name), ())
    hidden = name == "page" and not desk.actor.may(Right.SEE_MONEY)
    if hidden or (needed and not desk.may_change(*needed)):
        if desk.readonly and not hidden:
            return _("Read only: the console was started with --readonly.")
        return not_for(desk.actor)
    if role is Role.FULFILMENT and name in _OF_SELLER:
        text = _(
            "As Fulfilment Provider you see other sellers' orders; this is for them to do. <view.role> shows your own."
        )
        return keyed(text)
    return ""


def not_for(actor: Actor) -> str:
    """That something is not for this person."""
    return _("As {role} you may not do this.").format(role=role_title(actor.role))
