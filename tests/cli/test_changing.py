"""The commands that change orders: set, delete, restore, undo, redo."""

import os
import time
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from orders_tui.cli.output import OutputClosed
from orders_tui.cli.who import person
from orders_tui.domain.commands import ChangeOrder
from orders_tui.domain.order import Method, PaymentStatus, Status, label
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Store
from orders_tui.store.writes import jobs
from tests.cli.shop import Said, Shop
from tests.samples import BUDI, a_change


def current_actor(via: str) -> Actor:
    """Whoever runs the tests, at another terminal."""
    return Actor(person(os.environ), via, "pts/9", StaffRole.ADMIN)


def answers(said: Said) -> list[tuple[object, object]]:
    return [(answer["order_id"], answer["ok"]) for answer in said.objects]


def test_a_step_takes_what_it_needs_on_the_same_line(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    said = shop.call("set", order, "--status", "shipped", "--courier", "JNE", "--receipt", "R1")
    assert (said.code, said.out) == (0, f"{order}: Pending → Shipped, Courier: JNE, Receipt number: R1.\n")
    now = shop.order(order)
    assert (now.status, now.courier, now.receipt) == (Status.SHIPPED, "JNE", "R1")
    assert shop.call("set", order, "--status", "rts", "--reason", "damaged").code == 0
    assert shop.order(order).status is Status.RTS


def test_every_field_can_be_set_and_cleared(shop: Shop) -> None:
    order = shop.add("1", tags=["old"], courier="JNE")
    said = shop.call(
        *("set", order, "--status", "pending", "--method", "QRIS", "--payment", "paid", "--courier", ""),
        *("--handler", "sari", "--note", "line one\nline two", "--tag", "a", "--tag", "b", "--untag", "old"),
    )
    assert said.code == 0
    now = shop.order(order)
    assert (now.status, now.method, now.payment_status) == (Status.PENDING, Method.QRIS, PaymentStatus.PAID)
    assert (now.courier, now.handler, now.note, now.tags) == ("", "sari", "line one\nline two", ("a", "b"))


def test_a_step_that_is_not_in_the_table_is_refused_naming_those_that_are(shop: Shop) -> None:
    order = shop.add("1")
    said = shop.call("set", order, "--status", "shipped", "--courier", "JNE", "--receipt", "R1", "--json")
    reason = f"{order} is Created and cannot become Shipped; allowed: Pending, Canceled."
    assert (said.code, said.err) == (1, "")
    assert said.objects == [{"order_id": order, "ok": False, "error": reason}]
    assert shop.order(order).courier == ""


@pytest.mark.parametrize(("kind", "to"), [("physical", "shipped"), ("digital", "confirmed")])
def test_a_completed_order_goes_back_only_where_it_is_named_alone(shop: Shop, kind: str, to: str) -> None:
    items = [{"name": "Madu", "price": 90_000, "kind": kind}]
    done, waiting = (shop.add(key, payment_method="cod", items=items) for key in "12")
    assert shop.call("set", done, "--status", "shipped", "--courier", "JNE", "--receipt", "R1").code == 0
    assert shop.call("set", done, "--status", "completed").code == 0
    assert shop.call("set", waiting, "--courier", "JNE").code == 0
    for dry_run in (["--dry-run"], []):
        said = shop.call("set", done, waiting, "--status", to, "--json", *dry_run)
        reason = f"{done} is Completed; to take it a step back, name it alone."
        assert (said.objects[0]["ok"], said.objects[0]["error"]) == (False, reason)
        assert shop.order(done).status is Status.COMPLETED
    assert shop.call("set", done, waiting, "--tag", "vip").code == 0
    assert shop.call("set", done, "--status", to).code == 0
    assert shop.order(done).status is Status(to)


def test_partly_refused_the_rest_is_done_and_undone_as_one(shop: Shop) -> None:
    pending, created, other = shop.add("1", payment_method="cod"), shop.add("2"), shop.add("3", payment_method="cod")
    said = shop.call("set", pending, created, "NOWHERE", other.lower(), pending, "--status", "confirmed", "--json")
    assert said.code == 1
    assert answers(said) == [(pending, True), (created, False), ("NOWHERE", False), (other, True)]
    assert [shop.order(order).status for order in (pending, created, other)] == [
        Status.CONFIRMED,
        Status.CREATED,
        Status.CONFIRMED,
    ]
    undone = shop.call("undo")
    assert (undone.code, undone.out) == (0, "Undone on 2 orders.\n")
    assert [shop.order(order).status for order in (pending, other)] == [Status.PENDING] * 2
    again = shop.call("undo")
    assert (again.code, again.out, again.err) == (1, "", "orders-tui: There is nothing to undo.\n")
    assert shop.call("redo").out == "Redone on 2 orders.\n"
    assert [shop.order(order).status for order in (pending, other)] == [Status.CONFIRMED] * 2
    assert shop.call("redo").err == "orders-tui: There is nothing to redo.\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_the_answer_says_what_became_of_each_order(shop: Shop, terminal: bool) -> None:
    order = shop.add("1", payment_method="cod")
    said = shop.call("set", order, "nowhere\x1b", "--payment", "paid", "--note", "one\ntwo\x1b", terminal=terminal)
    assert said.code == 1
    assert said.out.splitlines() == [
        f"{order}: Unpaid → Paid, Note: one, two␛.",
        "Refused: There is no order nowhere␛.",
    ]
    again = shop.call("set", order, "--payment", "paid", terminal=terminal)
    assert again.out == f"Refused: Nothing to change: {order} already has these values.\n"
    wrong = shop.call("set", order, "--handler", "x\ny", terminal=terminal)
    assert wrong.out == f"{order}: refused: Handler: it must be one line.\n"
    answer = shop.call("set", order, "--note", "a", "--json", terminal=terminal)
    assert answer.objects == [{"order_id": order, "ok": True}]


def test_delete_and_restore(shop: Shop) -> None:
    created, pending = shop.add("1"), shop.add("2", payment_method="cod")
    said = shop.call("delete", created, pending)
    assert said.code == 1
    assert said.out.splitlines()[0] == f"{created}: into the trash."
    assert answers(shop.call("delete", created, pending, "--json")) == [(created, False), (pending, False)]
    assert [order["order_id"] for order in shop.call("list", "--json").objects] == [pending]
    assert shop.call("list", "--query", "in:trash", "--json").objects[0]["order_id"] == created
    restored = shop.call("restore", created, pending)
    assert (restored.code, restored.out.splitlines()[0]) == (1, f"{created}: out of the trash.")
    assert shop.order(created).deleted_at is None


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "No changes were given"),
        (["--status", "lost"], "Invalid value for '--status': “lost” is not known; choose one of created, pending,"),
        (["--status", "pro cess"], "Invalid value for '--status': “pro cess” is not known; did you mean in_process?"),
        (
            ["--payment", "no"],
            "Invalid value for '--payment': “no” is not known; choose one of unpaid, paid, conflict,",
        ),
        (["--method", "barter"], "Invalid value for '--method': “barter” is not known; choose one of bank_transfer,"),
        (["--note"], "Option '--note' requires an argument."),
    ],
)
def test_wrong_use_changes_nothing(shop: Shop, options: list[str], reason: str) -> None:
    order = shop.add("1")
    said = shop.call("set", order, *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"orders-tui: {reason}")
    assert shop.order(order).version == 1


