"""Opening a file as a database of orders: a new one is made, an old one fits, and no other is touched."""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from peewee import AutoField, BigIntegerField, IntegerField, TextField

from orders_tui.domain.commands import Command, RecordConfirmation, RecordPayment
from orders_tui.domain.facts import GATEWAY_FACTS
from orders_tui.domain.flow import all_steps
from orders_tui.domain.order import PaymentReport, Status
from orders_tui.store.engine.files import make_file
from orders_tui.store.engine.identity import check_ours
from orders_tui.store.engine.sqlite import MIGRATIONS, SqliteEngine, library_version, sound
from orders_tui.store.enum_field import EnumField
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import Mentions, Steps
from tests.samples import GATEWAY, NOW, SARI
from tests.store.shop import MODELS, ORDER, changed, column, everyone, opened, placed, raw, reached, sqlite, stepped

INTEGERS, TEXTS = (AutoField, IntegerField, BigIntegerField), (TextField, EnumField)
KINDS = {**dict.fromkeys(INTEGERS, "INTEGER"), **dict.fromkeys(TEXTS, "TEXT")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model._meta.table_name))
def test_the_models_are_the_tables(store: Store, model: Any) -> None:
    columns = sqlite(store).rows(f"PRAGMA table_xinfo({model._meta.table_name})")
    keys = {field.column_name for field in model._meta.get_primary_keys()}
    assert {(name, kind, bool(key)) for _cid, name, kind, _notnull, _default, key, _hidden in columns} == {
        (field.column_name, KINDS[type(field)], field.column_name in keys) for field in model._meta.sorted_fields
    }
    nullable = {name for _cid, name, _kind, notnull, _default, key, hidden in columns if not (notnull or key or hidden)}
    assert nullable == {field.column_name for field in model._meta.sorted_fields if field.null}


def test_every_table_is_strict_and_has_a_model(store: Store) -> None:
    tables = sqlite(store).rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert {name for name, strict in tables if not strict} == {"schema_migration", "sqlite_schema"}
    assert {name for name, strict in tables if strict} == {model._meta.table_name for model in MODELS}


def test_its_steps_are_the_rules_steps(store: Store) -> None:
    stored = zip(column(store, Steps.goods), column(store, Steps.src), column(store, Steps.dst), strict=True)
    assert set(stored) == {(str(goods), str(source), str(to)) for goods, source, to in all_steps()}


