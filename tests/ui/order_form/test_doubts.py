"""What the order form says of a field that is wrong, odd or new, and what of it is asked before it is saved."""

from pathlib import Path

from orders_tui.domain.facts import Order
from tests.store.shop import everyone
from tests.ui.desk_app import NARROW, console
from tests.ui.order_form.hands import fill, focused, newest, shown


async def test_what_is_wrong_stands_at_its_field_and_has_the_cursor(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("a", "ctrl+s")
        assert focused(desk) == "name"
        assert "A name or a phone number is needed." in desk.text
        assert "An order needs at least one item." in desk.text
        await desk.type("Hana")
        assert "A name or a phone number is needed." not in desk.text
        await fill(desk, items__0__name="Baru", shipping="lots")
        await desk.press("tab")
        assert "“lots” is not an amount of money." in desk.text
        await desk.press("ctrl+s")
        assert focused(desk) == "items.0.price"
        await desk.type("5000")
        await desk.press("ctrl+s")
        assert focused(desk) == "shipping"
        before = len(everyone(desk.store))
        await fill(desk, shipping="1.000")
        await desk.press("ctrl+s")
        assert not desk.asked
        assert (len(everyone(desk.store)), newest(desk).total) == (before + 1, 6_000)


async def test_a_store_that_is_new_is_asked_about(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("a")
        await fill(desk, name="Hana", items__0__name="Baru", items__0__price="1", store="Toko Seht")
        await desk.press("ctrl+s")
        assert "Store: Toko Seht" in "".join(desk.dialog)
        await desk.press("escape")
        assert shown(desk, "store") == ["Toko Seht"]
        await desk.press("ctrl+s", "y")
        await desk.until(lambda: not desk.asked)
        assert newest(desk).store == "Toko Seht"


async def test_what_is_odd_is_said_at_its_field_and_asked_about_once(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("a")
        await fill(desk, name="Hana", phone="rahasia", email="hana.example", items__0__name="Baru", items__0__price="1")
        assert "“rahasia” is not a phone number" in desk.text
        assert "“hana.example” is no e-mail address" in desk.text
        await desk.press("ctrl+s")
        await desk.until(lambda: "“rahasia”" in "".join(desk.dialog))
        await desk.press("escape")
        assert focused(desk) == "phone"
        await fill(desk, phone="0857-0011-2233")
        await desk.press("ctrl+s")
        await desk.until(lambda: "“hana.example”" in "".join(desk.dialog))
        assert "rahasia" not in "".join(desk.dialog)
        await desk.press("y")
        await desk.until(lambda: not desk.asked)
        assert (newest(desk).phone, newest(desk).email) == ("+6285700112233", "hana.example")
        await desk.press("e")
        await fill(desk, city="Solo")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.asked)
        assert newest(desk).city == "Solo", "what was odd before is no question"
