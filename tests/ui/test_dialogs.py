"""Dialogs that ask: what their buttons and hints say, and when an error goes away."""

from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Static

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.matching import Credit, CreditVerdict, Match, PaymentPlan
from orders_tui.domain.order import NOTE_LIMIT
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.screens.answers import AnswersDialog
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.menu import MenuDialog, MenuEntry
from orders_tui.ui.screens.money_desk import Findings, LineFinding, MoneyDialog, MoneyField
from orders_tui.ui.screens.note import NoteDialog
from orders_tui.ui.screens.skipped import SkippedDialog
from orders_tui.ui.screens.tags import TagChange, TagsDialog
from orders_tui.ui.screens.typed_count import TypedCountDialog
from tests.samples import ORDER
from tests.ui.golden import screen_lines


class Asking(ColouredApp):
    """An app that asks at once and keeps the answers."""

    def __init__(self, dialog: Dialog[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Static("the list")

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)

    @property
    def text(self) -> str:
        return "\n".join(screen_lines(self))


@pytest.mark.parametrize(("destructive", "first"), [(True, "Go back"), (False, "Cancel order")])
async def test_no_button_says_cancel_but_the_one_that_cancels_an_order(destructive: bool, first: str) -> None:
    question = Content("Cancel order: 1 Pending.")
    app = Asking(ConfirmDialog(question, "Cancel order", no="Go back", destructive=destructive))
    async with app.run_test() as pilot:
        assert [str(button.label) for button in app.dialog.query(Button)] == ["Go back", "Cancel order"]
        assert isinstance(app.focused, Button)
        assert str(app.focused.label) == first
        await pilot.press("enter")
        assert app.answers == [None if destructive else True]


@pytest.mark.parametrize(
    ("needs", "hint"),
    [
        (("courier", "receipt"), "Enter next · Esc cancel"),
        (("courier",), "Enter save · Esc cancel"),
        (("reason",), "Enter next · Esc go back"),
    ],
)
async def test_the_hint_says_what_enter_does(needs: tuple[str, ...], hint: str) -> None:
    async with Asking(AnswersDialog(Content("Ship"), needs)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        assert hint in pilot.app.text


async def test_an_error_goes_away_when_one_types() -> None:
    app = Asking(AnswersDialog(Content("Ship"), ("courier", "receipt")))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert "Courier is required." in app.text
        await pilot.press("J")
        assert "is required" not in app.text
        await pilot.press("enter", "enter")
        assert "Receipt number is required." in app.text
        await pilot.press("R", "9")
        assert "is required" not in app.text
        await pilot.press("enter")
        assert app.answers == [{"courier": "JNE", "receipt": "R9"}], "what the field proposed"


async def test_a_dialog_is_left_without_an_answer() -> None:
    app = Asking(AnswersDialog(Content("Ship"), ("reason",)))
    async with app.run_test() as pilot:
        await pilot.press("x", "escape")
        assert app.answers == [None]


async def test_a_dialog_stays_where_it_is_when_an_error_appears() -> None:
    app = Asking(AnswersDialog(Content("Ship"), ("courier", "receipt")))
    async with app.run_test() as pilot:
        parts = app.dialog.query("*").exclude(".dialog-error")
        before = [part.region for part in parts]
        await pilot.press("enter")
        await pilot.pause()
        assert "is required" in app.text
        assert [part.region for part in parts] == before


async def _skipped() -> SkippedDialog:
    return SkippedDialog(Content("2 orders skipped"), Content("\n".join(f"261122BCDF{n:02}" for n in range(40))))


@pytest.mark.parametrize("back", ["escape", "enter", "q", "ctrl+l"])
async def test_what_is_skipped_is_seen_over_the_question_which_stays(back: str) -> None:
    typed = TypedCountDialog(Content("Sure?"), 1_200, see=_skipped)
    app = Asking(typed)
    async with app.run_test(size=(60, 18)) as pilot:
        assert "Enter confirm · Esc cancel · Ctrl+l see skipped" in app.text
        await pilot.press("1", "2", "ctrl+l")
        assert "261122BCDF00" in app.text
        assert "scroll · Esc go back" in app.text
        await pilot.press("G")
        assert "261122BCDF39" in app.text
        await pilot.press(back)
        assert app.screen is typed
        await pilot.press("0", "0", "enter")
        assert app.answers == [True]


async def test_a_question_that_skips_nothing_has_no_key_for_it() -> None:
    app = Asking(ConfirmDialog(Content("Sure?"), "Yes", no="No"))
    async with app.run_test() as pilot:
        assert "Ctrl+l" not in app.text
        await pilot.press("ctrl+l")
        assert app.screen is app.dialog
    app = Asking(ConfirmDialog(Content("Sure?"), "Yes", no="No", see=_skipped))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l", "enter", "y")
        assert app.answers == [True]


@pytest.mark.parametrize("width", [40, 60, 69, 70, 140])
async def test_a_question_can_be_read_at_every_width(width: int) -> None:
    words = [f"kata{n}" for n in range(20)]
    app = Asking(ConfirmDialog(Content(" ".join(words)), "Yes", no="No"))
    async with app.run_test(size=(width, 20)):
        shown = app.text.split()
        assert [word for word in words if word not in shown] == []
        title = app.dialog.query_one(".dialog-title")
        assert app.dialog.query_one(".dialog").content_region.contains_region(title.region)


TALL_TITLE = Content("\n".join(f"line {n}" for n in range(6)))


@pytest.mark.parametrize(
    "dialog",
    [
        ChoiceDialog(TALL_TITLE, [(str(n), Content(f"choice {n}")) for n in range(20)]),
        MenuDialog(TALL_TITLE, [MenuEntry(letter, letter, Content(letter), group=letter) for letter in "abcdefgh"]),
    ],
    ids=["choices", "menu"],
)
async def test_the_keys_of_a_long_list_stand_below_it_on_a_small_screen(dialog: Dialog[Any]) -> None:
    async with Asking(dialog).run_test(size=(80, 24)) as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.pause()
        assert "line 0" in pilot.app.text
        assert "Esc cancel" in pilot.app.text


async def test_enter_stores_the_note_and_ctrl_j_begins_a_line() -> None:
    async with Asking(NoteDialog(Content("Note"), "first")).run_test() as pilot:
        await pilot.press("space", "x", "ctrl+j", "y", "enter")
        assert isinstance(pilot.app, Asking)
        assert pilot.app.answers == ["first x\ny"]


async def test_a_name_is_completed_after_its_sign_by_tab_and_by_the_arrow() -> None:
    async with Asking(NoteDialog(Content("Note"), "ask", ("sari", "budi\x1b", "budi.w"))).run_test() as pilot:
        await pilot.press("space", "@", "s", "tab", "space", "@", "B", "right", "tab", "enter")
        assert isinstance(pilot.app, Asking)
        assert pilot.app.answers == ["ask @sari @Budi.w"]


async def test_a_note_that_is_too_long_stays_open_and_says_so() -> None:
    async with Asking(NoteDialog(Content("Note"), "x" * (NOTE_LIMIT + 1))).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press("enter")
        assert pilot.app.answers == []
        assert str(NOTE_LIMIT) in pilot.app.text


@pytest.mark.parametrize(
    ("tags", "keys", "change"),
    [
        (("vip",), ", g i f t", TagChange(("gift",))),
        (("vip", "gift"), "backspace " * 6 + ", # n e w", TagChange(("new",), ("gift",))),
        (("vip",), ", h a right", TagChange(("hampers",))),
        (None, "v i p tab g i f t", TagChange(("vip",), ("gift",))),
        ((), "space", TagChange()),
    ],
)
async def test_tags_are_typed_with_commas_between_them(
    tags: tuple[str, ...] | None, keys: str, change: TagChange
) -> None:
    names = {",": "comma", "#": "number_sign"}
    async with Asking(TagsDialog(Content("Tags"), ("hampers", "vip"), tags)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        for key in keys.split():
            await pilot.press(names.get(key, key))
            await pilot.pause()
        await pilot.press("enter")
        assert pilot.app.answers == [change]


@pytest.mark.parametrize(("free", "answer"), [(True, ["budi"]), (False, [])])
async def test_what_is_none_of_the_choices_can_be_chosen_where_the_dialog_is_free(
    free: bool, answer: list[str]
) -> None:
    choices = [("sari", Content("sari (you)")), ("", Content("Nobody"))]
    async with Asking(ChoiceDialog(Content("Handler"), choices, free=free)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press(*"budi", "enter")
        assert pilot.app.answers == answer


async def test_the_first_choice_is_taken_though_another_one_is_empty() -> None:
    choices = [("sari", Content("sari (you)")), ("", Content("Nobody"))]
    async with Asking(ChoiceDialog(Content("Handler"), choices, free=True)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press("enter")
        assert pilot.app.answers == ["sari"]


WAITING = {"180123": ORDER._replace(order_id="261122BCDFGH"), "190456": ORDER._replace(order_id="261122JKLMNP")}


async def _waiting(typed: str) -> list[tuple[Order, Content]]:
    return [(order, Content(total)) for total, order in WAITING.items() if typed in total]


async def _read(text: str) -> Findings:
    if "nowhere" in text:
        raise RuleBroken("nowhere cannot be read.")
    return Findings((LineFinding(text.splitlines()[0], "$text-success"),), "1 of 1", PLAN)


PLAN = PaymentPlan((Match(Credit(1, 180_123, None, "SITI"), CreditVerdict.MATCHED, (WAITING["180123"],)),))


def money_dialog() -> MoneyDialog:
    return MoneyDialog(Content("Payment desk"), "Amount", _waiting, _read)


@pytest.mark.parametrize(
    ("keys", "order_id"),
    [("1 9 0 enter", "261122JKLMNP"), ("down down enter", "261122JKLMNP"), ("down enter", "261122BCDFGH")],
)
async def test_the_amount_narrows_and_enter_takes_the_order(keys: str, order_id: str) -> None:
    async with Asking(money_dialog()).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.app.workers.wait_for_complete()
        for key in keys.split():
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert [order.order_id for order in pilot.app.answers] == [order_id]


async def test_enter_alone_pays_nothing() -> None:
    async with Asking(money_dialog()).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter", "enter")
        assert pilot.app.answers == []
        assert "choose an order" in pilot.app.text


async def test_an_order_of_another_amount_is_paid_only_when_it_is_chosen() -> None:
    async def near(_typed: str) -> list[tuple[Order, Content]]:
        return await _waiting("180123")

    dialog = MoneyDialog(Content("Payment desk"), "Amount", _waiting, _read, near=near)
    async with Asking(dialog).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press(*"1804")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "The closest are:" in pilot.app.text
        await pilot.press("enter")
        assert pilot.app.answers == []
        await pilot.press("down", "enter")
        assert [order.order_id for order in pilot.app.answers] == ["261122BCDFGH"]


async def test_enter_in_an_empty_field_says_what_a_list_is_wanted_for() -> None:
    async def read(_text: str) -> Findings:
        raise AssertionError("nothing was typed that could be read")

    async with Asking(MoneyDialog(Content("COD cash"), "Paste the list", None, read)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press("enter")
        assert "Paste the list" in str(pilot.app.dialog.query_one(".dialog-error", Static).content)


async def test_why_a_list_could_not_be_read_goes_once_it_can() -> None:
    refusals = iter([RuleBroken("No column names found.")])

    async def read(_text: str) -> Findings:
        for refusal in refusals:
            raise refusal
        return Findings((), "1 of 1", PLAN)

    async with Asking(MoneyDialog(Content("COD cash"), "List", None, read)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        for shown in (True, False):
            pilot.app.dialog.query_one(MoneyField).post_message(events.Paste("first line\nsecond line"))
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            assert ("No column names" in pilot.app.text) is shown


async def test_a_list_of_which_nothing_is_certain_stays_open() -> None:
    async def read(_text: str) -> Findings:
        return Findings((LineFinding("no order", "$text-muted"),), "0 of 1", PaymentPlan(()))

    async with Asking(MoneyDialog(Content("Payment desk"), "Amount", _waiting, read)).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        pilot.app.dialog.query_one(MoneyField).post_message(events.Paste("first line\nsecond line"))
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter", "enter")
        assert pilot.app.answers == []
        assert "Nothing in this list is certain" in pilot.app.text


async def test_a_pasted_list_is_shown_before_it_is_carried_out_and_esc_leads_back() -> None:
    async with Asking(money_dialog()).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        for _time in range(2):
            field = pilot.app.dialog.query_one(MoneyField)
            field.post_message(events.Paste("first line\nsecond line"))
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "first line" in pilot.app.text
            assert pilot.app.answers == []
            if not _time:
                await pilot.press("escape")
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()
                assert "180123" in pilot.app.text
        await pilot.press("enter")
        assert pilot.app.answers == [PLAN]


async def test_a_path_is_read_and_an_error_stands_below() -> None:
    async with Asking(money_dialog()).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.press("slash", *"nowhere", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "nowhere cannot be read." in pilot.app.text
        assert pilot.app.answers == []


async def test_one_line_is_pasted_into_the_field() -> None:
    async with Asking(money_dialog()).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        field = pilot.app.dialog.query_one(MoneyField)
        field.post_message(events.Paste(" 190456\n"))
        await pilot.pause()
        assert field.value == "190456"


HOSTILE = "a\x1b[31mb\u202ec"


@pytest.mark.parametrize(
    ("dialog", "answer"),
    [
        (NoteDialog(Content("Note"), HOSTILE), HOSTILE),
        (TagsDialog(Content("Tags"), (HOSTILE,), (HOSTILE, "vip")), TagChange()),
        (AnswersDialog(Content("Ship"), ("courier",), {"courier": HOSTILE}), {"courier": HOSTILE}),
    ],
    ids=["note", "tags", "answers"],
)
async def test_what_is_stored_is_shown_escaped_and_stays_where_nothing_is_typed(
    dialog: Dialog[Any], answer: object
) -> None:
    async with Asking(dialog).run_test() as pilot:
        assert isinstance(pilot.app, Asking)
        await pilot.pause()
        assert "a␛[31mb<U+202E>c" in pilot.app.text
        assert not {"\x1b", "\u202e"} & set(pilot.app.text)
        await pilot.press("enter")
        assert pilot.app.answers == [answer]
