"""What opening the form does not do: with some thirty fields, each thing done for every field is waited for."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.ui.screens.order_form.fields import OrderFields
from orders_tui.ui.widgets.form import Completion, FormField
from tests.ui.desk_app import console
from tests.ui.order_form.hands import fields


async def test_first_values_are_shown_once_and_looked_up_by_no_field(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[OrderFields] = []
    looked_up: list[str] = []
    show, suggest = OrderFields.show, Completion.get_suggestion

    def counted_show(form: OrderFields, *what: object) -> None:
        shown.append(form)
        show(form, *what)  # type: ignore[arg-type]

    async def counted_suggest(completion: Completion, value: str) -> str | None:
        looked_up.append(value)
        return await suggest(completion, value)

    monkeypatch.setattr(OrderFields, "show", counted_show)
    monkeypatch.setattr(Completion, "get_suggestion", counted_suggest)
    async with console(path) as desk:
        await desk.press("e")
        assert (len(shown), looked_up) == (1, [])
        assert not any(field.has_class("-valid") for field in desk.app.screen.query(FormField))
        fields(desk)["city"].focus()
        await desk.press("end", "backspace")
        assert looked_up, "what is typed is completed"
        assert len(shown) > 1
