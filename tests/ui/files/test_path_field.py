"""The field of a path: what is meant by what is typed, pasted or dropped, and how it is completed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.ui.widgets import path_field
from orders_tui.ui.widgets.path_field import complete, is_whole, names, path_of


@pytest.mark.parametrize(
    "written",
    [
        "/tmp/pesanan baru.csv",
        "'/tmp/pesanan baru.csv'",
        '"/tmp/pesanan baru.csv"',
        r"/tmp/pesanan\ baru.csv",
        "file:///tmp/pesanan%20baru.csv",
        "  /tmp/pesanan baru.csv ",
        "~//tmp/pesanan baru.csv",
    ],
)
def test_a_path_is_understood_as_terminals_and_shells_write_it(written: str) -> None:
    assert path_of(written) == Path("/tmp/pesanan baru.csv")
    assert is_whole(written.strip())


def test_the_home_is_that_of_the_person(home: Path) -> None:
    assert path_of("~/a.csv") == home / "a.csv"
    assert path_of("~/~/a.csv") == home / "a.csv"
    assert path_of("~nobody-of-that-name/a.csv") == Path("~nobody-of-that-name/a.csv")


@given(st.text(st.characters(blacklist_characters="\\\0/", blacklist_categories=("Cs", "Z", "C")), min_size=1))
def test_a_plain_name_stays_what_it_is(name: str) -> None:
    assert path_of(f"/x/{name}.csv") == Path(f"/x/{name}.csv")


@pytest.fixture
def folder(home: Path) -> Path:
    for name in ("orders-1.csv", "orders-2.csv", "other.txt", ".hidden", "foto.jpg", "bad\x1b[31m.csv"):
        (home / name).touch()
    (home / "desember").mkdir()
    return home


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("~/or", "~/orders-"),
        ("~/orders-1", "~/orders-1.csv"),
        ("~/des", "~/desember/"),
        ("~/o", "~/o"),
        ("~/.h", "~/.hidden"),
        ("~/nothing", "~/nothing"),
        ("~/nowhere/x", "~/nowhere/x"),
    ],
)
def test_a_name_is_completed_as_far_as_all_agree(folder: Path, typed: str, completed: str) -> None:
    assert complete(typed) == completed


def test_files_of_other_endings_are_not_completed(folder: Path) -> None:
    assert complete("~/o", (".txt",)) == "~/other.txt"
    assert complete("~/f", (".txt",)) == "~/f"


def test_folders_come_first_and_files_of_other_endings_are_left_out(folder: Path) -> None:
    listed = [name for name, _is_folder in names("~/", "", (".csv", ".txt"))]
    assert listed == ["desember/", "orders-1.csv", "orders-2.csv", "other.txt"]


def test_a_folder_that_cannot_be_read_has_no_names(home: Path) -> None:
    assert names("/nowhere/", "") == []
    assert names("\0/", "") == []


def test_a_name_is_completed_no_further_where_not_all_are_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path_field, "_MOST", 1)
    assert len(names("~/", "or")) == 1
    assert complete("~/or") == "~/orders-"


def test_a_link_that_leads_nowhere_hides_no_other_name(home: Path) -> None:
    (home / "orders.csv").touch()
    (home / "circle").symlink_to("circle")
    assert names("~/", "") == [("circle", False), ("orders.csv", False)]
    assert complete("~/or") == "~/orders.csv"
