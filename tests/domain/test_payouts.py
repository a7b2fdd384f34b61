"""A courier's payout matched with the COD orders by their receipt numbers."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AcceptPayment
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.payouts import CodPlan, Payout, PayoutMatch, PayoutState, PayoutVerdict, match_payouts
from tests.samples import an_order

JOKO = an_order(
    id=1, order_id="261122BCDFGH", method=Method.COD, status=Status.SHIPPED, name="Joko", receipt="JT1", total=95_000
)


def a_parcel(row: int, receipt: str) -> Order:
    return JOKO._replace(id=row, order_id=f"261122BCDFG{'BCDFGH'[row]}", receipt=receipt)


def test_what_is_too_little_names_a_fee_only_where_there_is_one() -> None:
    said = [match_payouts([Payout(1, "JT1", 90_000, fee)], (JOKO,))[0].sentence for fee in (0, 1_000)]
    assert f"JT1: Rp 90.000 is less than the Rp 95.000 of {JOKO.order_id}" in said[0]
    assert "a fee of Rp 1.000" in said[1]


def verdict(payout: Payout, *orders: Order) -> PayoutVerdict:
    return match_payouts([payout], orders)[0].verdict


@pytest.mark.parametrize(
    ("payout", "wanted"),
    [
        (Payout(1, "JT1", 95_000), PayoutVerdict.MATCHED),
        (Payout(1, "jt 1", 95_000), PayoutVerdict.MATCHED),
        (Payout(1, "JT1", 95_000, 2_850), PayoutVerdict.MATCHED),
        (Payout(1, "JT1", 92_150, 2_850), PayoutVerdict.MATCHED),
        (Payout(1, "JT1", 92_149, 2_850), PayoutVerdict.SHORT),
        (Payout(1, "JT1", 90_000), PayoutVerdict.SHORT),
        (Payout(1, "JT1", 95_001), PayoutVerdict.OVER),
        (Payout(1, "JT1", 95_000, 0, PayoutState.RETURNED), PayoutVerdict.RETURNED),
        (Payout(1, "JT1", 95_000, 0, PayoutState.OPEN), PayoutVerdict.OPEN),
        (Payout(1, "JT2", 95_000), PayoutVerdict.UNKNOWN),
    ],
)
def test_what_a_line_is(payout: Payout, wanted: PayoutVerdict) -> None:
    assert verdict(payout, JOKO) is wanted


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (JOKO._replace(payment_status=PaymentStatus.PAID), PayoutVerdict.PAID),
        (JOKO._replace(payment_status=PaymentStatus.SETTLED), PayoutVerdict.PAID),
        (JOKO._replace(method=Method.QRIS), PayoutVerdict.UNFIT),
        (JOKO._replace(status=Status.CANCELED), PayoutVerdict.UNFIT),
        (JOKO._replace(status=Status.COMPLETED), PayoutVerdict.MATCHED),
    ],
)
def test_what_the_order_allows(order: Order, wanted: PayoutVerdict) -> None:
    assert verdict(Payout(1, "JT1", 95_000), order) is wanted


def test_two_orders_with_one_receipt_number_are_left_to_a_person() -> None:
    match = match_payouts([Payout(1, "JT1", 190_000)], [JOKO, a_parcel(2, "jt1")])[0]
    assert match.sentence == (
        "JT1: several orders have this receipt number: 261122BCDFGH, 261122BCDFGD. Mark them paid by hand."
    )


def test_the_same_line_twice_counts_once_and_contradicting_lines_not_at_all() -> None:
    same = match_payouts([Payout(1, "JT1", 95_000), Payout(2, "jt1", 95_000)], [JOKO])
    assert [match.verdict for match in same] == [PayoutVerdict.MATCHED, PayoutVerdict.REPEATED]
    other = match_payouts([Payout(1, "JT1", 95_000), Payout(2, "JT1", 90_000)], [JOKO])
    assert [match.verdict for match in other] == [PayoutVerdict.CONTESTED] * 2


@pytest.mark.parametrize("verdict", PayoutVerdict)
def test_every_verdict_has_a_sentence_that_is_safe_to_show(verdict: PayoutVerdict) -> None:
    order = JOKO._replace(name="\x1b[31mJoko")
    match = PayoutMatch(Payout(1, "\x1bJT1", 95_000), verdict, (order,))
    assert match.sentence.startswith("␛JT1: ")
    assert "\x1b" not in match.sentence


def test_the_plan_pays_each_matched_order_and_keeps_the_fee() -> None:
    plan = CodPlan(match_payouts([Payout(1, "JT1", 92_150, 2_850), Payout(2, "JT9", 1)], [JOKO]))
    assert plan.selection.keys.tolist() == [JOKO.id]
    assert plan.command(JOKO) == AcceptPayment(
        order_id=JOKO.order_id, amount=95_000, fee=2_850, transaction="cod:JT1", note="JT1"
    )


_PAYOUTS = st.lists(
    st.builds(
        Payout,
        line=st.just(0),
        receipt=st.sampled_from(["JT1", "jt1", "JT2", "JT3"]),
        amount=st.sampled_from([95_000, 90_000]),
        state=st.sampled_from(PayoutState),
    ),
    max_size=8,
)
_ORDERS = (JOKO, a_parcel(2, "JT2"), a_parcel(3, "JT2"))


@given(_PAYOUTS, st.integers(0, 99))
def test_the_order_of_the_lines_does_not_matter_and_no_order_is_matched_twice(payouts: list[Payout], seed: int) -> None:
    shuffled = list(payouts)
    Random(seed).shuffle(shuffled)

    def paid(given: Sequence[Payout]) -> list[int]:
        numbered = [each._replace(line=line) for line, each in enumerate(given, 1)]
        matches = match_payouts(numbered, _ORDERS)
        return sorted(match.orders[0].id for match in matches if match.verdict is PayoutVerdict.MATCHED)

    assert paid(payouts) == paid(shuffled)
    assert len(set(paid(payouts))) == len(paid(payouts))