def test_opening_again_changes_nothing(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
        schema = sqlite(store).rows("SELECT * FROM sqlite_master")
    with opened(path, create=True) as store:
        assert sqlite(store).rows("SELECT * FROM sqlite_master") == schema
        assert everyone(store) == (order,)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_newer_database_is_refused(path: Path, readonly: bool) -> None:
    with opened(path, create=True):
        pass
    with raw(path) as connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01')")
    with pytest.raises(DatabaseError, match=r"newer version.*9999_future"):
        SqliteEngine(path, readonly=readonly)


def _without_erasing(connection: Any, first: Any) -> None:
    """Let the history be guarded as at first, without exception."""
    for name in ("history_keep", "history_fixed"):
        connection.execute(f"DROP TRIGGER {name}")
        connection.execute(next(sql for sql in first.statements(first.TRIGGERS) if name in sql))
    connection.execute("DROP INDEX orders_trash")
    for name in ("taken_back", "erasing"):
        connection.execute(f"DROP TABLE {name}")


def aged(path: Path) -> None:
    """Make the database one of the time when a line of the intake was known by its id alone."""
    with raw(path) as connection:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_master"
            " WHERE tbl_name = 'payment' AND sql <> '' AND (type = 'trigger' OR name = 'payment_transaction')"
            " OR name = 'orders_receipt'"
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")
        first = importlib.import_module("orders_tui.store.migrations.0001_orders")
        connection.execute("DROP TABLE report")
        _without_erasing(connection, first)
        connection.execute("ALTER TABLE intake RENAME TO lines")
        connection.execute(
            "CREATE TABLE intake (key TEXT NOT NULL PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders (id),"
            " operation_id INTEGER NOT NULL REFERENCES operation (id)) STRICT, WITHOUT ROWID"
        )
        connection.execute("INSERT INTO intake SELECT key, order_row, operation_id FROM lines")
        connection.execute("DROP TABLE lines")
        for name in ("sought_insert", "sought_update"):
            connection.execute(f"DROP TRIGGER {name}")
        for name in (
            "product",
            "draft",
            "search",
            "sought",
            "template",
            "instruction",
            "access",
            "sender",
            "text_change",
            "audit",
            "blocked_phone",
            "body",
            "shared_out",
            "mention",
        ):
            connection.execute(f"DROP TABLE {name}")
        for statement in (*first.statements(first.SEARCH), "CREATE INDEX orders_texts ON orders (name)"):
            connection.execute(statement)
        for index in (
            *("orders_phone_check", "orders_trash_conflicts", "orders_receipt_key", "orders_held", "orders_returning"),
            *("orders_confirmation", "orders_phone", "orders_city", "orders_province", "orders_source"),
            *("orders_platform", "orders_utm_source", "orders_tracking_note", "item_product"),
            "orders_facets",
        ):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("CREATE INDEX orders_facets ON orders (fulfil)")
        for column in (
            "marks",
            "method_word",
            "settled_at",
            "returned_at",
            "phone_check",
            "tracking_note",
            "access_sent_at",
            "printed_at",
            "returning_at",
            "confirmation_at",
            "held_at",
            "held_reason",
            "emptied_at",
            "status_at",
            *("platform", "utm_source", *GATEWAY_FACTS),
        ):
            connection.execute(f"ALTER TABLE orders DROP COLUMN {column}")
        for column in ('"transaction"', "fee"):
            connection.execute(f"ALTER TABLE payment DROP COLUMN {column}")
        connection.execute("ALTER TABLE history DROP COLUMN since")
        connection.execute("DELETE FROM schema_migration WHERE name > '0002'")


def test_what_was_undone_before_parts_counted_stays_undone(path: Path) -> None:
    with opened(path, create=True) as store:
        order = changed(store, changed(store, placed(store), handler="sari"), note="a")
        store.undo(SARI)
    aged(path)
    with opened(path) as store:
        store.undo(SARI)
        assert (store.orders.get(order.order_id).handler, store.orders.get(order.order_id).note) == ("", "")
        store.redo(SARI)
        store.redo(SARI)
        assert (store.orders.get(order.order_id).handler, store.orders.get(order.order_id).note) == ("sari", "a")
        assert store.check() == []


def intake_of_every_kind(store: Store) -> list[Request]:
    """Lines of every type about one order, stored; each with an id of its own."""
    order_id = store.execute_many([Request(ORDER, "1", "order")], GATEWAY, one_operation=False)[0].order_id
    commands: dict[str, Command] = {
        "confirmation": RecordConfirmation(order_id=order_id, bank="BCA"),
        "payment": RecordPayment(order_id=order_id, reported=PaymentReport.PAID),
        "shipment": stepped(order_id, Status.SHIPPED),
        "returned": stepped(order_id, Status.RTS),
    }
    again = [stepped(order_id, Status.SHIPPED), stepped(order_id, Status.COMPLETED)]
    lines = [Request(command, str(at), kind) for at, (kind, command) in enumerate(commands.items(), 2)]
    lines += [Request(again[0], "6", "shipment"), Request(again[1], "7", "delivered")]
    assert all(outcome.ok for outcome in store.execute_many(lines, GATEWAY, one_operation=False))
    return [Request(ORDER, "1", "order"), *lines]


def test_lines_from_before_types_counted_are_known_by_what_they_did(path: Path) -> None:
    with opened(path, create=True) as store:
        lines = intake_of_every_kind(store)
    with opened(path) as store:
        schema = sqlite(store).rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    aged(path)
    with opened(path) as store:
        assert sqlite(store).rows("SELECT key, kind, digest FROM intake ORDER BY key") == [
            (line.key, line.kind, "") for line in lines
        ]
        assert sqlite(store).rows("SELECT type, name, sql FROM sqlite_master ORDER BY name") == schema
        assert sqlite(store).rows("PRAGMA foreign_keys") == [(1,)]
        # What exactly they asked for is not known, so that any such line is a repeat.
        other = [line._replace(command=ORDER) for line in lines]
        assert all(outcome.repeated for outcome in store.execute_many(other, GATEWAY, one_operation=False))
        assert store.check() == []


def test_what_is_known_of_old_orders_fills_the_new_columns(path: Path) -> None:
    with opened(path, create=True) as store:
        settled, _other = placed(store), placed(store, note="ask @sari")
        reached(store, Status.SHIPPED, Status.RTS)
        for word, at in ((PaymentReport.PAID, NOW - 9), (PaymentReport.SETTLED, NOW - 5)):
            store.execute(RecordPayment(order_id=settled.order_id, reported=word, at=at), GATEWAY)
        before, money = everyone(store), store.orders.money(settled.id)
    aged(path)
    with opened(path) as store:
        assert everyone(store) == before
        assert [(order.settled_at, order.returned_at) for order in before] == [
            (NOW - 5, None),
            (None, None),
            (None, NOW),
        ]
        assert store.orders.money(settled.id) == money
        assert column(store, Mentions.name) == ["sari"]
        assert store.check() == []


def test_a_reader_is_told_that_an_old_database_must_be_brought_up_to_date(path: Path) -> None:
    with opened(path, create=True) as store:
        intake_of_every_kind(store)
    aged(path)
    with pytest.raises(DatabaseError, match="once without --readonly"):
        SqliteEngine(path, readonly=True)


def test_the_migrations_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(script.stem.split("_")[0]) for script in MIGRATIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_missing_database_is_not_made(path: Path) -> None:
    for readonly in (False, True):
        with pytest.raises(DatabaseError, match="There is no database at"):
            SqliteEngine(path, readonly=readonly)
    with pytest.raises(DatabaseError, match="There is no database at"):
        SqliteEngine(path, readonly=True, create=True)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"order,name\n" * 500, b"\0" * 8192, b"SQLite format 3\0" + b"x" * 9000, b"x"])
