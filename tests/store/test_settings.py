"""What the program remembers, changed from what it is by then."""

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.store.store import Store
from tests.samples import OWNER, SARI


def both_longer(own: str, shared: str) -> tuple[str, str]:
    return own + "a", shared + "b"


def test_own_and_shared_values_are_changed_from_what_they_are_by_then(store: Store) -> None:
    for _time in range(2):
        store.settings.change("views", OWNER, both_longer)
    assert (store.settings.get("views", OWNER.name), store.settings.get("views")) == ("aa", "bb")


def test_only_admins_change_what_everybody_shares(store: Store) -> None:
    with pytest.raises(RuleBroken, match="may not change the settings of the shop"):
        store.settings.change("views", SARI, both_longer)
    assert (store.settings.get("views", SARI.name), store.settings.get("views")) == ("", "")
    store.settings.change("views", SARI, lambda own, shared: (own + "a", shared))
    assert (store.settings.get("views", SARI.name), store.settings.get("views")) == ("a", "")
