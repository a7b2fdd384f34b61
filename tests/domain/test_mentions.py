"""Mentions in notes: whom they name, and how a name is completed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.mentions import mentioned, mentions, rest_of_mention


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("@sari please call", ("sari",)),
        ("ask @sari, then @budi.w. Done (@Sari)", ("sari", "budi.w")),
        ("siti@sari.id and x.@sari", ()),
        ("@ sari @@sari @", ()),
        ("first\n@wati-2", ("wati-2",)),
        ("", ()),
    ],
)
def test_whom_a_note_mentions(note: str, names: tuple[str, ...]) -> None:
    assert mentioned(note) == names


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("call @sa", "ri"),
        ("call @", "wati"),
        ("(@S", "ari"),
        ("@sari", "mah"),
        ("@sarimah", ""),
        ("@budi", ""),
        ("call sa", ""),
        ("siti@sa", ""),
        ("@sa ", ""),
    ],
)
def test_a_mention_is_completed_by_the_first_name_that_goes_on_so(before: str, rest: str) -> None:
    assert rest_of_mention(before, ["wati", "sari", "sarimah"]) == rest


@given(st.text(alphabet="@sari bud.-\n"))
def test_a_mention_stands_where_it_is_said_to(note: str) -> None:
    found = [note[first:end] for first, end in mentions(note)]
    assert tuple(dict.fromkeys(text[1:].lower() for text in found)) == mentioned(note)
    assert all(text.startswith("@") for text in found)
