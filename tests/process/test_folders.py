"""Where a person's files are."""

import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from orders_tui.process.folders import PROGRAM, config_folder, data_folder, state_folder


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere others have folders of the system's own")
@pytest.mark.parametrize("named", ["/srv/mine", "/srv/two words", "", "mine", None])
@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("XDG_CONFIG_HOME", config_folder, platformdirs.user_config_path),
        ("XDG_DATA_HOME", data_folder, platformdirs.user_data_path),
        ("XDG_STATE_HOME", state_folder, platformdirs.user_state_path),
    ],
)
def test_the_folders_are_where_other_programs_on_linux_have_theirs(
    variable: str,
    ours: Callable[[], Path],
    theirs: Callable[[str], Path],
    named: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(variable, raising=False)
    if named is not None:
        monkeypatch.setenv(variable, named)
    assert ours() == theirs(PROGRAM)
