"""The orders that keep coming in at the demo shop, as lines of the intake."""

import json
from itertools import islice
from typing import Any

import pytest

from orders_tui.demo.shop import arrivals
from orders_tui.domain.order import ItemKind, Method
from orders_tui.domain.phone import normalize

FIELDS = {
    "type",
    "id",
    "store",
    "customer",
    "items",
    "payment_method",
    "shipping_cost",
    "discount",
    "fees",
    "unique_code",
    "courier",
    "source",
    "platform",
    "utm_source",
    "seller",
    "notes",
    "tags",
    "handler",
}


def lines(count: int, seed: int = 1, first: int = 0) -> list[dict[str, Any]]:
    return list(islice(arrivals(seed, first), count))


def test_the_same_seed_makes_the_same_lines() -> None:
    assert lines(40) == lines(40)
    assert [line["customer"] for line in lines(40)] != [line["customer"] for line in lines(40, seed=2)]


@pytest.mark.parametrize("first", [0, 7, 31])
def test_a_feeder_goes_on_where_another_one_stopped(first: int) -> None:
    assert lines(40)[first:] == lines(40 - first, first=first)


def test_no_two_lines_have_the_same_id() -> None:
    assert len({line["id"] for line in lines(300)}) == 300


def test_each_line_is_a_new_order() -> None:
    for line in lines(300):
        assert set(line) == FIELDS
        assert line["type"] == "order"
        assert line["store"]
        assert line["source"] not in ("", "manual")
        assert json.loads(json.dumps(line)) == line
        assert normalize(line["customer"]["phone"]).startswith("+628")
        whole = {"street", "subdistrict", "city", "province", "postcode"}
        parcel = any(item["kind"] == "physical" for item in line["items"])
        asked = set(line["customer"].get("address", ()))
        assert asked == whole if parcel else asked in (set(), {"city", "province"})
        assert line["payment_method"] is None or Method(line["payment_method"])
        assert "" not in (line["seller"], line["handler"])


def test_the_money_of_each_line_adds_up() -> None:
    for line in lines(300):
        assert all(item["price"] > 0 and item["quantity"] > 0 and ItemKind(item["kind"]) for item in line["items"])
        goods = sum(item["price"] * item["quantity"] for item in line["items"])
        added, taken = line["shipping_cost"] + line["fees"], line["discount"] + line["unique_code"]
        assert min(line["shipping_cost"], line["fees"], line["discount"], line["unique_code"]) >= 0
        assert goods + added - taken > 0


def test_the_lines_are_of_all_sorts() -> None:
    many = lines(300)
    methods = {line["payment_method"] for line in many}
    assert {None, "cod", "bank_transfer", "qris"} <= methods
    assert {bool(line["notes"]) for line in many} == {True, False}
    assert {line["seller"] is None for line in many} == {True, False}
    assert {item["kind"] for line in many for item in line["items"]} == {"physical", "digital"}
