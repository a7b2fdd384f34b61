"""Backups: whole, of one moment, and nobody else's to read, whatever others write meanwhile."""

import stat
from pathlib import Path

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.store.engine import copying
from orders_tui.store.store import Store
from tests.samples import NOW, PACKER, SARI, VIEWER
from tests.store.shop import dump, everyone, opened, placed


def ignore(_done: int, _whole: int) -> None:
    pass


def test_it_is_the_database_at_the_moment_of_its_beginning(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PAGES", 1)
    for number in range(3):
        placed(store, name=f"Siti {number}")
    before, reports, copy = dump(path), [], tmp_path / "copy.db"
    with opened(path) as other:

        def write_on(done: int, whole: int) -> None:
            reports.append((done, whole))
            if len(reports) % 20 == 1:
                placed(other, name="Budi")

        store.backups.make(copy, SARI, write_on)
    assert dump(copy) == before
    assert [done for done, _whole in reports] == list(range(1, reports[0][1] + 1)), "it never began anew"
    assert reports[-1][0] == reports[-1][1] > 20
    assert len(everyone(store)) > 3, "the others were not stopped"


def test_it_is_one_sound_file_for_its_owner_alone(store: Store, tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)  # where a database would be shared with the group
    placed(store)
    folder = tmp_path / "away"
    folder.mkdir()
    copy = folder / "copy.db"
    store.backups.make(copy, SARI, ignore)
    assert [part.name for part in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    folder.chmod(0o500)
    try:
        with opened(copy, readonly=True) as kept:
            assert kept.check() == []
            assert everyone(kept) == everyone(store)
        assert [part.name for part in folder.iterdir()] == ["copy.db"]
    finally:
        folder.chmod(0o700)


def test_work_goes_on_in_a_backup_that_took_the_place_of_its_database(store: Store, tmp_path: Path) -> None:
    first = placed(store)
    copy = tmp_path / "restored.db"
    store.backups.make(copy, SARI, ignore)
    with opened(copy) as restored:
        placed(restored, name="Budi")
        assert {order.name for order in everyone(restored)} == {first.name, "Budi"}
        assert restored.check() == []


def test_a_backup_that_fails_leaves_the_database_to_be_written(store: Store, tmp_path: Path) -> None:
    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.backups.make(tmp_path / "copy.db", SARI, stop)
    assert placed(store).created_at == NOW


@pytest.mark.parametrize("actor", [PACKER, VIEWER])
def test_who_may_not_export_makes_no_backup(store: Store, tmp_path: Path, actor: object) -> None:
    copy = tmp_path / "copy.db"
    with pytest.raises(RuleBroken, match="you may not write orders to files"):
        store.backups.make(copy, actor, ignore)  # type: ignore[arg-type]
    assert not copy.exists()
