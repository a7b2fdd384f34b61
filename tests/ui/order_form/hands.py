"""What a person does with the order form, and what is seen of it."""

from textual import events

from orders_tui.domain.facts import Order
from orders_tui.ui.screens.order_form.dialog import OrderFormDialog
from orders_tui.ui.screens.order_form.fields import OrderFields
from orders_tui.ui.widgets.form import FormField
from tests.store.shop import everyone
from tests.ui.desk_app import Console


def opened_form(desk: Console) -> OrderFormDialog:
    dialog = desk.app.screen
    assert isinstance(dialog, OrderFormDialog), desk.text
    return dialog


def fields(desk: Console) -> dict[str, FormField]:
    return opened_form(desk).query_one(OrderFields).by_path


def focused(desk: Console) -> str:
    """Where the cursor is."""
    return next(path for path, field in fields(desk).items() if field.has_focus)


def shown(desk: Console, *paths: str) -> list[str]:
    return [fields(desk)[path].value for path in paths]


async def fill(desk: Console, **texts: str) -> None:
    """Go to each field, and type in place of what is there; the dots of a path are written as two underscores."""
    for name, text in texts.items():
        field = fields(desk)[name.replace("__", ".")]
        field.focus()
        await desk.settle()
        field.action_select_all()
        await paste(desk, text)


async def paste(desk: Console, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.settle()


def newest(desk: Console) -> Order:
    return everyone(desk.store)[-1]
