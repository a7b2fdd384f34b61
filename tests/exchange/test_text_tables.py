"""Tables in text files: in which encoding they are."""

from collections.abc import Iterator

import pytest

from orders_tui.exchange.text_tables import decoded, encoding_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_usual_encoding_is_recognised(encoding: str) -> None:
    assert decoded("Nama;Kota\nJosé 🎁;Bandung\n".encode(encoding)) == "Nama;Kota\nJosé 🎁;Bandung\n"


def test_what_is_no_utf_8_is_western() -> None:
    assert decoded("José €".encode("cp1252")) == "José €"
    assert decoded(b"Jos\xe9 \x81") == "José \ufffd"


def test_a_letter_that_two_parts_share_is_whole() -> None:
    raw = "José".encode()
    assert encoding_of([raw[:4], raw[4:]]) == "utf-8-sig"
    assert encoding_of([raw[:4]]) == "cp1252"


def test_no_more_is_read_than_is_needed() -> None:
    def parts() -> Iterator[bytes]:
        yield b"\xff\xfeN\0"
        pytest.fail("the mark says it all")

    assert encoding_of(parts()) == "utf-16"
