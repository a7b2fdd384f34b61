"""What is said of orders that are handed over, and of notes that mention somebody, and how long."""

from collections.abc import AsyncIterator

import pytest
from textual.app import App
from textual.widgets._toast import Toast

from orders_tui.domain.mentions import Addressed
from orders_tui.ui.main.addressing import say_addressed
from orders_tui.ui.main.notices import clear_reports, show_notice, show_wait


class Host(App[None]):
    """An app of notices alone."""

    def say(self, *addressed: Addressed) -> list[str]:
        """What stands there after this was said."""
        say_addressed(self.screen, addressed)
        return self.said

    @property
    def said(self) -> list[str]:
        return [each.message for each in self._notifications]


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    async with host.run_test():
        yield host


def handed(order_id: str, by: str = "budi") -> Addressed:
    return Addressed(order_id, by, "handler", "", "sari")


def noted(order_id: str, note: str) -> Addressed:
    return Addressed(order_id, "budi", "note", "", note)


async def test_each_person_is_named_once_with_what_was_handed_over(host: Host) -> None:
    said = host.say(handed("261122A"), handed("261122B", "wati"), handed("261122C"), handed("261122A"))
    assert said == ["budi handed 2 orders over to you.", "wati handed 261122B over to you."]


async def test_what_is_handed_over_in_parts_is_said_once_with_all_of_it(host: Host) -> None:
    for part in range(25):
        host.say(*(handed(f"261122{part * 200 + at}") for at in range(200)), handed("261122X", "wati"))
    assert sorted(host.said) == ["budi handed 5.000 orders over to you.", "wati handed 261122X over to you."]
    host.clear_notifications()
    assert host.say(handed("261122Z")) == ["budi handed 261122Z over to you."]


async def test_the_last_notes_are_quoted_with_nothing_that_acts_on_a_terminal(host: Host) -> None:
    notes = [noted(f"26112{at}", f"@sari {at}\x1b[31m" + "x" * 100) for at in range(5)]
    said = host.say(*notes, notes[-1])
    begun = [f"budi mentions you in the note of 26112{at}: @sari {at}" for at in (2, 3, 4)]
    assert [sentence[: len(begun[0])] for sentence in said] == begun
    assert "\x1b" not in said[-1]
    assert len(said[-1]) < 130


async def test_what_one_does_oneself_takes_the_place_of_its_reports_alone() -> None:
    host = Host()
    async with host.run_test(notifications=True) as pilot:
        news = host.say(handed("261122A"), noted("261122B", "[b]@sari[/b]"))
        show_notice(host.screen, "Undone.")
        await pilot.pause()
        assert host.said == [*news, "Undone."]
        show_notice(host.screen, "Nothing to undo.", warning=True)
        await pilot.pause()
        assert host.said == [*news, "Nothing to undo."]
        show_wait(host, "orders-tui serve")
        await pilot.pause()
        assert len(host.said) == 3
        clear_reports(host)
        await pilot.pause()
        assert [str(toast.render()) for toast in host.screen.query(Toast)] == host.said == news