@pytest.mark.parametrize("arguments", [["set", "--note", "a"], ["delete"], ["restore"]])
def test_an_order_must_be_named(shop: Shop, arguments: list[str]) -> None:
    shop.add("1")
    said = shop.call(*arguments)
    assert (said.code, said.err) == (2, "orders-tui: Missing argument 'ORDER...'.\n")


@pytest.mark.parametrize(
    "arguments", [["set", "X", "--note", "a"], ["delete", "X"], ["restore", "X"], ["undo"], ["redo"]]
)
def test_read_only_is_read_only(shop: Shop, arguments: list[str]) -> None:
    shop.add("1")
    said = shop.call("--readonly", *arguments)
    assert (said.code, said.err) == (2, "orders-tui: Not possible with --readonly: this changes orders.\n")


def test_the_history_says_who_and_from_where(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    order = shop.add("1")
    monkeypatch.setattr("orders_tui.cli.who.person", lambda _environ: "daemon")
    monkeypatch.setenv("SSH_CONNECTION", "2001:db8::7 50000 2001:db8::1 22")
    shop.call("set", order, "--note", "a")
    last = shop.call("show", order, "--json").objects[0]["history"][-1]
    assert (last["by"], last["via"], last["place"]) == ("daemon", "command", "2001:db8::7")
    assert (last["field"], last["old"], last["new"]) == ("note", "", "a")


@pytest.mark.parametrize("word", ["In Process", "in-process", "IN_PROCESS", " in  process"])
def test_a_status_may_be_written_as_it_is_shown(shop: Shop, word: str) -> None:
    order = shop.add("1", payment_method="cod")
    assert shop.call("set", order, "--status", word).code == 0
    assert shop.order(order).status is Status.IN_PROCESS


def test_a_label_is_known_in_the_language_in_use(shop: Shop) -> None:
    first, second = shop.add("1", payment_method="cod"), shop.add("2", payment_method="cod")
    assert shop.call("set", first, "--status", "ready to ship", "--method", "bank transfer").code == 0
    shop.call("--lang", "id", "set", first, "--handler", "sari")  # which chooses the language
    said = shop.call("--lang", "id", "set", second, "--status", label(Status.READY))
    assert (said.code, label(Status.READY) == "Ready to Ship") == (0, False)
    assert shop.order(first).status is shop.order(second).status is Status.READY


def test_a_receipt_number_that_another_order_has_is_told(shop: Shop) -> None:
    first, second = shop.add("1", payment_method="cod"), shop.add("2", payment_method="cod")
    shipped = ("--status", "shipped", "--courier", "JNE", "--receipt", "R1")
    assert shop.call("set", first, *shipped).code == 0
    warning = f"The receipt number R1 already belongs to {first}."
    assert shop.call("set", second, *shipped, "--json").objects == [
        {"order_id": second, "ok": True, "warning": warning}
    ]
    again = shop.call("set", second, "--receipt", "R2", "--json").objects
    assert again == [{"order_id": second, "ok": True}]
    assert shop.call("set", second, "--receipt", "R1").out == f"{second}: Receipt number: R1. {warning}\n"


def test_undo_and_redo_say_what_they_changed(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    shop.call("set", order, "--status", "confirmed", "--payment", "paid", "--note", "a")
    assert shop.call("undo").out == f"Undone on {order} (Siti Aminah): Confirmed → Pending; Paid → Unpaid; Note: –\n"
    assert shop.call("redo").out == f"Redone on {order} (Siti Aminah): Pending → Confirmed; Unpaid → Paid; Note: a\n"
    assert shop.call("undo", "--json").objects == [
        {"order_id": order, "ok": True},
        {"operation": 5, "done": 1, "refused": 0, "stopped": False},
    ]
    history = shop.call("show", order).out.splitlines()[-4:]
    assert [line.rpartition(")  ")[2].partition(" ")[0] for line in history] == [
        *("Pending", "undone:", "redone:", "undone:"),
    ]


@pytest.mark.parametrize(
    ("via", "ago", "done"),
    [("command", 3_500, True), ("command", 3_700, False), ("console", 10, False)],
)
def test_what_was_changed_elsewhere_or_long_ago_is_named_and_left(shop: Shop, via: str, ago: int, done: bool) -> None:
    order = shop.add("1", payment_method="cod")
    me = current_actor(via)
    with closing(Store(SqliteEngine(shop.path), clock=lambda: time.time() - ago)) as then:
        then.execute(ChangeOrder(order_id=order, facts={"note": "a"}), me)
    said = shop.call("undo")
    assert (said.code == 0, shop.order(order).note == "") == (done, done)
    if not done:
        operation = said.err.rpartition(" ")[2].strip()
        place = f"({'console' if via == 'console' else 'command line'}, pts/9)"
        for part in (
            "Note: a",
            f"{order} Siti Aminah",
            f"{me.name} {place}",
            f"orders-tui undo --operation {operation}",
        ):
            assert part in said.err
        assert shop.call("undo", "--operation", operation).code == 0
        assert shop.order(order).note == ""
        assert shop.call("redo").code == 0  # the undo itself was made here
        assert shop.order(order).note == "a"


def test_an_undo_of_the_console_is_not_redone_unnamed(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    shop.call("set", order, "--note", "a")
    with closing(shop.store()) as store:
        undone = store.undo(current_actor("console")).operation
    assert f"orders-tui redo --operation {undone}" in shop.call("redo").err
    assert shop.call("redo", "--operation", str(undone), "--json").code == 0
    assert shop.order(order).note == "a"
    assert shop.call("undo", "--operation", "999").err == "orders-tui: There is nothing to undo.\n"


def test_an_order_without_a_name_goes_by_its_phone(shop: Shop) -> None:
    order = shop.add("1", "")
    shop.call("set", order, "--note", "a")
    assert shop.call("undo").out == f"Undone on {order} (+62 812-3456-7890): Note: –\n"


@pytest.mark.parametrize(
    ("options", "status", "payment"),
    [
        (["--status", "selesai"], Status.COMPLETED, PaymentStatus.UNPAID),
        (["--payment", "LUNAS"], Status.SHIPPED, PaymentStatus.PAID),
    ],
)
def test_labels_are_understood_in_both_languages(
    shop: Shop, options: list[str], status: Status, payment: PaymentStatus
) -> None:
    order = shop.add("1", payment_method="cod")
    shop.call("set", order, "--status", "shipped", "--courier", "JNE", "--receipt", "R1")
    assert shop.call("set", order, *options).code == 0
    now = shop.order(order)
    assert (now.status, now.payment_status) == (status, payment)


@pytest.mark.parametrize("wrong", [["--status", "paid"], ["--status", "Lunas"]])
def test_a_word_of_another_option_names_that_option(shop: Shop, wrong: list[str]) -> None:
    said = shop.call("set", "X", *wrong)
    assert said.err.endswith(f"“{wrong[1]}” is not known here; did you mean --payment paid?\n")


def test_every_order_is_answered_for_however_many(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "NAMED", 2)
    monkeypatch.setattr(jobs, "_TOGETHER", 2)
    monkeypatch.setattr(jobs, "_SECONDS", 0.0)
    orders = [shop.add(str(key)) for key in range(5)]
    assert answers(shop.call("set", *orders, "--note", "a", "--json")) == [(order, True) for order in orders]
    for command in ("undo", "redo"):
        *lines, last = shop.call(command, "--json").objects
        assert [(line["order_id"], line["ok"]) for line in lines] == [(order, True) for order in orders]
        assert (last["done"], last["refused"], last["stopped"]) == (5, 0, False)


def test_many_are_changed_in_short_transactions_under_one_operation(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_TOGETHER", 2)
    monkeypatch.setattr(jobs, "_SECONDS", 0.0)
    orders = [shop.add(str(key)) for key in range(5)]
    transactions: list[SqliteEngine] = []
    writing = SqliteEngine.writing

    def counted(engine: SqliteEngine) -> AbstractContextManager[None]:
        transactions.append(engine)
        return writing(engine)

    monkeypatch.setattr(SqliteEngine, "writing", counted)
    for change in (["set", "--note", "a"], ["delete"], ["restore"]):
        transactions.clear()
        said = shop.call(change[0], *orders, *change[1:])
        assert (said.code, len(transactions)) == (0, 4)
        histories = [shop.call("show", order, "--json").objects[0]["history"][-1]["operation"] for order in orders]
        assert len(set(histories)) == 1


@pytest.mark.parametrize("change", [["set", "--note", "a"], ["delete"], ["print", "-o", "labels.html"]])
def test_a_dry_run_says_the_same_and_changes_nothing(
    shop: Shop, change: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    created, pending = shop.add("1"), shop.add("2", payment_method="cod")
    call = [change[0], created, "NOWHERE", pending, *change[1:]]
    before = [shop.order(order) for order in (created, pending)]
    tried = shop.call("--readonly", *call, "--dry-run")
    machine = shop.call(*call, "--dry-run", "--json")
    assert [shop.order(order) for order in (created, pending)] == before
    assert not Path("labels.html").exists()
    objects = machine.objects
    assert all(line["dry_run"] for line in objects)
    assert tried.out.splitlines()[-1] == "Nothing was changed."
    done = shop.call(*call)
    assert (tried.code, tried.out.splitlines()[:-1]) == (done.code, done.out.splitlines())
    assert [line["order_id"] for line in objects if line["ok"]] == [
        order for order in (created, pending) if shop.order(order).version > 1
    ]


def test_one_receipt_number_is_not_given_to_several(shop: Shop) -> None:
    orders = [shop.add(str(key), payment_method="cod") for key in range(2)]
    said = shop.call("set", *orders, "--receipt", "R1", "--json")
    assert answers(said) == [(order, False) for order in orders]
    assert "belongs to one parcel" in str(said.objects[0]["error"])


def test_an_undo_that_can_do_nothing_says_that_the_next_goes_further_back(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    shop.call("set", order, "--handler", "sari")
    shop.call("set", order, "--note", "a")
    with closing(shop.store()) as store:
        store.execute(a_change(order, note="b"), BUDI)
    first, second = shop.call("undo"), shop.call("undo")
    assert first.code == 1
    assert first.out.splitlines() == [
        f"{order} stays as it is: Note was changed by budi since.",
        "The next “orders-tui undo” goes on to the change before it.",
    ]
    assert (second.code, shop.order(order).handler, shop.order(order).note) == (0, "", "b")


def test_a_reader_who_leaves_does_not_stop_a_change(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_TOGETHER", 1)
    monkeypatch.setattr(jobs, "_SECONDS", 0.0)
    orders = [shop.add(str(key)) for key in range(4)]

    def closed(_line: str) -> None:
        raise OutputClosed

    monkeypatch.setattr("orders_tui.cli.answers.write_line", closed)
    assert shop.call("set", *orders, "--note", "a").code == 0
    assert {shop.order(order).note for order in orders} == {"a"}
