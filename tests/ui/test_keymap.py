"""Keys that a person chose: which can be, and that everything which names a key follows them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.facts import Order
from orders_tui.ui.footer import footer
from orders_tui.ui.key import use_own_keys
from orders_tui.ui.key_names import known_name, pretty
from orders_tui.ui.keymap import KEYS, can_be_changed, keyed, use_keys
from orders_tui.ui.keys import groups
from tests.test_catalogue import CATALOGUE, messages
from tests.ui.desk_app import console
from tests.ui.files.hands import HEAD, file, row


@pytest.fixture(autouse=True)
def _ours_again() -> Iterator[None]:
    yield
    use_own_keys({})


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (
            {"change.undo": "r"},
            "r would do both “Undo” (change.undo) and “Read again” (view.reload); change one of them",
        ),
        ({"list.left": "Tab"}, "Tab would do both “Left” (list.left) and “Next pane” (desk.next)"),
        ({"menu.choose": "c"}, "c would do both “Choose” (menu.choose) and “Confirm payment” (quick.confirm_payment)"),
        ({"change.undoo": "z"}, "there is no action “change.undoo”; the nearest is change.undo"),
        ({"x.y": "z"}, "there is no action “x.y”; “orders-tui help keys” lists them"),
        ({"quick.ship": "z"}, "the key of “quick.ship” cannot be changed"),
        ({"desk.quit": "z"}, "the key of “desk.quit” cannot be changed"),
        ({"view.1": "z"}, "the key of “view.1” cannot be changed"),
        ({"dates.show": "j"}, "j would do both “Week after” (calendar.down) and “Show” (dates.show)"),
        ({"dates.show": "x, o"}, "o would do both “Show” (dates.show) and “"),
        ({"dates.show": "1"}, "1 would do both “Show” (dates.show) and “"),
        ({"dates.by_paid_at": "x"}, "the key of “dates.by_paid_at” cannot be changed"),
        ({"change.undo": "hyper+z"}, "“hyper+z” for change.undo is not the name of a key"),
        ({"change.undo": "[/oops]"}, "“[/oops]” for change.undo is not the name of a key"),
    ],
)
def test_what_cannot_be_is_named(wanted: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        use_keys(wanted)
    assert KEYS["change.undo"].shown == "u Ctrl+z", "the keys stay as they were"


def test_a_key_that_is_shared_from_the_start_may_stay_so() -> None:
    use_keys({"dates.show": "x, enter"})
    assert KEYS["dates.show"].shown == "x Enter"


def test_two_actions_can_change_places() -> None:
    use_keys({"change.undo": "r", "view.reload": "U"})
    assert (KEYS["change.undo"].shown, KEYS["view.reload"].shown) == ("r", "U")


@pytest.mark.parametrize("key", [key for key in KEYS.values() if can_be_changed(key)], ids=lambda key: key.id)
def test_what_help_shows_of_a_key_can_be_written(key: object) -> None:
    assert isinstance(key, type(KEYS["change.undo"]))
    assert [known_name(pretty(name)) for name in key.keys.split(",")] == key.keys.split(",")
    use_keys({key.id: key.keys})


@given(st.text(max_size=12))
def test_any_text_is_the_name_of_a_key_or_of_none(text: str) -> None:
    name = known_name(text)
    assert name == "" or known_name(name) == name


def test_all_keys_can_be_found_by_their_names() -> None:
    shown = {key.id: key for _title, table in groups() for key in table}
    assert {id for id, key in shown.items() if key.action} <= KEYS.keys()
    together = {name for key in shown.values() if not key.action for name in key.keys.split(",")}
    assert {id for id, key in KEYS.items() if id not in shown and key.keys not in together} == set()


def test_every_sentence_names_actions_that_there_are() -> None:
    for (_context, source), message in messages(CATALOGUE).items():
        texts = (source,) if isinstance(source, str) else source
        named = re.findall(r"<([a-z_]+\.[a-z0-9_]+)>", texts[0])
        translated = message.string if isinstance(message.string, str) else " ".join(message.string or ())
        assert set(named) <= KEYS.keys()
        assert sorted(named) == sorted(re.findall(r"<([a-z_]+\.[a-z0-9_]+)>", translated))


@pytest.mark.parametrize("brace", ["{", "}"])
def test_a_brace_is_a_key_like_any_other_and_what_others_wrote_names_none(brace: str) -> None:
    use_keys({"change.undo": brace})
    sentence = keyed("{name}: press <change.undo>.", name="Siti {0} <change.undo> <x.y>")
    assert sentence == f"Siti {{0}} <change.undo> <x.y>: press {brace}."


async def test_everything_that_names_a_key_follows(path: Path, shop: dict[str, Order]) -> None:
    own = {"change.undo": "ctrl+z, u", "view.search": "f5", "order.message": "W", "view.clear": "Z"}
    use_keys(own | {"pane.up": "ctrl+y"})
    assert keyed("Press <change.undo>.") == "Press Ctrl+z."
    assert next(key for key in footer("orders") if key.id == "order.message").shown == "W"
    async with console(path, toasts=True) as desk:
        assert "W Message" in desk.footer
        assert "F5 name, phone or order id" in desk.lines[0]
        await desk.choose("Confirm payment")
        assert "Press Ctrl+z to undo" in desk.told
        await desk.press("ctrl+z")
        assert desk.stored(shop["Gita"]).status == shop["Gita"].status
        await desk.press("slash")
        assert desk.app.focused is desk.screen.orders.table, "the old key does nothing"
        await desk.press("f5")
        await desk.type("zzzz")
        await desk.press("enter")
        assert "Press Z to clear search and filters" in desk.text
        await desk.press("question_mark")
        assert "Ctrl+y ↓ scroll · Esc close" in desk.text
        await desk.press("slash")
        await desk.type("undo")
        assert "Ctrl+z u" in desk.text


async def test_so_do_dialogs_that_show_a_key_beside_a_value(
    path: Path, shop: dict[str, Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_keys({"import.mode": "x", "dates.show": "x"})
    monkeypatch.setenv("HOME", str(tmp_path))
    file(tmp_path, HEAD, row(1))
    async with console(path) as desk:
        await desk.press("d")
        assert "x Show" in desk.text
        await desk.press("x")
        assert not desk.asked
        await desk.press("i")
        await desk.type("orders.csv")
        await desk.press("enter")
        assert "x Mode: add new ones" in desk.text.replace("\N{NO-BREAK SPACE}", " ")
        await desk.press("x")
        assert "x Mode: update known ones" in desk.text.replace("\N{NO-BREAK SPACE}", " ")