@pytest.mark.parametrize("readonly", [False, True])
def test_what_is_no_database_is_refused_and_left_alone(path: Path, content: bytes, readonly: bool) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(DatabaseError, match="database"):
        SqliteEngine(path, readonly=readonly, create=not readonly)
    assert path.read_bytes() == content


@pytest.mark.parametrize("readonly", [False, True])
def test_another_program_s_database_is_refused_and_left_alone(path: Path, readonly: bool) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    path.chmod(0o644)  # of which only ours may be said to need another mode
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="is not an orders-tui database"):
        SqliteEngine(path, readonly=readonly)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    with raw(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("moz_places",)]


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize("options", [{}, {"readonly": True}, {"create": True}])
def test_an_empty_file_is_no_database_of_ours(path: Path, options: dict[str, bool], mode: int) -> None:
    path.touch()
    path.chmod(mode)
    with pytest.raises(DatabaseError, match=r"orders\.db is not an orders-tui database\.$"):
        SqliteEngine(path, **options)
    assert path.read_bytes() == b""
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_that_is_being_made_becomes_a_database_for_those_who_make_one(path: Path) -> None:
    make_file(path)
    for readonly in (False, True):
        with pytest.raises(DatabaseError, match="is not an orders-tui database"):
            SqliteEngine(path, readonly=readonly)
    with opened(path, create=True) as store:
        assert placed(store).id == 1


