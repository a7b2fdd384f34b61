"""The texts of the shop in the console: who may write them, how one is tried, saved, refused, removed."""

import json
from pathlib import Path

import pytest
from textual.widgets import Input, Label, TextArea

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import (
    Access,
    Instruction,
    MessageStage,
    PaymentKind,
    Sender,
    ShopTexts,
    Template,
    TextKind,
)
from orders_tui.ui.screens.message import MessageDialog
from orders_tui.ui.screens.text_form import TextForm
from orders_tui.ui.screens.text_list import TextListDialog
from tests.samples import OWNER, PACKER, SARI, VIEWER
from tests.store.shop import opened
from tests.ui.desk_app import WIDE, Console, console

HALO = Template("Halo", MessageStage.WELCOME, "Halo {first_name}", hours=0)


def texts(desk: Console) -> ShopTexts:
    return desk.store.messages.all()


async def list_of(desk: Console) -> TextListDialog:
    """The list, by the palette."""
    await desk.press("colon")
    await desk.type("message templates")
    await desk.press("enter")
    assert isinstance(desk.app.screen, TextListDialog), desk.text
    return desk.app.screen


def form(desk: Console) -> TextForm:
    assert isinstance(desk.app.screen, TextForm), desk.text
    return desk.app.screen


async def write(desk: Console, text: str) -> None:
    """Let the text be this."""
    form(desk).query_one(TextArea).text = text
    await desk.settle()


async def fill(desk: Console, field: str, value: str) -> None:
    form(desk).query_one(f"#field-{field}", Input).value = value
    await desk.settle()


