"""The command that shows the audit."""

import pytest

from orders_tui.cli import call
from orders_tui.domain.rights import StaffRole
from tests.cli.shop import Shop
from tests.exchange.importing.test_reader import SAMPLES


def test_an_export_stands_in_the_audit_with_filters_and_number_of_orders(shop: Shop) -> None:
    shop.add("1", "Ani")
    assert shop.call("audit").out == "Nothing has been recorded yet.\n"
    shop.call("export", str(shop.path.with_name("a.csv")), "--query", "ani status:created")
    (line,) = shop.call("audit").out.splitlines()
    assert "  written to a file  " in line
    assert "csv status:created" in line
    assert line.endswith(" … · 1 order"), "what was searched for may name a buyer"
    (entry,) = shop.call("audit", "--last", "1", "--json").objects
    assert (entry["action"], entry["orders"], entry["at"][-1]) == ("export", 1, "Z")


def test_an_import_stands_in_the_audit_with_what_takes_it_back(shop: Shop) -> None:
    shop.call("import", str(SAMPLES / "shopify.csv"), "--store", "Toko Sehat")
    shop.call("import", str(SAMPLES / "shopify.csv"), "--store", "Toko Sehat")
    (line,) = shop.call("audit").out.splitlines()
    assert "  taken from a file  " in line, "the second one changed nothing"
    assert line.endswith("shopify add operation:1 · 3 orders")


def test_staff_do_not_see_the_audit(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.add("1", "Ani")
    monkeypatch.setattr(call, "role", lambda _name, _path: StaffRole.STAFF)
    said = shop.call("audit")
    assert (said.code, said.out, said.err) == (1, "", "orders-tui: As staff you may not see the audit.\n")
