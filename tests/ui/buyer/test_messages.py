"""Messages to buyers in the console: what is shown, copied and recorded, and what is refused."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import TextArea

from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import MessageStage, Template
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.message import MessageDialog
from orders_tui.ui.screens.text_form import TextForm
from tests.samples import GATEWAY, NOW, OWNER, PACKER, SARI, VIEWER
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import WIDE, Console, another, buyer, console
from tests.ui.terminal.arriving import arrive

URL = "https://toko.example/p"


def links(desk: Console) -> set[str]:
    """The addresses that the terminal opens by itself, as far as they are on the screen."""
    strips = desk.app.screen._compositor.render_strips()
    return {style.link for strip in strips for _text, style, _control in strip if style and style.link}


async def to(desk: Console, name: str) -> None:
    """Move the cursor to the order of this buyer."""
    while desk.under_cursor != name:
        await desk.press("j")


async def test_two_keys_copy_the_next_message_and_record_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("m", "enter")
        gita = desk.stored(shop["Gita"])
        assert (gita.follow_ups, gita.followed_up_at) == (1, NOW)
        assert desk.app.clipboard.startswith(f"Hello Gita, thank you for your order {gita.order_id}")
        assert (
            desk.told == f"{gita.order_id} Gita Savitri: Welcome sent to the clipboard, recorded as sent."
            " Follow-ups: 1. Not sent after all? u takes the record back."
        )
        assert "1 · 14:05" in desk.text, "count and date stand in the pane at once"
        assert not desk.asked
        await desk.press("m")
        assert "Reminder 1" in "\n".join(desk.dialog)
        await desk.press("escape", "u")
        gita = desk.stored(shop["Gita"])
        assert (gita.follow_ups, gita.followed_up_at) == (0, None), "a record by mistake is taken back"


async def test_the_link_is_shown_as_one_that_the_terminal_opens_and_copied(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("m")
        (link,) = links(desk)
        assert link.startswith("https://wa.me/6281211110007?text=Hello%20Gita")
        await desk.press("w")
        assert desk.app.clipboard == link
        assert "WhatsApp link with Welcome sent to the clipboard" in desk.told
        assert desk.stored(shop["Gita"]).follow_ups == 1


@pytest.mark.parametrize("phone", ["", "021 tidak ada", "+62221234567"])
@pytest.mark.parametrize("key", ["enter", "w"])
async def test_without_a_mobile_number_it_is_refused_with_the_reason(path: Path, phone: str, key: str) -> None:
    with opened(path, create=True) as store:
        order = placed(store, GATEWAY, **buyer("Tono", phone), at=NOW - 60)
        store.settings.put("buyer_language", "en", OWNER, for_shop=True)
    reason = {"": "has no phone number", "021 tidak ada": "is not a phone number"}.get(phone, "no WhatsApp")
    async with console(path) as desk:
        await desk.press("m")
        shown = " ".join(" ".join(desk.dialog).split())
        assert reason in shown
        assert "Hello Tono" in shown, "what would be said is still there to select"
        assert not links(desk)
        assert "copy + record" not in shown, "the keys are those that work"
        assert "e edit texts" in shown
        await desk.press(key)
        assert desk.asked
        await desk.press("escape")
        assert (desk.app.clipboard, desk.stored(order).follow_ups) == ("", 0)


async def test_another_message_is_one_key_away(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.messages.save(Template("Promo", MessageStage.WELCOME, "Promo {first_name}", store="Lain"), OWNER)
        store.messages.save(Template("Ramah", MessageStage.REMINDER_3, "Ramah {first_name}"), OWNER)
    async with console(path) as desk:
        await desk.press("m", "t")
        names = [line.strip() for line in desk.dialog]
        assert "Ramah  Reminder 3" in names
        assert not [name for name in names if name.startswith("Promo")], "it is for another store"
        await desk.type("ramah")
        await desk.press("enter")
        assert "Ramah Gita" in desk.text
        await desk.press("enter")
        assert desk.app.clipboard == "Ramah Gita"
        with another(path) as store:
            assert [event.new for event in store.orders.history(shop["Gita"].id) if event.field == "follow_up"] == [
                "Ramah"
            ]


async def test_what_the_order_lacks_is_said(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        text = "{first_name}\nResi: {receipt}\n{link}"
        store.messages.save(Template("Halo", MessageStage.WELCOME, text), OWNER)
    async with console(path) as desk:
        await desk.press("m")
        assert "The order has no value for: Receipt number." in desk.text, "pages are not served: no link is missed"
    async with console(path, public_url=URL) as desk:
        await desk.press("m")
        assert f"{URL}/" in desk.text


async def test_there_may_be_nothing_to_say(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await to(desk, "Citra")
        await desk.press("m")
        assert "is Canceled: no message is due" in " ".join(" ".join(desk.dialog).split())
        await desk.press("enter")
        assert isinstance(desk.app.screen, MessageDialog)
        await desk.press("tab", "enter")
        assert "Hello Citra" in desk.text, "any other can still be chosen"


async def test_an_order_that_another_changed_is_not_written_to(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("m")
        with another(path) as store:
            changed(store, shop["Gita"], payment=PaymentStatus.PAID)
        await desk.press("enter")
        assert "was changed meanwhile" in desk.told
        assert (desk.app.clipboard, desk.stored(shop["Gita"]).follow_ups) == ("", 0)


async def test_the_text_that_a_message_lacks_is_one_key_away(path: Path, course: Order) -> None:
    with opened(path) as store:
        for access in store.messages.all().accesses:
            store.messages.remove(access, OWNER)
    async with console(path, actor=OWNER) as desk:
        await to(desk, "Eka")
        await desk.press("m", "e")
        assert isinstance(desk.app.screen, TextForm)
        assert course.items[0].name in " ".join(desk.dialog), "of the product that the order is about"
        await desk.press("x")
        assert desk.app.screen.query_one(TextArea).text == "x", "the product is known: the text is what is missing"
        await desk.press("escape", "y")
        assert "copy + record" not in desk.text, "back in the message, which still lacks it"
        assert desk.asked


async def test_access_is_sent_and_the_order_completed(path: Path, course: Order) -> None:
    async with console(path) as desk:
        await to(desk, "Eka")
        await desk.press("m", "enter")
        assert f"https://kelas.example\nKode: {course.order_id}" in desk.app.clipboard
        assert isinstance(desk.app.screen, ConfirmDialog)
        assert desk.stored(course).access_sent_at == NOW
        await desk.press("enter")
        assert desk.stored(course).status is Status.COMPLETED
        assert "Digital access sent to the clipboard" in desk.told
        assert desk.told.endswith("Confirmed → Completed. Press u to undo.")
        await desk.press("u")
        assert desk.stored(course).status is Status.CONFIRMED


async def test_access_may_be_sent_without_completing(path: Path, course: Order) -> None:
    async with console(path) as desk:
        await to(desk, "Eka")
        await desk.press("m", "enter", "n")
        now = desk.stored(course)
        assert (now.status, now.follow_ups) == (Status.CONFIRMED, 1)
        assert "Digital access sent to the clipboard" in desk.told


async def test_marked_orders_get_theirs_one_after_the_other(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "space", "m")
        assert "1 of 3" in desk.text
        await desk.press("enter")
        assert "2 of 3" in desk.text
        assert desk.app.clipboard.startswith("Hello Gita")
        await desk.press("n")
        assert "3 of 3" in desk.text
        await desk.press("enter")
        assert desk.told == "2 messages sent."
        sent = {name for name, order in shop.items() if desk.stored(order).follow_ups}
        assert sent == {"Gita", "Eka"}
        assert "1 marked" in desk.footer, "who was left out stays marked"


async def test_leaving_ends_the_row(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "m", "escape")
        assert not desk.asked
        assert "2 marked" in desk.footer
        assert not [name for name, order in shop.items() if desk.stored(order).follow_ups]


async def test_keys_of_a_paste_send_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b"m\r")
        await desk.settle()
        assert desk.stored(shop["Gita"]).follow_ups == 0


async def test_a_second_enter_on_its_way_sends_nothing_more(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("m")
        for _time in range(2):
            desk.app.post_message(events.Key("enter", None))
        await desk.settle()
        assert desk.stored(shop["Gita"]).follow_ups == 1


@pytest.mark.parametrize("actor", [PACKER, VIEWER])
async def test_who_may_not_write_is_told_so(path: Path, shop: dict[str, Order], actor: Actor) -> None:
    async with console(path, WIDE, actor) as desk:
        await desk.press("m")
        assert not desk.asked
        assert "you may not do this" in desk.told


async def test_a_buyer_of_another_seller_is_not_written_to(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store, GATEWAY, **buyer("Tono"), seller="Mitra Jaya", at=NOW - 60)
    async with console(path, WIDE, SARI) as desk:
        await desk.press("R", "m")
        assert not desk.asked
        assert "this is for them to do. R shows your own." in desk.told
        assert desk.stored(order).follow_ups == 0
        assert desk.app.clipboard == ""


async def test_access_completes_the_order_with_one_key(path: Path, course: Order) -> None:
    async with console(path) as desk:
        await to(desk, "Eka")
        await desk.press("m")
        assert "d copy + complete" in "\n".join(desk.dialog)
        await desk.press("d")
        eka = desk.stored(course)
        assert (eka.status, eka.access_sent_at, desk.asked) == (Status.COMPLETED, NOW, False)
        assert "https://kelas.example" in desk.app.clipboard
        await desk.press("u")
        assert desk.stored(course).status is Status.CONFIRMED


async def test_the_key_that_completes_does_nothing_with_another_message(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("m")
        assert "copy + complete" not in "\n".join(desk.dialog)
        await desk.press("d")
        assert desk.asked
        assert desk.stored(shop["Gita"]) == shop["Gita"]
