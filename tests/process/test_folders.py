"""Where a person's files are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orders_tui.process.folders import config_folder, data_folder, state_folder


@pytest.mark.parametrize(
    ("variable", "folder", "usual"),
    [
        ("XDG_CONFIG_HOME", config_folder, ".config"),
        ("XDG_DATA_HOME", data_folder, ".local/share"),
        ("XDG_STATE_HOME", state_folder, ".local/state"),
    ],
)
def test_the_folders_are_those_of_the_specification_on_every_system(
    variable: str, folder: Callable[[], Path], usual: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(variable, raising=False)
    assert folder() == tmp_path / usual / "orders-tui"
    monkeypatch.setenv(variable, "/srv/two words")
    assert folder() == Path("/srv/two words/orders-tui")
