"""What a shop writes to its buyers, messages that were sent, labels that were printed."""

import json
from pathlib import Path

import pytest

from orders_tui.domain.commands import Conflict, DeleteOrder, RecordFollowUp, RecordPrinted, RuleBroken
from orders_tui.domain.history import describe
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import (
    Access,
    Instruction,
    MessageStage,
    PaymentKind,
    Sender,
    ShopText,
    ShopTexts,
    Template,
    TextKind,
    text_kind,
    text_name,
)
from orders_tui.domain.text_limits import FieldBroken
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.store import Store
from orders_tui.store.tables import FollowUps
from tests.samples import BUDI, COURSE, NOW, OWNER, PACKER, SARI, VIEWER
from tests.store.shop import changed, column, opened, placed, raw, reached

TEXTS = ShopTexts(
    (
        Template("Halo", MessageStage.WELCOME, "Halo {first_name}", PaymentKind.COD, "Toko", "Madu", 3),
        Template("Lagi", MessageStage.REMINDER_1, "Lagi\n{total}"),
    ),
    (Instruction("semua"), Instruction("BCA 1", Method.BANK_TRANSFER, "Toko")),
    (Access("Kelas", "https://kelas.example"),),
    (Sender("Toko", "Toko\nBandung"),),
)


def sent(order_id: str, stage: MessageStage = MessageStage.WELCOME, version: int | None = None) -> RecordFollowUp:
    return RecordFollowUp(order_id=order_id, stage=stage, template="Halo", version=version)


def printed(order_id: str) -> RecordPrinted:
    return RecordPrinted(order_id=order_id, paper="A6")


class TestTexts:
    def test_are_read_as_they_were_written(self, store: Store) -> None:
        assert store.messages.all() == ShopTexts()
        for text in (text for texts in TEXTS for text in texts):
            store.messages.save(text, OWNER)
        assert store.messages.all() == TEXTS

    @pytest.mark.parametrize("texts", TEXTS)
    def test_take_the_place_of_those_with_the_same_key(self, store: Store, texts: tuple[ShopText, ...]) -> None:
        for text in texts:
            store.messages.save(text._replace(text="lama"), OWNER)
            store.messages.save(text, OWNER)
        assert tuple(text for texts in store.messages.all() for text in texts) == texts
        store.messages.remove(texts[0], OWNER)
        assert tuple(text for texts in store.messages.all() for text in texts) == texts[1:]
        store.messages.remove(texts[0], OWNER)

    @pytest.mark.parametrize("actor", [SARI, PACKER, VIEWER])
    def test_are_an_admins_to_write(self, store: Store, actor: Actor) -> None:
        for change in (store.messages.save, store.messages.remove):
            with pytest.raises(RuleBroken, match="you may not change the settings of the shop"):
                change(TEXTS.templates[0], actor)
        assert store.messages.all() == ShopTexts()

    def test_changes_are_logged_by_whom_and_from_what_to_what(self, store: Store) -> None:
        first = TEXTS.templates[1]
        store.messages.save(first, OWNER)
        store.messages.save(first, OWNER)
        store.messages.save(first._replace(text="Lagi ya"), OWNER)
        store.messages.remove(first, OWNER)
        store.messages.remove(first, OWNER)
        made, edited, removed = store.messages.changes()
        assert (made.at, made.by, made.via, made.place) == (NOW, OWNER.name, OWNER.via, OWNER.place)
        assert {(change.kind, change.name) for change in store.messages.changes()} == {(TextKind.TEMPLATE, "Lagi")}
        assert (made.old, removed.new) == (None, None)
        assert json.loads(made.new or "") == first._asdict()
        assert (edited.old, removed.old) == (made.new, edited.new)
        assert json.loads(edited.new or "")["text"] == "Lagi ya"

    @pytest.mark.parametrize("text", [text for texts in TEXTS for text in texts])
    def test_of_every_kind_are_logged(self, store: Store, text: ShopText) -> None:
        store.messages.save(text, OWNER)
        (change,) = store.messages.changes()
        assert (change.kind, change.name) == (text_kind(text), text_name(text))
        assert json.loads(change.new or "") == text._asdict()

    def test_leave_what_can_be_undone_and_redone_as_it_is(self, store: Store) -> None:
        order = placed(store, OWNER)
        store.undo(OWNER)
        store.messages.save(TEXTS.templates[0], OWNER)
        store.redo(OWNER)
        assert store.orders.get(order.order_id).deleted_at is None
        store.messages.save(TEXTS.templates[1], OWNER)
        offer = store.last_change(OWNER)
        assert offer is not None
        assert [named.order_id for named in offer.first] == [order.order_id]
        assert store.check() == []

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            (TEXTS.templates[0]._replace(name=" "), "name"),
            (TEXTS.templates[0]._replace(name="x" * 101), "name"),
            (TEXTS.templates[0]._replace(product="a\nb"), "product"),
            (TEXTS.templates[0]._replace(store="a\nb"), "store"),
            (TEXTS.templates[0]._replace(hours=-1), "hours"),
            (TEXTS.templates[0]._replace(text=" "), "text"),
            (TEXTS.templates[0]._replace(text="{nama}"), "text"),
            (TEXTS.instructions[0]._replace(text="{instructions}"), "text"),
            (TEXTS.accesses[0]._replace(product=""), "product"),
            (TEXTS.senders[0]._replace(store=""), "store"),
        ],
    )
    def test_are_refused_because_of_one_field(self, store: Store, text: ShopText, field: str) -> None:
        with pytest.raises(FieldBroken) as refusal:
            store.messages.save(text, OWNER)
        assert refusal.value.field == field
        assert store.messages.changes() == ()

    def test_leave_a_log_that_is_only_ever_added_to(self, store: Store, path: Path) -> None:
        store.messages.save(TEXTS.templates[0], OWNER)
        with raw(path) as connection:
            for sql in (
                "DELETE FROM text_change",
                "UPDATE text_change SET name = 'x'",
                "REPLACE INTO text_change SELECT id, operation_id, kind, 'x', old, new FROM text_change",
                "INSERT INTO text_change VALUES (9, 1, 'letter', '', NULL, NULL)",
            ):
                with pytest.raises(sqlite3.IntegrityError):
                    connection.execute(sql)
        assert [change.name for change in store.messages.changes()] == ["Halo"]

    def test_of_a_sender_may_have_braces(self, store: Store) -> None:
        store.messages.save(Sender("Toko", "{Toko}"), OWNER)
        assert store.messages.all().senders == (Sender("Toko", "{Toko}"),)

    def test_with_unknown_fields_are_not_stored(self, store: Store) -> None:
        with pytest.raises(RuleBroken, match=r"There is no field \{nama\}"):
            store.messages.save(TEXTS.templates[0]._replace(text="{nama}"), OWNER)
        assert store.messages.all() == ShopTexts()


