"""Files that take the place of others once they are whole."""

from pathlib import Path

import pytest

from orders_tui.exchange.files import replacing


def test_a_folder_that_is_not_there_is_named_with_the_file_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "none" / "orders.csv"
    with pytest.raises(FileNotFoundError) as refused, replacing(path):
        pass
    assert refused.value.filename == str(path)


def test_a_block_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("before")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