async def test_a_built_in_message_is_the_beginning_of_ones_own(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("enter")
        await write(desk, "Halo {first_name}, total {total}")
        assert "Halo Gita, total Rp 184.679" in desk.text, "the preview follows"
        await fill(desk, "name", "Halo")
        await desk.press("ctrl+s")
        assert texts(desk).templates == (HALO._replace(text="Halo {first_name}, total {total}"),)
        assert isinstance(desk.app.screen, TextListDialog)
        (change,) = desk.store.messages.changes()
        assert (change.by, change.kind, change.name) == (OWNER.name, TextKind.TEMPLATE, "Halo")
        await desk.press("escape")
        assert desk.told == "Message template Halo saved."
        await desk.press("m")
        assert "Halo Gita, total" in desk.text


async def test_from_a_message_and_back_to_it(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.messages.save(HALO, OWNER)
    async with console(path, actor=OWNER) as desk:
        await desk.press("m", "e", "enter")
        await write(desk, "Hai {first_name}")
        await desk.press("ctrl+s", "escape")
        assert isinstance(desk.app.screen, MessageDialog)
        assert "Hai Gita" in desk.text
        await desk.press("enter")
        assert desk.app.clipboard == "Hai Gita"


async def test_every_condition_is_kept(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("a")
        await desk.type("Baru")
        await desk.press("tab", "enter")
        await desk.type("reminder 2")
        await desk.press("enter", "tab", "enter")
        await desk.type("cod")
        await desk.press("enter")
        await fill(desk, "store", "Hijab Ayu")
        await fill(desk, "product", "MH-1")
        await fill(desk, "hours", "12")
        await write(desk, "Baru")
        await desk.press("ctrl+s")
        wanted = Template("Baru", MessageStage.REMINDER_2, "Baru", PaymentKind.COD, "Hijab Ayu", "MH-1", 12)
        assert texts(desk).templates == (wanted,)


async def test_the_other_sorts_of_texts(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("end", "enter")
        await fill(desk, "store", "Toko Sehat")
        await write(desk, "Toko Sehat\nBandung")
        await desk.press("ctrl+s", "end", "up", "enter")
        await fill(desk, "product", "Kelas menjahit")
        await write(desk, "https://kelas.example")
        await desk.press("ctrl+s", "end", "up", "up", "enter")
        await desk.press("shift+tab", "enter")
        await desk.type("bank")
        await desk.press("enter")
        await write(desk, "BCA 123: {amount}")
        assert "BCA 123: Rp 184.679" in desk.text
        await desk.press("ctrl+s")
        assert texts(desk) == ShopTexts(
            (),
            (Instruction("BCA 123: {amount}", Method.BANK_TRANSFER),),
            (Access("Kelas menjahit", "https://kelas.example"),),
            (Sender("Toko Sehat", "Toko Sehat\nBandung"),),
        )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Name is missing."),
        ("name", "x" * 101, "The name is longer than 100 characters."),
        ("name", "Lagi", "This text already exists."),
        ("hours", "soon", "The hours must be a whole number."),
        ("hours", "99999", "The waiting time must be from 0 to 8760 hours."),
        ("text", "{nama}", "There is no field {nama}; did you mean {name}?"),
        ("text", " ", "The text is empty."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    path: Path, shop: dict[str, Order], field: str, value: str, sentence: str
) -> None:
    with opened(path) as store:
        store.messages.save(HALO, OWNER)
        store.messages.save(Template("Lagi", MessageStage.REMINDER_1, "Lagi"), OWNER)
    async with console(path, actor=OWNER) as desk:
        before = texts(desk)
        await list_of(desk)
        await desk.press("enter")
        if field == "text":
            await write(desk, value)
        else:
            await fill(desk, field, value)
        await desk.press("ctrl+s")
        title = form(desk).query_one(f"#label-{field}", Label)
        assert (str(title.content), title.has_class("-wrong")) == (sentence, True)
        assert desk.app.focused is form(desk).query_one(f"#field-{field}")
        assert texts(desk) == before
        await desk.press("x")
        assert not title.has_class("-wrong"), "it goes with the next letter"


async def test_another_name_leaves_no_copy_behind(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.messages.save(HALO, OWNER)
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("enter")
        await fill(desk, "name", "Salam")
        await desk.press("ctrl+s")
        assert texts(desk).templates == (HALO._replace(name="Salam"),)
        assert [json.loads(change.new)["name"] if change.new else None for change in desk.store.messages.changes()] == [
            "Halo",
            "Salam",
            None,
        ]


async def test_fields_are_chosen_from_a_list_and_put_at_the_cursor(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.messages.save(HALO, OWNER)
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("enter", "end", "space", "ctrl+f")
        assert "{order_id}  Order ID" in desk.text
        assert shop["Gita"].order_id in desk.text
        await desk.type("unique")
        await desk.press("enter")
        assert form(desk).query_one(TextArea).text == "Halo {first_name} {unique_code}"
        assert "Halo Gita -Rp 321" in desk.text


async def test_what_was_written_is_given_up_only_after_a_question(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, TextListDialog), "nothing was written"
        await desk.press("enter", "x", "escape")
        assert "Discard what was written?" in desk.text
        await desk.press("n")
        assert form(desk)
        await desk.press("escape", "y")
        assert isinstance(desk.app.screen, TextListDialog)
        assert texts(desk) == ShopTexts()


async def test_ones_own_texts_are_removed_after_a_question(path: Path, shop: dict[str, Order]) -> None:
    with opened(path) as store:
        store.messages.save(HALO, OWNER)
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("x", "n")
        assert texts(desk).templates == (HALO,)
        await desk.press("x", "y")
        assert texts(desk).templates == ()
        await desk.press("x")
        assert isinstance(desk.app.screen, TextListDialog), "what is built in stays"
        await desk.press("escape")
        assert desk.told == "Message template Halo removed."


async def test_without_an_order_there_is_no_preview(path: Path) -> None:
    with opened(path, create=True):
        pass
    async with console(path, actor=OWNER) as desk:
        await list_of(desk)
        await desk.press("enter")
        assert "No order to try it on" in desk.text


@pytest.mark.parametrize("actor", [SARI, PACKER, VIEWER])
async def test_they_are_for_admins_alone(path: Path, shop: dict[str, Order], actor: Actor) -> None:
    async with console(path, WIDE, actor) as desk:
        assert "Message templates" not in await desk.commands()
        if actor is SARI:
            await desk.press("m", "e")
            assert desk.told == "As staff you may not change the settings of the shop."


async def test_nor_are_they_offered_read_only(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, OWNER, readonly=True) as desk:
        assert "Message templates" not in await desk.commands()
