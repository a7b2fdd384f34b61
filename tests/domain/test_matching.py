"""The credits of a statement matched with orders: one, several or none, never guessed, and none twice."""

from collections.abc import Sequence
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AcceptPayment, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import accept_payment
from orders_tui.domain.matching import Candidate, Credit, CreditVerdict, Match, PaymentPlan, first_day, match_credits
from orders_tui.domain.order import PaymentStatus, Status
from tests.samples import DAY, NOW, an_order

ZONE = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 22)
SITI = an_order(id=1, order_id="261122BCDFGH", name="Siti Aminah", total=180_123)
BUDI = an_order(id=2, order_id="261122JKLMNP", name="Budi Santoso", total=90_000)
WATI = an_order(id=3, order_id="261122QRSTVW", name="Wati Ningsih", total=90_000)
PAID = an_order(id=4, order_id="261122XYZBCD", name="Joko", total=50_000, payment_status=PaymentStatus.PAID)
ORDERS = (SITI, BUDI, WATI, PAID)


def credit(amount: int, text: str = "TRSF E-BANKING CR", day: date | None = TODAY, line: int = 1) -> Credit:
    return Credit(line, amount, day, text)


def matched(*credits: Credit, orders: Sequence[Order] = ORDERS, **known: str) -> tuple[Match, ...]:
    return match_credits(credits, [Candidate(order) for order in orders], known, ZONE)


def verdict(*credits: Credit, orders: Sequence[Order] = ORDERS) -> tuple[CreditVerdict, list[str]]:
    match = matched(*credits, orders=orders)[0]
    return match.verdict, [order.order_id for order in match.orders]


@pytest.mark.parametrize(
    ("found", "wanted", "orders"),
    [
        (credit(180_123), CreditVerdict.MATCHED, [SITI]),
        (credit(180_123, "HARTONO"), CreditVerdict.MATCHED, [SITI]),
        (credit(180_124), CreditVerdict.NONE, []),
        (credit(90_000), CreditVerdict.SEVERAL, [BUDI, WATI]),
        (credit(90_000, "TRSF CR BUDI SANTOSO"), CreditVerdict.MATCHED, [BUDI]),
        (credit(90_000, "CR 0000 SANTOSO, BUDI"), CreditVerdict.MATCHED, [BUDI]),
        (credit(90_000, "TRSF CR WATI NING"), CreditVerdict.MATCHED, [WATI]),
        (credit(90_000, "TRSF CR BUDI"), CreditVerdict.SEVERAL, [BUDI, WATI]),
        (credit(90_000, "BUDI SANTOSO UNTUK WATI NINGSIH"), CreditVerdict.SEVERAL, [BUDI, WATI]),
        (credit(50_000), CreditVerdict.PAID, [PAID]),
        (credit(180_123, day=None), CreditVerdict.MATCHED, [SITI]),
        (credit(180_123, day=date(2026, 11, 21)), CreditVerdict.NONE, []),
        (credit(180_123, day=date(2026, 12, 22)), CreditVerdict.MATCHED, [SITI]),
        (credit(180_123, day=date(2026, 12, 23)), CreditVerdict.NONE, []),
    ],
)
def test_what_a_credit_is_for(found: Credit, wanted: CreditVerdict, orders: list[Order]) -> None:
    assert verdict(found) == (wanted, [order.order_id for order in orders])


def test_of_two_orders_with_the_amount_the_one_that_was_there_is_meant() -> None:
    later = WATI._replace(created_at=NOW + 2 * DAY)
    assert verdict(credit(90_000), orders=(BUDI, later)) == (CreditVerdict.MATCHED, [BUDI.order_id])


def test_an_order_that_was_marked_paid_by_hand_is_not_forgotten() -> None:
    by_hand = BUDI._replace(payment_status=PaymentStatus.PAID)
    assert verdict(credit(90_000), orders=(by_hand, WATI))[0] is CreditVerdict.SEVERAL
    assert verdict(credit(90_000, "BUDI SANTOSO"), orders=(by_hand, WATI)) == (CreditVerdict.PAID, [BUDI.order_id])


def test_the_holder_whom_the_buyer_named_counts_as_the_buyer() -> None:
    candidates = [Candidate(BUDI, ("Hartono Wijaya",)), Candidate(WATI)]
    match = match_credits([credit(90_000, "TRSF HARTONO WIJAYA")], candidates, {}, ZONE)[0]
    assert (match.verdict, match.orders) == (CreditVerdict.MATCHED, (BUDI,))


def test_a_credit_that_was_recorded_before_is_known_whoever_has_that_amount_now() -> None:
    found = credit(180_123)
    match = match_credits([found], [Candidate(SITI)], {found.transaction: "261101BCDFGH"}, ZONE)[0]
    assert (match.verdict, match.known) == (CreditVerdict.KNOWN, "261101BCDFGH")
    assert match.sentence == "Rp 180.123 was already recorded for 261101BCDFGH."


