"""`backup`: a checked copy that takes its name when it is whole, and never the name of something else."""

import stat
from pathlib import Path

import pytest

from orders_tui.domain.rights import StaffRole
from orders_tui.store.reads.check import CheckFinding
from orders_tui.store.store import Store
from tests.cli.shop import Shop, call, process
from tests.store.shop import dump


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the backup goes."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "orders.db"


@pytest.fixture
def order(shop: Shop) -> str:
    """The shop's one order."""
    return shop.add("1")


def test_a_backup_is_made_and_checked_while_another_process_has_the_database(
    shop: Shop, order: str, target: Path
) -> None:
    store = shop.store()
    try:
        said = process("--db", str(shop.path), "backup", str(target))
    finally:
        store.close()
    assert (said.code, said.out, said.err) == (0, f"{target}: 1 order, 1 MB, checked.\n", "")
    assert [part.name for part in target.parent.iterdir()] == ["orders.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert dump(target) == dump(shop.path)


def test_the_audit_has_who_took_it_all(shop: Shop, order: str, target: Path) -> None:
    shop.call("backup", str(target))
    shop.call("--readonly", "backup", str(target), "--force")
    (entry,) = shop.call("audit", "--json").objects
    assert (entry["action"], entry["what"], entry["orders"]) == ("export", "backup", 1)


def test_a_program_is_answered_in_json(shop: Shop, order: str, target: Path) -> None:
    (said,) = shop.call("--readonly", "backup", str(target), "--json").objects
    assert said == {"ok": True, "file": str(target), "orders": 1, "bytes": target.stat().st_size}


def test_nothing_is_replaced_unasked(shop: Shop, order: str, target: Path) -> None:
    target.write_text("mine")
    said = shop.call("backup", str(target))
    assert (said.code, said.err) == (1, f"orders-tui: {target} already exists; --force replaces it.\n")
    assert target.read_text() == "mine"
    assert shop.call("backup", str(target), "--force").code == 0
    assert call("--readonly", "--db", str(target), "check").code == 0


@pytest.mark.parametrize("name", ["shop.db", "link.db"])
def test_the_database_itself_is_never_replaced(shop: Shop, order: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.db").symlink_to(shop.path)
    said = shop.call("backup", str(tmp_path / name), "--force")
    assert (said.code, said.err) == (2, f"orders-tui: {tmp_path / name} is the database itself; name another file.\n")
    assert shop.order(order).order_id == order


def test_no_database_in_use_is_replaced(shop: Shop, order: str, target: Path) -> None:
    Path(f"{target}-wal").touch()
    said = shop.call("backup", str(target), "--force")
    assert (said.code, said.err) == (2, f"orders-tui: {target} is a database in use; name another file.\n")


def test_a_folder_that_is_not_there_is_named(shop: Shop, order: str, target: Path) -> None:
    said = shop.call("backup", str(target.parent / "none" / "orders.db"))
    assert (said.code, said.err) == (2, f"orders-tui: There is no folder {target.parent / 'none'}.\n")
    said = shop.call("backup", "~nobody-of-that-name/orders.db")
    fault = "~nobody-of-that-name/orders.db: there is no such file or folder."
    assert (said.code, said.err) == (2, f"orders-tui: {fault}\n")


@pytest.mark.parametrize("there", [False, True])
def test_a_faulty_copy_is_named_and_never_takes_the_place_of_an_older_one(
    shop: Shop, order: str, target: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "check", lambda _store: [CheckFinding("its total is wrong", order)])
    if there:
        target.write_text("older")
    said = shop.call("backup", str(target), "--force")
    first, last = said.out.splitlines()
    assert (said.code, first) == (1, f"{order}: its total is wrong")
    assert (target.read_bytes() == b"older") is there
    assert last.startswith(f"{target} is unchanged" if there else f"{target} was written, with these faults")
    (said_to_program,) = shop.call("backup", str(target), "--force", "--json").objects
    assert (said_to_program["ok"], said_to_program["kept"]) == (False, False)
    assert said_to_program["faults"] == [{"what": "its total is wrong", "where": order}]


def test_a_viewer_makes_none(shop: Shop, order: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orders_tui.cli.call.role", lambda _name, _path: StaffRole.VIEWER)
    said = shop.call("backup", str(target))
    assert (said.code, said.err) == (1, "orders-tui: As viewer you may not write orders to files.\n")
    assert list(target.parent.iterdir()) == []
