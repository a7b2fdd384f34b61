"""Which rights the changes of the main screen need."""

from orders_tui.domain.rights import Right
from orders_tui.ui.main.buyer_actions import BuyerName
from orders_tui.ui.main.order_actions import ChangeName
from orders_tui.ui.main.order_forms import FormName

NEEDED: dict[ChangeName | FormName | BuyerName, tuple[Right, ...]] = {
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
}
"""The rights of which one is enough for each change."""
