"""The samples that lie beside the README, each taken whole by the command that it is a sample for."""

import json
from pathlib import Path

import pytest

from orders_tui.domain.order import PaymentStatus, Status
from tests.cli.shop import Shop

ASSETS = Path(__file__).parents[2] / "assets"
UPDATES = {"scalev_status.csv": "scalev_orders.csv", "scalev_receipt.csv": "scalev_orders.csv"}
"""Samples that say too little of an order to make one, each with the sample of the orders that it is about."""


def test_of_what_may_come_in_every_line_is_stored_once(shop: Shop) -> None:
    said = shop.call("ingest", str(ASSETS / "intake.jsonl"))
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert {answer["result"] for answer in answers} == {"stored"}
    store = shop.store()
    orders = [store.orders.get(order) for order in dict.fromkeys(answer["order"] for answer in answers)]
    store.close()
    assert [order.status for order in orders] == [Status.COMPLETED, Status.RTS, Status.CANCELED]
    assert (orders[0].payment_status, orders[0].city) == (PaymentStatus.SETTLED, "Bandung")
    assert orders[2].deleted_at is not None
    again = shop.call("ingest", str(ASSETS / "intake.jsonl"))
    assert {json.loads(line)["result"] for line in again.out.splitlines()} == {"repeat"}


@pytest.mark.parametrize("name", sorted(path.name for path in (ASSETS / "samples").iterdir()))
def test_files_are_imported_whole_and_once(shop: Shop, name: str) -> None:
    if before := UPDATES.get(name):
        shop.call("import", str(ASSETS / "samples" / before))
    said = shop.call("import", str(ASSETS / "samples" / name), "--store", "Toko Sehat", "--json")
    done = json.loads(said.out.splitlines()[-1])
    assert (said.code, done["refused"]) == (0, 0)
    assert done["orders"] == (done["update"] if before else done["create"]) > 0
    again = shop.call("import", str(ASSETS / "samples" / name), "--store", "Toko Sehat", "--json")
    assert json.loads(again.out.splitlines()[-1])["unchanged"] == done["orders"]
