"""The command `ingest`: what is answered is stored, in order, once, and nothing stops it."""

import base64
import hashlib
import hmac
import json
import os
import select
import signal
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders_tui.config.file import default_path
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from tests.cli.shop import PROGRAM, Shop, as_lines, order_line, process

PATIENCE = 30
SCALEV = Path(__file__).parents[2] / "assets" / "scalev.jsonl"


@contextmanager
def ingesting(shop: Shop) -> Iterator["subprocess.Popen[bytes]"]:
    """An ingest under way, fed through a pipe."""
    with subprocess.Popen(
        [*PROGRAM, "--db", str(shop.path), "ingest"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def give(child: "subprocess.Popen[bytes]", raw: bytes) -> None:
    assert child.stdin is not None
    child.stdin.write(raw)
    child.stdin.flush()


def heard(child: "subprocess.Popen[bytes]") -> dict[str, Any]:
    """The next answer."""
    assert child.stdout is not None
    assert select.select([child.stdout], [], [], PATIENCE)[0]
    answer: dict[str, Any] = json.loads(child.stdout.readline())
    return answer


def stored_names(shop: Shop) -> list[str]:
    """The names of the buyers of all orders, in the order of arrival."""
    store = shop.store()
    try:
        return [row.name for row in reversed(store.lists.rows(store.lists.listed(OrderQuery(), -1)))]
    finally:
        store.close()


def test_it_makes_the_database_and_keeps_it_private(shop: Shop) -> None:
    said = process("--db", str(shop.path), "ingest", given=as_lines([order_line("1")]))
    assert said.code == 0
    assert said.err == ""
    for file in shop.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_new_orders_are_shared_out_as_the_owners_configuration_says(shop: Shop) -> None:
    config = default_path()
    config.parent.mkdir(parents=True)
    config.write_text('[shares."Toko Sehat"]\nsari = { share = 60 }\nwati = { share = 40 }\n')
    said = process("--db", str(shop.path), "ingest", given=as_lines([order_line(str(key)) for key in range(3)]))
    assert said.code == 0
    listed = shop.call("list", "--json")
    assert Counter(order["handler"] for order in listed.objects) == {"sari": 2, "wati": 1}


def test_every_kind_of_message(shop: Shop) -> None:
    order = shop.add("1", payment_method="bank_transfer", shipping_cost=10_000)
    answers = shop.ingest(
        {"type": "confirmation", "id": "2", "order": order, "bank": "BCA", "amount": 100_000},
        {"type": "payment", "id": "3", "order": order.lower(), "status": "paid", "amount": 100_000},
        {
            "type": "shipment",
            "id": "4",
            "order": order,
            "courier": "JNE",
            "receipt": "R1",
            "at": "2026-11-20T07:00:00Z",
        },
        {"type": "returned", "id": "5", "order": order, "reason": "nobody home", "at": "2026-11-21T07:00:00Z"},
        {"type": "shipment", "id": "6", "order": order, "at": "2026-11-22T07:00:00Z"},
        {"type": "delivered", "id": "7", "order": order, "at": "2026-11-22T07:05:09Z"},
    )
    assert [(answer["ok"], answer["order"], answer["result"]) for answer in answers] == [(True, order, "stored")] * 6
    now = shop.order(order)
    assert (now.status, now.payment_status, now.receipt) == (Status.COMPLETED, PaymentStatus.PAID, "R1")
    assert now.completed_at == 1_795_331_109


def test_money_that_does_not_fit_is_stored_as_a_conflict(shop: Shop) -> None:
    order = shop.add("1", payment_method="qris")
    answers = shop.ingest({"type": "payment", "id": "2", "order": order, "status": "paid", "amount": 1})
    assert answers == [{"line": 1, "id": "2", "ok": True, "order": order, "result": "stored"}]
    assert shop.order(order).payment_status is PaymentStatus.CONFLICT


def test_a_line_sent_twice_changes_nothing(shop: Shop) -> None:
    first, again = shop.ingest(
        order_line("same"), dict(reversed(order_line("same", at="2026-11-22T07:05:09Z").items()))
    )
    later = shop.ingest(order_line("same", page="/madu"))[0]
    assert first["result"] == "stored"
    assert again == {**first, "line": 2, "result": "repeat"}
    assert later == {**first, "result": "repeat", "warning": "Ignored unknown fields: page."}
    assert stored_names(shop) == ["Siti Aminah"]


@pytest.mark.parametrize("named", ["{}", "#{}"])
def test_two_stores_may_give_their_lines_the_same_ids(shop: Shop, named: str) -> None:
    orders = [shop.add("1"), shop.add("1", store="Toko Lain")]
    answers = shop.ingest(*({"type": "tracking", "id": "2", "order": named.format(o), "status": "x"} for o in orders))
    assert [answer.get("result") for answer in answers] == ["stored", "stored"]


def test_an_id_stands_for_one_line_of_its_type(shop: Shop) -> None:
    order = shop.add("1", payment_method="qris")
    payment = {"type": "payment", "id": "1", "order": order, "status": "paid", "amount": 90_000}
    other, paid, again, more = shop.ingest(
        order_line("1", "Somebody else", payment_method="qris"), payment, payment, {**payment, "amount": 1}
    )
    assert [paid["result"], again["result"]] == ["stored", "repeat"]
    error = f"The id 1 was used for another line (order {order})."
    assert [other, more] == [{"line": line, "id": "1", "ok": False, "error": error} for line in (1, 4)]
    assert stored_names(shop) == ["Siti Aminah"]
    assert shop.order(order).payment_status is PaymentStatus.PAID


def test_bad_lines_are_answered_in_their_place_and_stop_nothing(shop: Shop) -> None:
    lines = [
        as_lines([order_line("1", "A")]),
        b"\n",
        b"nonsense\n",
        b'{"id": "caf\xe9"}\n',
        as_lines([{"type": "delivered", "id": "4", "order": "NOWHERE"}]),
        b"x" * 1_100_000 + b"\n",
        as_lines([order_line("6", "B", items=[])]),
        as_lines([order_line("7", "C")]).rstrip(b"\n"),
    ]
    said = process("--db", str(shop.path), "ingest", given=b"".join(lines))
    assert said.code == 1
    answers = said.objects
    assert [(answer["line"], answer["id"], answer["ok"]) for answer in answers] == [
        (1, "1", True),
        (3, None, False),
        (4, None, False),
        (5, "4", False),
        (6, None, False),
        (7, "6", False),
        (8, "7", True),
    ]
    assert [answer["error"] for answer in answers if not answer["ok"]] == [
        "The line is not JSON (character 1).",
        "The line is not UTF-8 (byte 12).",
        "There is no order NOWHERE.",
        "The line is longer than 1000000 bytes.",
        "An order needs at least one item.",
    ]
    assert stored_names(shop) == ["A", "C"]


def test_a_step_that_the_rules_forbid_is_refused_with_its_reason(shop: Shop) -> None:
    order = shop.add("1")
    answers = shop.ingest({"type": "delivered", "id": "2", "order": order})
    assert answers == [
        {
            "line": 1,
            "id": "2",
            "ok": False,
            "error": f"{order} is Created and cannot become Completed; allowed: Pending, Canceled.",
        }
    ]
    assert shop.order(order).status is Status.CREATED


def test_many_lines_in_one_go_keep_their_order(shop: Shop) -> None:
    messages = [order_line(str(number), f"Buyer {number}") for number in range(1_200)]
    said = process("--db", str(shop.path), "ingest", given=as_lines(messages))
    assert said.code == 0
    assert [(answer["line"], answer["id"]) for answer in said.objects] == [
        (number + 1, str(number)) for number in range(1_200)
    ]
    assert stored_names(shop) == [f"Buyer {number}" for number in range(1_200)]


def test_a_single_line_is_answered_while_the_pipe_stays_open(shop: Shop) -> None:
    with ingesting(shop) as child:
        for number in range(3):
            give(child, as_lines([order_line(str(number))]))
            assert heard(child)["line"] == number + 1
        first, second = as_lines([order_line("a")]), as_lines([order_line("b")])
        give(child, first + second[:20])
        assert heard(child)["id"] == "a"
        give(child, second[20:])
        assert heard(child)["id"] == "b"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_what_it_has_begun(shop: Shop, number: signal.Signals) -> None:
    with ingesting(shop) as child:
        give(child, as_lines([order_line("1")]))
        assert heard(child)["ok"]
        child.send_signal(number)
        assert child.wait(PATIENCE) == 0
    assert stored_names(shop) == ["Siti Aminah"]


@pytest.mark.parametrize("answers", [1, 3, 700])
def test_killed_it_has_lost_nothing_that_it_answered(shop: Shop, answers: int) -> None:
    raw = as_lines([order_line(str(number), f"Buyer {number}") for number in range(1_200)])
    file = shop.path.with_name("lines.jsonl")
    file.write_bytes(raw)
    with subprocess.Popen([*PROGRAM, "--db", str(shop.path), "ingest", str(file)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        told = [json.loads(child.stdout.readline()) for _answer in range(answers)]
        child.kill()
    known = {answer["id"]: answer["order"] for answer in told}
    again = process("--db", str(shop.path), "ingest", given=raw).objects
    assert known.items() <= {answer["id"]: answer["order"] for answer in again}.items()
    assert all(answer["result"] == "repeat" for answer in again if answer["id"] in known)
    assert stored_names(shop) == [f"Buyer {number}" for number in range(1_200)]


def test_a_full_disk_is_answered_line_by_line(shop: Shop) -> None:
    shop.add("first")
    messages = [order_line(str(number), notes="x" * 9_000) for number in range(600)]
    limited = (
        "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000));"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, *PROGRAM[1:], "--db", str(shop.path), "ingest"],
        input=as_lines(messages),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["line"] for answer in answers] == list(range(1, 601))
    refused = [answer for answer in answers if not answer["ok"]]
    assert refused
    assert {answer["error"].split(".")[0] for answer in refused} <= {
        "The disk is full",
        "The disk reported an error",
    }
    assert len(stored_names(shop)) == 1 + len(answers) - len(refused)
    assert shop.call("check").code == 0


def test_the_reader_of_the_answers_may_go(shop: Shop) -> None:
    with ingesting(shop) as child:
        give(child, as_lines([order_line("1")]))
        assert heard(child)["ok"]
        assert child.stdout is not None
        child.stdout.close()
        give(child, as_lines([order_line("2")]))
        assert child.wait(PATIENCE) == 1
    assert stored_names(shop) == ["Siti Aminah", "Siti Aminah"]


def test_a_file_that_is_not_there(shop: Shop) -> None:
    said = shop.call("ingest", "nowhere.jsonl")
    assert (said.code, said.out) == (2, "")
    assert said.err == "orders-tui: nowhere.jsonl cannot be read: there is no such file or folder.\n"
    assert not shop.path.exists()


def test_a_folder_is_no_file_to_take_in(shop: Shop) -> None:
    said = shop.call("ingest", str(shop.path.parent))
    assert (said.code, said.out) == (2, "")
    assert said.err == f"orders-tui: {shop.path.parent} cannot be read: it is a folder.\n"


def test_a_receipt_number_that_another_order_has_is_told(shop: Shop) -> None:
    orders = [shop.add(key, payment_method="cod") for key in ("1", "2")]
    shipments = [
        {"type": "shipment", "id": key, "order": order, "courier": "JNE", "receipt": "R1"}
        for key, order in zip("12", orders, strict=True)
    ]
    first, second = shop.ingest(*shipments)
    assert "warning" not in first
    assert second["result"] == "stored"
    assert second["warning"] == f"The receipt number R1 already belongs to {orders[0]}."


def test_at_a_terminal_it_says_what_it_waits_for(shop: Shop) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [*PROGRAM, "--db", str(shop.path), "ingest"], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        os.close(theirs)
        assert child.stderr is not None
        assert b"Waiting for JSON lines" in child.stderr.readline()
        os.write(ours, b"\x04")
        assert child.wait(30) == 0
    os.close(ours)
    assert shop.call("ingest", os.devnull).err == ""


def test_nothing_is_taken_in_read_only(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("--readonly", "ingest", "-")
    assert (said.code, said.err) == (2, "orders-tui: Not possible with --readonly: this changes orders.\n")


def test_the_history_says_that_it_came_through_the_intake(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22")
    order = shop.add("1")
    history = shop.call("show", order, "--json").objects[0]["history"]
    assert [(event["via"], event["place"]) for event in history] == [("intake", "192.0.2.7")]


numbers = st.floats(allow_nan=False, allow_infinity=False)
fields = st.none() | st.booleans() | st.integers() | numbers | st.text(max_size=20)
keys = count()
names = st.sampled_from(
    "store seller source courier notes handler external_id discount fees unique_code shipping_cost at tags".split()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(st.lists(st.dictionaries(names, fields, max_size=4), min_size=1, max_size=20))
def test_whatever_is_sent_is_stored_or_refused(shop: Shop, messages: list[dict[str, object]]) -> None:
    lines = [{**order_line(f"{next(keys)}"), **message} for message in messages]
    answers = shop.ingest(*lines)
    assert [answer["id"] for answer in answers] == [line["id"] for line in lines]
    assert all(answer.get("order") if answer["ok"] else answer["error"] for answer in answers)


class TestScalev:
    def test_bodies_are_answered_each_as_one(self, shop: Shop, tmp_path: Path) -> None:
        said = shop.call("ingest", "--format", "scalev", str(SCALEV))
        assert said.code == 0, said.out
        results = [answer["result"] for answer in said.objects]
        assert results[0] == "stored"
        assert results[-2:] == ["ignored", "ignored"]
        order = shop.order(str(said.objects[0]["order"]))
        assert (order.status, order.payment_status) == (Status.COMPLETED, PaymentStatus.SETTLED)
        again = shop.call("ingest", "--format", "scalev", str(SCALEV))
        assert {answer["result"] for answer in again.objects} == {"repeat", "ignored"}

    def test_with_a_secret_only_signed_ones_are_taken(self, shop: Shop, tmp_path: Path) -> None:
        secret, bodies = tmp_path / "secret", tmp_path / "bodies.jsonl"
        secret.write_text("kunci\n")
        text = SCALEV.read_text().splitlines()[0]
        digest = base64.b64encode(hmac.new(b"kunci", text.encode(), hashlib.sha256).digest()).decode()
        signed = json.dumps({"headers": {"X-Scalev-Hmac-Sha256": digest}, "body": text})
        bodies.write_text(f"{signed}\n{text}\n")
        said = shop.call("ingest", "--format", "scalev", "--secret-file", str(secret), str(bodies))
        assert [answer["ok"] for answer in said.objects] == [True, False]
        assert said.code == 1
        assert shop.call("ingest", "--secret-file", str(secret), str(bodies)).code == 2
        secret.write_text("")
        assert shop.call("ingest", "--format", "scalev", "--secret-file", str(secret), str(bodies)).code == 2


def test_lines_name_orders_by_the_ids_of_their_own_system(shop: Shop) -> None:
    lines: list[dict[str, object]] = [order_line("1", external_id="77", payment_method="qris")]
    about = {"store": "Toko Sehat", "external_id": "77"}
    lines += [
        {"type": kind, "id": kind, **about, **more}
        for kind, more in (
            ("status", {"status": "completed", "at": "2026-11-20T10:00:00Z"}),
            ("update", {"customer": {"address": {"city": "Depok"}}, "tags": ["vip"]}),
            ("tracking", {"status": "Paket diretur ke pengirim", "at": "2026-11-20T09:00:00Z"}),
            ("hold", {"reason": "alamat aneh"}),
            ("payment", {"status": "paid", "at": "2026-11-20T09:00:00Z"}),
            ("unpaid", {"at": "2026-11-20T10:00:00Z"}),
            ("delete", {}),
        )
    ]
    answers = shop.ingest(*lines)
    assert [answer["result"] for answer in answers] == ["stored"] * 8, answers
    order = shop.order(str(answers[0]["order"]))
    assert (order.status, order.city, order.tags) == (Status.COMPLETED, "Depok", ("vip",))
    assert (order.held_reason, order.payment_status) == ("alamat aneh", PaymentStatus.UNPAID)
    assert order.returning_at is not None
    assert "it goes to the trash once it is canceled" in answers[-1]["warning"]
    release = shop.ingest({"type": "release", "id": "r", **about}, {"type": "update", "id": "u", **about})
    assert [answer["ok"] for answer in release] == [True, False]
    assert shop.order(order.order_id).held_at is None
