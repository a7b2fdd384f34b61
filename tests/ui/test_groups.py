"""Every worker belongs to a group, so that whether keys wait for it is never left open."""

import re
from pathlib import Path

import pytest

from orders_tui.ui.groups import Background, Foreground

UI = Path(__file__).parents[2] / "orders_tui" / "ui"
SOURCES = sorted(UI.rglob("*.py"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(UI)))
def test_every_worker_names_its_group(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    started = re.findall(r"@work\b.*|run_worker\(.*", source)
    unnamed = [each for each in started if not re.search(r"group=(Foreground|Background)\.[A-Z_]+", each)]
    assert unnamed == []


def test_no_group_is_both() -> None:
    assert not {str(group) for group in Foreground} & {str(group) for group in Background}
