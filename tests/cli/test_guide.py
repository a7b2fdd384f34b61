"""The command that shows the guide."""

import pytest

from orders_tui.guide.topics import TOPICS
from tests.cli.shop import call


def test_without_a_topic_all_of_them_are_listed() -> None:
    said = call("guide")
    assert (said.code, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines()] == list(TOPICS)
    assert "keys       Jobs and keys" in said.out


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_plain_text_within_the_width(topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = call("guide", topic)
    assert said.code == 0
    title, line, *_rest = said.out.splitlines()
    assert line == "=" * len(title)
    assert max(map(len, said.out.splitlines())) <= 81


def test_it_speaks_indonesian() -> None:
    assert "Pekerjaan dan tombol" in call("--lang", "id", "guide").out


def test_an_unknown_topic_names_the_nearest() -> None:
    said = call("guide", "statuse")
    assert (said.code, said.out) == (2, "")
    assert "statuses" in said.err
