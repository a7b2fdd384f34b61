"""Cells of files: safe in a spreadsheet, and read back as they were."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.clocks import written_moment
from orders_tui.domain.order import Item, ItemKind
from orders_tui.exchange.cells import (
    CLEARED,
    distinct,
    moment_of,
    read_items,
    read_list,
    safe,
    unmarked,
    written_items,
)

JAKARTA, NEW_YORK = ZoneInfo("Asia/Jakarta"), ZoneInfo("America/New_York")
RISKY = ["=1+1", "+628", "-1", "@x", "\t=1", "\r", " =1", "＝1", "0812", "123456789012", "8E12", "12.5e7", "'", "''=1"]
TEXTS = st.sampled_from([*RISKY, *CLEARED, "", "Siti"]) | st.text()


@pytest.mark.parametrize("text", [*RISKY, *CLEARED])
def test_what_a_spreadsheet_would_change_is_marked(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Siti", "40132", "1-2 hari", "JT0001", "12E", "a=b", "10"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe(text) == text == distinct(text)


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    assert unmarked(safe(text)) == text
    assert unmarked(distinct(text)) == text


@pytest.mark.parametrize("text", ["(empty)", "(EMPTY)", " (Kosong) "])
def test_a_text_that_would_empty_a_fact_is_marked_in_every_file(text: str) -> None:
    assert safe(text) == distinct(text) == f"'{text}"
    assert unmarked(f"'{text}") == text


@given(TEXTS)
def test_no_safe_text_begins_like_a_formula(text: str) -> None:
    assert safe(text).strip()[:1] not in set("=+-@＝＋－＠") - {""}


TAGS = st.lists(st.text(st.characters(exclude_characters="\0\r\n"), min_size=1).map(str.strip).filter(bool))


@given(TAGS)
def test_every_list_comes_back(tags: list[str]) -> None:
    from orders_tui.domain.facts import FACTS
    from orders_tui.exchange.cells import text_of

    assert read_list(text_of(FACTS["tags"], tuple(tags), JAKARTA)) == tuple(tags)


@pytest.mark.parametrize("text", ["vip, grosir", "vip,grosir", " vip\ngrosir ", '"vip","grosir"', "vip,, grosir,"])
def test_a_list_as_people_write_it(text: str) -> None:
    assert read_list(text) == ("vip", "grosir")


def test_items_come_back() -> None:
    items = (Item('Madu, "asli"\n', 90_000, 2, ItemKind.DIGITAL, "=S"), Item("b", 0))
    assert read_items(written_items(items)) == items
    assert read_items('[{"name":"a","price":1}]') == (Item("a", 1),)


@pytest.mark.parametrize(
    "text", ["", "{", "1", "[1]", '[{"name":"a"}]', '[{"name":1,"price":1}]', '[{"name":"a","price":true}]', "[" * 9999]
)
def test_what_are_no_items_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says what is wrong
        read_items(text)


def test_a_time_that_clocks_show_twice_has_its_offset() -> None:
    assert written_moment(1_795_331_109, JAKARTA) == "2026-11-22 14:05:09"
    first, second = 1_793_511_000, 1_793_511_000 + 3_600  # half past one, before and after the clocks go back
    assert written_moment(first, NEW_YORK) == "2026-11-01 01:30:00-04:00"
    assert written_moment(second, NEW_YORK) == "2026-11-01 01:30:00-05:00"
    assert moment_of(first, NEW_YORK) is None
    assert str(moment_of(1_795_331_109, JAKARTA)) == "2026-11-22 14:05:09"