DAMAGED = "The database is damaged. Write nothing more and go back to a backup."


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize("options", [{}, {"readonly": True}, {"create": True}])
@pytest.mark.parametrize("how", ["cut off", "written over"])
def test_a_damaged_file_is_told_before_anything_of_its_mode(
    path: Path, how: str, options: dict[str, bool], mode: int
) -> None:
    SqliteEngine(path, create=True).close()
    content = path.read_bytes()
    damaged = content[: len(content) // 2] if how == "cut off" else content[:110] + b"\xff" * 3000 + content[3110:]
    path.write_bytes(damaged)
    path.chmod(mode)
    with pytest.raises(DatabaseError) as refusal:
        SqliteEngine(path, **options)
    assert str(refusal.value) == DAMAGED
    assert path.read_bytes() == damaged


def test_a_file_that_its_log_makes_whole_is_not_damaged(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store)
        whole = [Path(f"{path}{part}").read_bytes() for part in ("", "-wal")]
    # As a crash leaves it that cut off the copying of the log into the file.
    path.write_bytes(whole[0][:1024])
    Path(f"{path}-wal").write_bytes(whole[1])
    check_ours(path)


def test_a_making_that_was_cut_off_is_taken_up_again(path: Path) -> None:
    with opened(path, create=True) as store:
        table = sqlite(store).rows("SELECT sql FROM sqlite_master WHERE name = 'schema_migration'")[0][0]
    path.unlink()
    path.touch(mode=0o600)
    with raw(path) as connection:
        connection.execute(table)
    with opened(path) as store:
        assert placed(store).id == 1


OPENER = """
import sys
from pathlib import Path
from orders_tui.store.engine.sqlite import SqliteEngine

print("ready", flush=True)
for line in sys.stdin:
    SqliteEngine(Path(line.rstrip("\\n")), create=True).close()
    print("ok", flush=True)
"""


def test_three_processes_make_the_same_database_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENER]
    openers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) for _ in range(3)
    ]
    try:
        answers = [[opener.stdout.readline()] for opener in openers if opener.stdout]
        for number in range(8):
            for opener in openers:
                assert opener.stdin
                opener.stdin.write(f"{tmp_path}/{number}.db\n")
            for opener, said in zip(openers, answers, strict=True):
                assert opener.stdout
                said.append(opener.stdout.readline())
        assert answers == [["ready\n", *["ok\n"] * 8]] * 3
    finally:
        for opener in openers:
            opener.communicate()
    for number in range(8):
        with opened(tmp_path / f"{number}.db") as store:
            assert store.check() == []


@pytest.mark.parametrize(
    ("version", "is_sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_keeps_what_it_answered(version: tuple[int, ...], is_sound: bool) -> None:
    assert sound(version) is is_sound


def test_an_unsound_sqlite_is_refused_for_writing_unless_forced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path, create=True):
        pass
    assert sound(library_version())
    monkeypatch.setattr("orders_tui.store.engine.sqlite.library_version", lambda: (3, 40, 1))
    with pytest.raises(DatabaseError, match=r"SQLite 3\.40\.1 can lose orders.*--unsafe-sqlite"):
        SqliteEngine(path)
    SqliteEngine(path, readonly=True).close()
    SqliteEngine(path, unsafe=True).close()


def test_every_connection_keeps_what_it_answered(store: Store) -> None:
    pragmas = {name: sqlite(store).rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    flags = ("foreign_keys", "cell_size_check")
    assert [sqlite(store).rows(f"PRAGMA {name}") for name in flags] == [[(1,)], [(1,)]]
    assert sqlite(store).rows("PRAGMA trusted_schema") == [(0,)]
    assert sqlite(store).rows("PRAGMA mmap_size") == [(0,)]
    assert sqlite(store).rows("PRAGMA busy_timeout") == [(10_000,)]
