"""The top line: how many orders there are, and how many of them are shown."""

from datetime import datetime

import pytest

from orders_tui.domain.counts import Counts
from orders_tui.domain.days import Period
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.show_query import facts_line, narrowing_parts, removable_parts, title_line

NOON = datetime(2026, 11, 22, 14, 5)  # noqa: DTZ001 - only its minute is shown
QUERY = OrderQuery().with_period(Period.parse("30d"))


def wordings(counts: Counts | None) -> list[str]:
    return [wording.plain for wording in facts_line(counts, QUERY, NOON, "sari")]


@pytest.mark.parametrize(
    ("counts", "long", "short"),
    [
        (None, "… orders", "…"),
        (Counts(0, 0, 0, {}), "0 orders", "0"),
        (Counts(1, 0, 1, {}), "1 order", "1"),
        (Counts(1_284, 0, 1_284, {}), "1.284 orders", "1.284"),
        (Counts(1, 0, 23, {}), "1 of 23 orders", "1/23"),
        (Counts(0, 0, 1, {}), "0 of 1 order", "0/1"),
        (Counts(1_284, 0, 98_000, {}), "1.284 of 98.000 orders", "1.284/98.000"),
    ],
)
def test_how_many_orders_are_shown_of_how_many(counts: Counts | None, long: str, short: str) -> None:
    assert wordings(counts) == [
        f"{long} · Last 30 days  14:05 sari",
        f"{short} · Last 30 days  14:05 sari",
        f"{short} · Last 30 days  14:05",
        f"{short} · Last 30 days",
        short,
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tag:vip -tag:baru,agen", "Tags vip · Tags not agen, baru"),
        ("-status:pending", "Status not Pending"),
        ("-handler:none", "Handler not none"),
        (
            "total:50000.. days:..3 followed:2..4",
            "Total Rp 50.000– · Days in this status –3 · Days since follow-up 2–4",
        ),
        ("status:shipped shipped:older-7d", "Status Shipped · Shipped Over 7 days ago"),
        ("confirmation:open suspicious:no", "Transfer to check · Not suspicious"),
        ("-receipt:yes -phone:check followup:due", "Phone not to check · Without receipt number · Follow-up due"),
        ("suspicious:yes,no", "Suspicious no, yes"),
        ("received:7d", ""),
        ("in:trash", ""),
    ],
)
def test_what_is_left_out_is_named_too(query: str, words: str) -> None:
    assert " · ".join(part.words.plain for part in narrowing_parts(OrderQuery.parse(query))) == words


def test_each_part_is_taken_away_alone() -> None:
    query = OrderQuery.parse('status:ready -status:closed city:none total:1.. days:3.. paid:7d sort:total "siti"')
    parts = removable_parts(query)
    assert len(parts) == 7
    for part in parts:
        others = [each for each in parts if each is not part]
        assert [each.words.plain for each in removable_parts(part.without)] == [each.words.plain for each in others]
        assert part.without.sort == "total"


@pytest.mark.parametrize(
    ("query", "readonly", "cells", "said"),
    [
        ("", False, 41, "Orders · Toko Herbal Nusantara · Seller"),
        ("", False, 34, "Toko Herbal Nusantara · Seller"),
        ("", False, 19, "Toko Herb… · Seller"),
        ("role:fulfilment", False, 33, "Toko Herbal Nusanta… · Fulfilment"),
        ("role:fulfilment", False, 19, "Toko … · Fulfilment"),
        ("", True, 34, "Toko Herbal … · Seller · read only"),
        ("in:trash", False, 34, "Trash · Toko Herbal Nusa… · Seller"),
        ("in:trash", False, 19, "Trash · Seller"),
    ],
)
def test_a_long_name_of_the_shop_is_shortened_before_anything_else_goes(
    query: str, readonly: bool, cells: int, said: str
) -> None:
    wordings = title_line("Toko Herbal Nusantara", OrderQuery.parse(query), readonly=readonly)
    fitting = [wording.plain for wording in wordings if wording.cell_length <= cells]
    assert (fitting or [wordings[-1].plain])[0] == said