class TestFollowUp:
    def test_is_counted_dated_and_stands_in_the_history(self, store: Store) -> None:
        order = placed(store)
        outcome = store.execute(sent(order.order_id, version=order.version), BUDI)
        assert [line for change in outcome.changes for line in describe(change)] == ["Follow-up: Halo"]
        store.execute(sent(order.order_id, MessageStage.REMINDER_1), BUDI)
        now = store.orders.get(order.order_id)
        assert (now.follow_ups, now.followed_up_at, now.access_sent_at) == (2, NOW, None)
        assert column(store, FollowUps.template, FollowUps.order_row == order.id) == ["Halo", "Halo"]
        assert store.check() == []

    def test_that_gives_access_is_noted_as_delivered(self, store: Store) -> None:
        order = placed(store, items=(COURSE,))
        store.execute(sent(order.order_id, MessageStage.ACCESS), BUDI)
        assert store.orders.get(order.order_id).access_sent_at == NOW

    @pytest.mark.parametrize("route", [(), (Status.CANCELED,), (Status.SHIPPED, Status.RTS)])
    def test_is_possible_in_every_status(self, store: Store, route: tuple[Status, ...]) -> None:
        order = reached(store, *route)
        store.execute(sent(order.order_id), BUDI)
        now = store.orders.get(order.order_id)
        assert (now.status, now.follow_ups) == (order.status, 1)

    def test_is_refused_in_the_trash_and_to_the_buyer_of_another_seller(self, store: Store) -> None:
        gone, others = placed(store, method=None), placed(store, seller="Mitra Jaya")
        store.execute(DeleteOrder(order_id=gone.order_id), BUDI)
        with pytest.raises(RuleBroken, match="is in the trash"):
            store.execute(sent(gone.order_id), BUDI)
        with pytest.raises(RuleBroken, match="is shipped for Mitra Jaya, who writes to the buyer"):
            store.execute(sent(others.order_id), BUDI)

    def test_on_an_order_as_it_no_longer_is_is_refused(self, store: Store) -> None:
        order = placed(store)
        changed(store, order, payment=PaymentStatus.PAID)
        with pytest.raises(Conflict, match="was changed meanwhile"):
            store.execute(sent(order.order_id, version=order.version), BUDI)


class TestPrinting:
    def test_dates_the_order_and_warns_of_a_second_time(self, store: Store) -> None:
        order = placed(store)
        first = store.execute(printed(order.order_id), BUDI)
        assert [line for change in first.changes for line in describe(change)] == ["Label printed: A6"]
        assert first.warning == ""
        assert store.orders.get(order.order_id).printed_at == NOW
        again = store.execute(printed(order.order_id), BUDI)
        assert again.warning == f"{order.order_id} was printed before: 22 Nov 2026, 14:05."
        assert store.check() == []

    def test_is_for_parcels_alone(self, store: Store) -> None:
        order = placed(store, items=(COURSE,))
        with pytest.raises(RuleBroken, match="has only digital goods; there is no parcel"):
            store.execute(printed(order.order_id), BUDI)

    def test_is_not_undone(self, path: Path) -> None:
        with opened(path, create=True) as store:
            order = placed(store, by=BUDI)
            store.execute(printed(order.order_id), SARI)
            with pytest.raises(RuleBroken, match="nothing to undo"):
                store.undo(SARI)