def test_the_same_line_twice_counts_once() -> None:
    verdicts = [match.verdict for match in matched(credit(180_123), credit(180_123, line=2))]
    assert verdicts == [CreditVerdict.MATCHED, CreditVerdict.REPEATED]


def test_two_credits_for_one_order_are_left_to_a_person() -> None:
    one, other = matched(credit(180_123, "SITI"), credit(180_123, "HARTONO", line=2))
    assert (one.verdict, other.verdict) == (CreditVerdict.CONTESTED, CreditVerdict.CONTESTED)
    assert len(PaymentPlan((one, other)).selection) == 0


@pytest.mark.parametrize(
    "other", [credit(180_124), credit(180_123, "TRSF  E-BANKING CR X"), credit(180_123, day=date(2026, 11, 23))]
)
def test_what_tells_a_credit_from_another(other: Credit) -> None:
    assert other.transaction != credit(180_123).transaction


def test_blanks_capitals_and_the_line_do_not_tell_a_credit_from_itself() -> None:
    assert credit(1, "Trsf  E-Banking cr", line=9).transaction == credit(1).transaction


def test_the_day_of_the_oldest_order_that_may_be_meant() -> None:
    assert first_day([credit(1), credit(1, day=date(2026, 11, 2)), credit(1, day=None)], TODAY) == date(2026, 10, 3)
    assert first_day([], TODAY) == date(2026, 10, 23)


def test_a_sentence_shows_a_hostile_name_safely() -> None:
    assert "\x1b" not in matched(credit(180_123), orders=[SITI._replace(name="\x1b[31mSiti")])[0].sentence


def test_the_plan_pays_each_matched_order_by_its_credit() -> None:
    plan = PaymentPlan(matched(credit(180_123, "TRSF SITI AMINAH"), credit(90_000, line=2), credit(50_000, line=3)))
    assert plan.selection.keys.tolist() == [SITI.id]
    assert plan.command(SITI) == AcceptPayment(
        order_id=SITI.order_id,
        amount=180_123,
        transaction=credit(180_123, "TRSF SITI AMINAH").transaction,
        day="2026-11-22",
        note="TRSF SITI AMINAH",
        confirms=True,
    )


def accepted(order: Order, *, confirms: bool = True) -> dict[str, object]:
    command = AcceptPayment(order_id=order.order_id, amount=order.total, transaction="t", confirms=confirms)
    return dict(accept_payment(order, command, NOW))


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.READY, Status.SHIPPED, Status.COMPLETED])
def test_accepted_money_makes_an_order_paid_and_a_pending_one_confirmed(status: Status) -> None:
    paid = {"payment_status": PaymentStatus.PAID, "paid_at": NOW, "payment": "paid 180123"}
    assert accepted(SITI) == paid | {"status": Status.CONFIRMED, "confirmed_at": NOW}
    assert accepted(SITI, confirms=False) == paid
    assert accepted(SITI._replace(status=status)) == paid


@pytest.mark.parametrize("status", [Status.CANCELED, Status.CLOSED])
def test_an_order_that_has_ended_accepts_no_money(status: Status) -> None:
    with pytest.raises(RuleBroken, match="and Unpaid: no payment is due"):
        accepted(SITI._replace(status=status))


@pytest.mark.parametrize("payment", [PaymentStatus.PAID, PaymentStatus.SETTLED, PaymentStatus.CONFLICT])
def test_an_order_that_waits_for_no_money_accepts_none(payment: PaymentStatus) -> None:
    with pytest.raises(RuleBroken, match="no payment is due"):
        accepted(SITI._replace(payment_status=payment))


_CREDITS = st.lists(
    st.builds(
        Credit,
        line=st.just(0),
        amount=st.sampled_from([180_123, 90_000, 50_000, 1]),
        day=st.sampled_from([None, TODAY, date(2026, 11, 1)]),
        text=st.sampled_from(["CR", "CR BUDI SANTOSO", "CR WATI NINGSIH", "CR SITI AMINAH"]),
    ),
    max_size=8,
)


@given(_CREDITS, st.integers(0, 99))
def test_the_order_of_the_credits_does_not_matter(credits: list[Credit], seed: int) -> None:
    shuffled = list(credits)
    Random(seed).shuffle(shuffled)

    def found(given: Sequence[Credit]) -> list[tuple[str, str, list[int]]]:
        numbered = [each._replace(line=line) for line, each in enumerate(given, 1)]
        return sorted(
            (match.credit.transaction, str(match.verdict), [order.id for order in match.orders])
            for match in matched(*numbered)
        )

    assert found(credits) == found(shuffled)


@given(_CREDITS)
def test_no_order_is_ever_matched_twice(credits: list[Credit]) -> None:
    numbered = [each._replace(line=line) for line, each in enumerate(credits, 1)]
    matches = [match for match in matched(*numbered) if match.verdict is CreditVerdict.MATCHED]
    paid = [match.orders[0].id for match in matches]
    assert len(paid) == len(set(paid))
    assert all(match.orders[0].total == match.credit.amount for match in matches)
    assert sorted(PaymentPlan(tuple(matches)).selection.keys) == sorted(paid)
