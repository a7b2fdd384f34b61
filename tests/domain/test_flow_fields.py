"""The rules of an order's money, trash, tags and texts."""

import pytest

from orders_tui.domain.commands import ChangeOrder, DeleteOrder, RestoreOrder, RuleBroken
from orders_tui.domain.facts import EDITABLE, FACTS, Fact
from orders_tui.domain.flow import Changes, change, delete, restore
from orders_tui.domain.limits import TEXT_LIMIT
from orders_tui.domain.order import NOTE_LIMIT, Goods, Method, PaymentStatus, Status
from orders_tui.domain.tags import join_tags, split_tags
from tests.samples import BEFORE, CREATED, NOW, ORDER, a_change


class TestPaymentByHand:
    @pytest.mark.parametrize("payment", PaymentStatus)
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("to", [PaymentStatus.PAID, PaymentStatus.UNPAID])
    def test_is_always_possible(self, status: Status, payment: PaymentStatus, to: PaymentStatus) -> None:
        known = None if payment is PaymentStatus.UNPAID else BEFORE
        now = ORDER._replace(status=status, payment_status=payment, paid_at=known)
        if to is payment:
            with pytest.raises(RuleBroken, match="Nothing to change"):
                change(now, a_change(payment=to), NOW)
        else:
            changes = change(now, a_change(payment=to), NOW)
            assert changes.pop("payment_status") is to
            assert changes == ({"paid_at": None} if to is PaymentStatus.UNPAID else {} if known else {"paid_at": NOW})

    @pytest.mark.parametrize(
        ("to", "changes"),
        [
            (PaymentStatus.SETTLED, {"payment_status": PaymentStatus.SETTLED, "settled_at": NOW}),
            (PaymentStatus.CONFLICT, {"payment_status": PaymentStatus.CONFLICT}),
        ],
    )
    def test_of_a_paid_order_keeps_when_it_was_paid(self, to: PaymentStatus, changes: Changes) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        assert change(now, a_change(payment=to), NOW) == changes

    @pytest.mark.parametrize(
        ("to", "times"),
        [(PaymentStatus.PAID, {"settled_at": None}), (PaymentStatus.UNPAID, {"paid_at": None, "settled_at": None})],
    )
    def test_takes_a_settlement_back_with_its_time(self, to: PaymentStatus, times: Changes) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.SETTLED, paid_at=BEFORE, settled_at=BEFORE)
        assert change(now, a_change(payment=to), NOW) == {"payment_status": to, **times}

    def test_a_conflict_keeps_when_it_was_paid(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        conflict = {"payment_status": PaymentStatus.CONFLICT}
        assert change(now, a_change(payment=PaymentStatus.CONFLICT), NOW) == conflict

    def test_confirm_payment_is_one_change(self) -> None:
        asked = a_change(status=Status.CONFIRMED, payment=PaymentStatus.PAID)
        assert change(ORDER, asked, NOW) == {
            "status": Status.CONFIRMED,
            "confirmed_at": NOW,
            "payment_status": PaymentStatus.PAID,
            "paid_at": NOW,
        }


class TestTrash:
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("goods", Goods)
    def test_takes_created_and_canceled_orders_alone(self, status: Status, goods: Goods) -> None:
        now = ORDER._replace(status=status, goods=goods)
        asked = DeleteOrder(order_id=now.order_id)
        if status in (Status.CREATED, Status.CANCELED):
            assert delete(now, asked, NOW) == {"deleted_at": NOW}
        else:
            with pytest.raises(RuleBroken, match="only Created and Canceled"):
                delete(now, asked, NOW)

    def test_holds_an_order_once(self) -> None:
        with pytest.raises(RuleBroken, match="in the trash"):
            delete(CREATED._replace(deleted_at=BEFORE), DeleteOrder(order_id=ORDER.order_id), NOW)

    @pytest.mark.parametrize("status", [Status.CREATED, Status.CANCELED])
    def test_gives_an_order_back_as_it_was(self, status: Status) -> None:
        asked = RestoreOrder(order_id=ORDER.order_id)
        assert restore(ORDER._replace(status=status, deleted_at=BEFORE), asked, NOW) == {"deleted_at": None}

    def test_gives_back_only_what_it_holds(self) -> None:
        with pytest.raises(RuleBroken, match="not in the trash"):
            restore(CREATED, RestoreOrder(order_id=ORDER.order_id), NOW)

    @pytest.mark.parametrize(
        "asked", [a_change(method=Method.COD), a_change(note="x"), a_change(payment=PaymentStatus.PAID)]
    )
    def test_what_it_holds_stands_still(self, asked: ChangeOrder) -> None:
        with pytest.raises(RuleBroken, match="restore it first"):
            change(CREATED._replace(deleted_at=BEFORE), asked, NOW)


class TestTags:
    TAGGED = ORDER._replace(tags=("gift", "urgent"))

    def test_are_added_and_removed(self) -> None:
        asked = a_change(add_tags=(" vip ", "gift"), remove_tags=("urgent", "unknown"))
        assert change(self.TAGGED, asked, NOW) == {"tags": "gift\nvip"}

    def test_all_can_go(self) -> None:
        assert change(self.TAGGED, a_change(remove_tags=("gift", "urgent")), NOW) == {"tags": ""}

    @pytest.mark.parametrize("asked", [a_change(add_tags=("gift", " ")), a_change(remove_tags=("unknown",))])
    def test_that_are_so_already_change_nothing(self, asked: ChangeOrder) -> None:
        with pytest.raises(RuleBroken, match="Nothing to change"):
            change(self.TAGGED, asked, NOW)

    def test_in_another_order_are_no_change(self) -> None:
        now = ORDER._replace(tags=("urgent", "gift"))
        assert change(now, a_change(note="call"), NOW) == {"note": "call"}

    def test_cannot_be_added_and_removed_at_once(self) -> None:
        with pytest.raises(RuleBroken, match="The tag vip cannot"):
            change(self.TAGGED, a_change(add_tags=("vip",), remove_tags=("vip ",)), NOW)

    @pytest.mark.parametrize("tag", ["two\nlines", "x" * (TEXT_LIMIT + 1), "nul\0"])
    def test_that_cannot_be_stored_are_refused(self, tag: str) -> None:
        with pytest.raises(RuleBroken, match="Tag"):
            change(self.TAGGED, a_change(add_tags=(tag,)), NOW)

    @pytest.mark.parametrize("tags", [(), ("a",), ("a", "b, c")])
    def test_come_whole_through_the_history(self, tags: tuple[str, ...]) -> None:
        assert split_tags(join_tags(tags)) == tags


class TestTexts:
    FILLED = ORDER._replace(courier="JNE", receipt="R1", handler="sari", note="call\nlater")

    @pytest.mark.parametrize("field", ["courier", "receipt", "handler", "note"])
    def test_are_changed_cleared_and_left(self, field: str) -> None:
        assert change(self.FILLED, a_change(**{field: " new "}), NOW) == {field: "new"}
        assert change(self.FILLED, a_change(**{field: ""}), NOW) == {field: ""}
        with pytest.raises(RuleBroken, match="Nothing to change"):
            change(self.FILLED, a_change(**{field: getattr(self.FILLED, field)}), NOW)

    @pytest.mark.parametrize("field", ["courier", "receipt", "handler"])
    def test_of_one_line_take_no_second(self, field: str) -> None:
        with pytest.raises(RuleBroken, match="one line"):
            change(ORDER, a_change(**{field: "a\nb"}), NOW)

    def test_a_note_has_many_lines_and_its_own_limit(self) -> None:
        note = "long\n" + "x" * (NOTE_LIMIT - 5)
        assert change(ORDER, a_change(note=note), NOW) == {"note": note}
        with pytest.raises(RuleBroken, match="10001"):
            change(ORDER, a_change(note=note + "x"), NOW)

    def test_a_reason_is_one_line_too(self) -> None:
        with pytest.raises(RuleBroken, match="one line"):
            change(ORDER, a_change(status=Status.CANCELED, reason="a\nb"), NOW)

    @pytest.mark.parametrize("status", Status)
    def test_can_change_in_every_status(self, status: Status) -> None:
        assert change(ORDER._replace(status=status), a_change(handler="sari"), NOW) == {"handler": "sari"}

    def test_a_wish_without_content_is_refused(self) -> None:
        with pytest.raises(RuleBroken, match=r"Nothing to change: 261122BCDFGH already has these values\."):
            change(ORDER, a_change(), NOW)


class TestBuyer:
    def test_gets_another_phone_in_international_form(self) -> None:
        assert change(ORDER, a_change(phone="0857-0011-2233"), NOW) == {"phone": "+6285700112233"}
        with pytest.raises(RuleBroken, match="Nothing to change"):
            change(ORDER, a_change(phone="0812 3456 7890"), NOW)

    def test_whose_phone_is_no_number_has_it_as_it_was_written(self) -> None:
        assert change(ORDER, a_change(phone=" call  me"), NOW) == {"phone": "call me"}

    @pytest.mark.parametrize(
        ("name", "phone", "asked"),
        [
            ("Siti", "+6281234567890", a_change(name=" ", phone="")),
            ("Siti", "", a_change(name="")),
            ("", "+6281234567890", a_change(phone=" ")),
        ],
    )
    def test_keeps_a_name_or_a_phone(self, name: str, phone: str, asked: ChangeOrder) -> None:
        now = ORDER._replace(name=name, phone=phone)
        with pytest.raises(RuleBroken, match="261122BCDFGH needs the customer's name or phone"):
            change(now, asked, NOW)

    @pytest.mark.parametrize(
        ("asked", "changes"),
        [
            (a_change(name=""), {"name": ""}),
            (a_change(phone=""), {"phone": ""}),
            (a_change(name="", phone="085700112233"), {"name": "", "phone": "+6285700112233"}),
            (a_change(city=" Bandung "), {"city": "Bandung"}),
        ],
    )
    def test_changes_in_every_other_way(self, asked: ChangeOrder, changes: Changes) -> None:
        assert change(ORDER, asked, NOW) == changes

    def test_without_either_has_a_new_address_all_the_same(self) -> None:
        assert change(ORDER._replace(name="", phone=""), a_change(city="Bandung"), NOW) == {"city": "Bandung"}


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact not in EDITABLE])
def test_no_other_fact_is_changed_by_its_value(fact: Fact) -> None:
    with pytest.raises(RuleBroken, match=f"{fact.label} cannot be changed"):
        change(ORDER, ChangeOrder(order_id=ORDER.order_id, facts={fact.name: "closed"}), NOW)
