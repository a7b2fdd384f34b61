"""The file itself: who may read it, where it may lie, and what happens when it is moved away."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.store.engine.files import check_modes, make_file, network_kind, stands_still
from orders_tui.store.engine.identity import check_ours
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.errors import DatabaseError
from tests.samples import SARI
from tests.store.shop import dump, everyone, opened, placed, sqlite

PARTS = ("orders.db", "orders.db-wal", "orders.db-shm", "orders.db.lock")


@pytest.fixture(params=[0o022, 0o077, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What the person's shell takes away from every new file."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {part.name: stat.S_IMODE(part.stat().st_mode) for part in folder.iterdir()}


def test_nobody_else_can_read_what_is_made(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "of" / "mine"
    with opened(folder / "orders.db", create=True) as store:
        placed(store)
        assert modes(folder) == dict.fromkeys(PARTS, 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(modes(folder).values()) == {0o600}


def test_a_folder_for_a_group_shares_the_database_with_it(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    folder.chmod(0o2770)
    with opened(folder / "orders.db", create=True) as store:
        placed(store)
        assert modes(folder) == dict.fromkeys(PARTS, 0o660)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602, 0o660, 0o601])
@pytest.mark.parametrize("part", ["", "-wal", "-shm"])
def test_what_others_can_read_is_refused_with_the_command_that_mends_it(path: Path, part: str, mode: int) -> None:
    with opened(path, create=True) as store:
        placed(store)
        open_part = Path(f"{path}{part}")
        open_part.chmod(mode)
        with pytest.raises(DatabaseError) as refusal:
            SqliteEngine(path)
        assert str(refusal.value).endswith(f"Run: chmod 600 {open_part}")
        open_part.chmod(0o600)
        SqliteEngine(path).close()


def test_the_command_that_mends_it_can_be_pasted(tmp_path: Path) -> None:
    path = tmp_path / "our orders; rm -rf.db"
    make_file(path)
    path.chmod(0o644)
    with pytest.raises(DatabaseError) as refusal:
        check_modes(path)
    assert str(refusal.value).endswith(f"chmod 600 '{path}'")


@pytest.mark.parametrize(
    ("folder_mode", "mode", "mends"),
    [
        (0o2770, 0o660, ""),
        (0o2770, 0o600, ""),
        (0o2770, 0o664, "chmod 660"),
        (0o2775, 0o660, "chmod 600"),
        (0o0770, 0o660, "chmod 600"),
        (0o0700, 0o640, "chmod 600"),
    ],
)
def test_only_a_closed_folder_of_a_group_may_share(tmp_path: Path, folder_mode: int, mode: int, mends: str) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    path = folder / "orders.db"
    make_file(path)
    path.chmod(mode)
    folder.chmod(folder_mode)
    if not mends:
        check_modes(path)
        return
    with pytest.raises(DatabaseError, match=mends):
        check_modes(path)


def test_a_second_name_is_refused(path: Path) -> None:
    SqliteEngine(path, create=True).close()
    other = path.with_name("copy.db")
    other.hardlink_to(path)
    with pytest.raises(DatabaseError, match="second name"):
        SqliteEngine(path)
    other.unlink()
    SqliteEngine(path).close()


def test_only_a_file_is_a_database(path: Path) -> None:
    path.mkdir()
    with pytest.raises(DatabaseError, match="not a file"):
        SqliteEngine(path, create=True)


def test_finding_out_whose_file_it_is_keeps_the_locks_of_those_who_have_it_open(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store)
        check_ours(path)
        other = f"import sqlite3; sqlite3.connect({str(path)!r}).execute('SELECT * FROM orders').fetchall()"
        subprocess.run([sys.executable, "-c", other], check=True, timeout=60)
        # Whoever closes a database that nobody has locked removes its log.
        assert Path(f"{path}-wal").stat().st_size


def test_a_backup_in_a_folder_that_cannot_be_written_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
        assert not stands_still(path)
    path.chmod(0o444)
    Path(f"{path}.lock").unlink()
    # Root may write everywhere, so only what the system says of the folder can be tried.
    monkeypatch.setattr(os, "access", lambda folder, mode: (Path(folder), mode) != (path.parent, os.W_OK))
    with opened(path, readonly=True) as store:
        assert everyone(store) == (order,)
        assert store.check() == []
        with pytest.raises(DatabaseError, match="can only be read"):
            placed(store)
        assert list(path.parent.iterdir()) == [path]
    Path(f"{path}-wal").write_bytes(b"changes that are not in the file yet")
    assert not stands_still(path)


@pytest.mark.parametrize("create", [False, True])
def test_a_path_through_a_file_is_told(path: Path, create: bool) -> None:
    path.touch(mode=0o600)
    with pytest.raises(DatabaseError, match=r"orders\.db/inner\.db cannot be"):
        SqliteEngine(path / "inner.db", create=create)


def test_making_it_leaves_what_is_there(path: Path) -> None:
    path.write_bytes(b"mine")
    make_file(path)
    assert path.read_bytes() == b"mine"


MOUNTS = r"""
22 1 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:50 / /mnt/office rw,relatime shared:7 - nfs4 server:/export rw
41 40 0:51 / /mnt/office/fast rw - ext4 /dev/sdb1 rw
42 22 0:52 / /mnt/our\040team rw - cifs //nas/team rw
43 22 0:53 / /mnt/toko-é rw - fuse.sshfs host:/data rw
44 22 0:54 / /mnt/back\134slash rw master:3 propagate_from:2 - 9p share rw
45 22 0:55 / /home/sari/disk rw - fuseblk /dev/sdc1 rw
46 22 0:56 / /srv/twice rw - nfs server:/a rw
47 46 0:57 / /srv/twice rw - xfs /dev/sdd1 rw
""".lstrip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/sari/orders.db", ""),
        ("/mnt/office/orders.db", "nfs4"),
        ("/mnt/office/deep/er/orders.db", "nfs4"),
        ("/mnt/office/fast/orders.db", ""),
        ("/mnt/officer/orders.db", ""),
        ("/mnt/our team/orders.db", "cifs"),
        ("/mnt/toko-é/orders.db", "fuse.sshfs"),
        ("/mnt/back\\slash/orders.db", "9p"),
        ("/home/sari/disk/orders.db", "fuseblk"),
        ("/srv/twice/orders.db", ""),
        ("/mnt/office/../orders.db", ""),
    ],
)
def test_network_drives_are_known_by_the_mount_that_is_nearest(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert network_kind(Path(path), mounts) == kind


def test_a_system_without_a_list_of_mounts_has_no_network_drives(tmp_path: Path) -> None:
    assert network_kind(tmp_path, tmp_path / "mountinfo") == ""


def test_a_network_drive_is_refused_unless_forced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = path.with_name("mountinfo")
    mounts.write_text(f"22 1 0:20 / {path.parent.resolve()} rw - nfs4 server:/ rw\n")
    SqliteEngine(path, create=True).close()
    monkeypatch.setattr(network_kind, "__defaults__", (mounts,))
    with pytest.raises(DatabaseError, match=r"network file system \(nfs4\)"):
        SqliteEngine(path)
    SqliteEngine(path, unsafe=True).close()


def test_nothing_is_written_to_a_file_that_was_moved_away(path: Path) -> None:
    away = path.with_name("away.db")
    with opened(path, create=True) as store:
        order = placed(store)
        path.rename(away)
        with pytest.raises(DatabaseError, match="moved or replaced"):
            placed(store)
        assert everyone(store) == (order,)
        away.rename(path)
        assert placed(store).id == 2


def test_nothing_is_written_when_another_file_took_its_place(path: Path) -> None:
    away = path.with_name("away.db")
    with opened(path, create=True) as store:
        placed(store)
        path.rename(away)
        path.touch(mode=0o600)
        for change in (lambda: placed(store), lambda: store.settings.put("theme", "dark", SARI), store.check):
            with pytest.raises(DatabaseError, match="moved or replaced"):
                change()
        assert path.read_bytes() == b""
        path.unlink()
        away.rename(path)


def test_closing_folds_everything_into_the_file(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store)
    assert not path.with_name("orders.db-wal").exists()
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    assert dump(copy)["orders"] == dump(path)["orders"] != []


def test_a_lock_that_cannot_be_made_is_told(path: Path) -> None:
    with opened(path, create=True):
        pass
    lock = path.with_name("orders.db.lock")
    lock.unlink()
    lock.symlink_to(path)
    with opened(path) as store, pytest.raises(DatabaseError, match=r"orders\.db\.lock cannot be opened"):
        placed(store)


def test_each_thread_has_a_connection_of_its_own(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
        seen: list[object] = []

        def read() -> None:
            store.connect()
            store.connect()
            try:
                seen.append(store.orders.get(order.order_id))
                seen.append(sqlite(store).db.connection())
            finally:
                store.engine.close_thread()
                store.engine.close_thread()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert seen[0] == order
        assert seen[1] is not sqlite(store).db.connection()
