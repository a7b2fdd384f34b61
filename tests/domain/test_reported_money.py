"""What gateways and banks report of money, late, twice and in any order."""

import pytest

from orders_tui.domain.commands import RecordPayment
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes
from orders_tui.domain.order import Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.reports import Recorded, fee, record_payment
from tests.samples import BEFORE, NOW, ORDER


def reported(order: Order, word: str, amount: int | None = None, *, before: str = "", **parts: str) -> Recorded:
    """What a report changes; `before` are earlier ones such as `paid:T1:180000 settled`."""
    earlier = []
    for text in before.split():
        name, transaction, known = (*text.split(":"), "", "")[:3]
        earlier.append(Money(BEFORE, name, int(known) if known else None, transaction=transaction))
    method = Method(parts["method"]) if "method" in parts else None
    command = RecordPayment(
        order_id=order.order_id,
        reported=PaymentReport(word),
        amount=amount,
        transaction=parts.get("transaction", ""),
        method=method,
    )
    return record_payment(order, command, NOW, earlier)


def changed(recorded: Recorded) -> Changes:
    """What it changes of the order itself."""
    (changes,) = recorded.steps
    return {name: value for name, value in changes.items() if name != "payment"}


CONFLICT = {"payment_status": PaymentStatus.CONFLICT}


