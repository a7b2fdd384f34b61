"""What a process does before anything else."""

import os
import stat
from pathlib import Path

from orders_tui.process.environment import private_umask, scrub


def test_what_could_run_foreign_code_is_deleted() -> None:
    harmless = {"HOME": "/home/sari", "LANG": "id_ID.UTF-8", "TERM": "xterm", "ORDERS_TUI_DB": "x", "LESS": "-R"}
    harmful = ("TEXTUAL", "TEXTUAL_DRIVER", "PYTHONPATH", "PYTHONSTARTUP", "LD_PRELOAD", "BROWSER", "EDITOR", "PAGER")
    environ = {**harmless, **dict.fromkeys(harmful, "/tmp/evil")}
    scrub(environ)
    assert environ == harmless


def test_new_files_are_private(tmp_path: Path) -> None:
    former = os.umask(0o022)
    try:
        private_umask()
        (tmp_path / "file").touch()
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