class TestMoney:
    @pytest.mark.parametrize("status", [status for status in Status if status not in ("canceled", "closed")])
    @pytest.mark.parametrize("amount", [None, 180_000])
    def test_pays_and_never_moves_the_order(self, status: Status, amount: int | None) -> None:
        recorded = reported(ORDER._replace(status=status), "paid", amount)
        assert changed(recorded) == {"payment_status": PaymentStatus.PAID, "paid_at": NOW}
        assert recorded.warning == ""

    @pytest.mark.parametrize("amount", [None, 0, 89_999, 90_000, 175_500, 180_000])
    def test_settled_is_net_of_a_fee_and_a_fee_of_more_than_half_is_named(self, amount: int | None) -> None:
        settled = {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}
        unpaid = reported(ORDER, "settled", amount)
        assert changed(unpaid) == settled | {"paid_at": NOW}
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        paid = reported(now, "settled", amount, before="paid::180000")
        assert changed(paid) == settled
        named = amount is not None and amount < 90_000
        assert ["of Rp 180.000 was settled" in each.warning for each in (unpaid, paid)] == [named] * 2
        assert bool(unpaid.warning) is bool(paid.warning) is named

    @pytest.mark.parametrize("before", ["", "paid", "paid::180000"])
    def test_more_settled_than_was_paid_is_a_conflict(self, before: str) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID) if before else ORDER
        assert changed(reported(now, "settled", 180_001, before=before)) == CONFLICT
        assert reported(now, "settled", 180_001, before=before).warning == ""

    def test_that_it_was_paid_does_not_answer_a_settlement_of_too_much(self) -> None:
        assert changed(reported(ORDER, "paid", 180_000, before="settled::180001")) == CONFLICT

    def test_the_fee_of_a_settlement_that_is_known_is_named_once(self) -> None:
        assert reported(ORDER, "settled", 1, transaction="T1", before="settled:T1:1").warning == ""

    def test_what_was_paid_decides_how_much_may_be_settled(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID)
        assert changed(reported(now, "settled", 199_000, before="paid::200000"))["payment_status"] == "settled"
        assert changed(reported(now, "settled", 101_000, before="paid::100000")) == CONFLICT

    @pytest.mark.parametrize("amount", [0, 1, 179_999, 180_001])
    @pytest.mark.parametrize("word", ["paid", "conflict"])
    @pytest.mark.parametrize("present", PaymentStatus)
    @pytest.mark.parametrize("before", ["", "paid"])
    def test_of_a_wrong_amount_is_a_conflict(self, amount: int, word: str, present: PaymentStatus, before: str) -> None:
        now = ORDER._replace(payment_status=present)
        expected = {} if present is PaymentStatus.CONFLICT else CONFLICT
        assert changed(reported(now, word, amount, before=before)) == expected

    @pytest.mark.parametrize("present", [PaymentStatus.UNPAID, PaymentStatus.PAID, PaymentStatus.SETTLED])
    @pytest.mark.parametrize("amount", [None, 180_000])
    def test_that_comes_twice_is_a_conflict(self, present: PaymentStatus, amount: int | None) -> None:
        assert changed(reported(ORDER._replace(payment_status=present), "paid", amount, before="paid")) == CONFLICT

    @pytest.mark.parametrize(
        ("word", "transaction", "before", "changes"),
        [
            # Capture, then settlement of one card payment.
            ("paid", "T1", "paid:T1", {}),
            ("settled", "T1", "paid:T1", {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            ("settled", "T1", "paid:T1 settled:T1", {}),
            ("paid", "T1", "settled:T1", {}),
            # The settlement has an id of its own.
            ("settled", "T2", "paid:T1", {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            ("settled", "T2", "paid:T1 settled:T2", {}),
            ("paid", "T1", "paid:T1 settled:T2", {}),
            (
                "settled",
                "T2",
                "paid:T1 paid:T3 settled:T1",
                {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW},
            ),
            # Another payment.
            ("paid", "T2", "paid:T1", CONFLICT),
            ("paid", "T2", "paid:T1 settled:T1", CONFLICT),
            ("paid", "T2", "paid:T1 settled:T2", CONFLICT),
            ("settled", "T2", "settled:T1", CONFLICT),
            ("settled", "T2", "paid:T1 settled:T1", CONFLICT),
            ("settled", "T3", "paid:T1 settled:T2", CONFLICT),
            ("settled", "T3", "paid settled:T2", CONFLICT),
            # It may be another one, as far as anybody knows.
            ("paid", "T2", "paid", CONFLICT),
            ("paid", "", "paid:T1", CONFLICT),
            # It may be the same.
            ("settled", "T1", "paid", {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            ("settled", "", "paid:T1", {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            # What was looked at and accepted is no news when it is settled.
            ("settled", "T1", "paid:T1 paid:T2", {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            # One that failed was never in.
            ("paid", "T2", "failed:T1 expired:T3", {}),
        ],
    )
    def test_is_told_apart_by_its_transaction(self, word: str, transaction: str, before: str, changes: Changes) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        assert changed(reported(now, word, 180_000, transaction=transaction, before=before)) == changes

    def test_whose_settlement_came_first_under_another_id_is_the_same(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.SETTLED, paid_at=BEFORE, settled_at=BEFORE)
        assert changed(reported(now, "paid", 180_000, transaction="T1", before="settled:T2:175500")) == {}

    def test_of_a_known_transaction_is_compared_all_the_same(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        assert changed(reported(now, "paid", 1, transaction="T1", before="paid:T1")) == CONFLICT

    def test_that_is_settled_leaves_a_conflict_to_staff(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.CONFLICT)
        assert changed(reported(now, "settled", 180_000, before="paid")) == {}
        assert changed(reported(now, "settled", transaction="T1", before="paid:T1:1")) == {}

    def test_ends_a_conflict_of_a_payment_that_did_not_come(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.CONFLICT)
        assert changed(reported(ORDER, "conflict")) == CONFLICT
        assert changed(reported(now, "paid", 180_000, before="conflict")) == {
            "payment_status": PaymentStatus.PAID,
            "paid_at": NOW,
        }

    @pytest.mark.parametrize("present", [PaymentStatus.PAID, PaymentStatus.SETTLED])
    def test_that_is_known_changes_nothing(self, present: PaymentStatus) -> None:
        now = ORDER._replace(payment_status=present, paid_at=BEFORE, settled_at=BEFORE)
        if present is PaymentStatus.SETTLED:
            assert changed(reported(now, "paid", 180_000)) == {}
            assert changed(reported(now, "settled", before="paid")) == {}
        else:
            assert changed(reported(now._replace(settled_at=None), "paid", 180_000)) == {}

    @pytest.mark.parametrize("amount", [None, 1, 180_000])
    @pytest.mark.parametrize("present", PaymentStatus)
    @pytest.mark.parametrize("word", ["failed", "expired"])
    def test_that_did_not_come_changes_nothing(self, word: str, present: PaymentStatus, amount: int | None) -> None:
        canceled = ORDER._replace(payment_status=present, status=Status.CANCELED)
        for order in (ORDER._replace(payment_status=present), canceled):
            recorded = reported(order, word, amount)
            assert (changed(recorded), recorded.warning) == ({}, "")

    @pytest.mark.parametrize("amount", [None, 1, 180_000])
    def test_that_went_back_is_a_conflict(self, amount: int | None) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        assert changed(reported(now, "refunded", amount, transaction="T1", before="paid:T1")) == CONFLICT

    @pytest.mark.parametrize("word", ["paid", "settled"])
    @pytest.mark.parametrize(
        ("order", "where"),
        [
            (ORDER._replace(status=Status.CANCELED), "which is Canceled"),
            (ORDER._replace(status=Status.CLOSED), "which is Closed"),
            (ORDER._replace(status=Status.CANCELED, deleted_at=BEFORE), "which is in the trash"),
        ],
    )
    def test_for_an_order_out_of_sight_is_a_conflict_with_a_warning(self, order: Order, where: str, word: str) -> None:
        recorded = reported(order, word, 180_000)
        assert changed(recorded) == CONFLICT
        assert recorded.warning.startswith(f"Money came in for 261122BCDFGH, {where}")

    def test_that_was_known_before_the_end_is_no_news(self) -> None:
        canceled = ORDER._replace(status=Status.CANCELED, payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        recorded = reported(canceled, "paid", 180_000, transaction="T1", before="paid:T1")
        assert (changed(recorded), recorded.warning) == ({}, "")

    @pytest.mark.parametrize(
        ("present", "method", "word", "expected"),
        [
            (Method.PAYMENT_LINK, Method.VA_BCA, "paid", {"method": Method.VA_BCA}),
            (Method.OTHER, Method.CARD, "settled", {"method": Method.CARD}),
            (Method.OTHER, Method.OTHER, "paid", {}),
            (Method.QRIS, Method.CARD, "paid", {}),
            (None, Method.CARD, "paid", {}),
            (Method.PAYMENT_LINK, Method.CARD, "failed", {}),
        ],
    )
    def test_says_how_it_was_paid_where_that_was_open(
        self, present: Method | None, method: Method, word: str, expected: Changes
    ) -> None:
        recorded = reported(ORDER._replace(method=present), word, method=method)
        assert {name: value for name, value in changed(recorded).items() if name == "method"} == expected

    @pytest.mark.parametrize(
        ("word", "amount", "transaction", "history"),
        [
            ("paid", None, "", "paid"),
            ("paid", 180_000, "", "paid 180000"),
            ("settled", 175_500, "T1", "settled 175500 T1"),
            ("refunded", None, "T1", "refunded - T1"),
            ("paid", 180_000, "-", "paid 180000 -"),
            ("failed", None, "-", "failed - -"),
        ],
    )
    def test_stands_in_the_history(self, word: str, amount: int | None, transaction: str, history: str) -> None:
        (changes,) = reported(ORDER, word, amount, transaction=transaction).steps
        assert changes["payment"] == history


@pytest.mark.parametrize(
    ("word", "amount", "before", "kept"),
    [
        ("settled", 175_500, (), 4_500),
        ("settled", 175_500, (("paid", 180_000, "T1"),), 4_500),
        # The total was changed since; what the buyer paid counts.
        ("settled", 175_500, (("paid", 200_000, "T1"),), 24_500),
        ("settled", 175_500, (("paid", 200_000, "T2"), ("paid", None, "T1")), 4_500),
        # The settlement has an id of its own: it is of what was not settled yet.
        ("settled", 175_500, (("paid", 200_000, "T2"),), 24_500),
        ("settled", 175_500, (("paid", 300_000, "T3"), ("settled", 290_000, "T3"), ("paid", 200_000, "T2")), 24_500),
        ("settled", None, (), None),
        ("paid", 175_500, (), None),
    ],
)
def test_the_fee_is_what_the_gateway_kept(
    word: str, amount: int | None, before: tuple[tuple[str, int | None, str], ...], kept: int | None
) -> None:
    command = RecordPayment(order_id=ORDER.order_id, reported=PaymentReport(word), amount=amount, transaction="T1")
    earlier = [Money(BEFORE, name, paid, transaction=transaction) for name, paid, transaction in before]
    assert fee(ORDER, command, earlier) == kept


@pytest.mark.parametrize(
    ("at", "given", "late"),
    [(NOW - 1, True, True), (NOW, True, True), (NOW, False, False), (NOW + 1, True, False)],
)
def test_money_of_before_an_order_was_reported_unpaid_is_late(at: int, given: bool, late: bool) -> None:
    command = RecordPayment(order_id=ORDER.order_id, reported=PaymentReport.PAID, at=at if given else None)
    recorded = record_payment(ORDER, command, at, (), unpaid_at=NOW)
    assert recorded.late is late
    assert ("payment_status" in changed(recorded)) is not late
