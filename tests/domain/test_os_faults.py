"""Why the system refuses a file: in the reader's language, whatever language the system has."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.domain import os_faults
from orders_tui.domain.os_faults import reason
from orders_tui.domain.words import use_language

KNOWN = sorted(os_faults._REASONS)


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("number", KNOWN)
def test_what_is_known_is_said_in_both_languages(number: int) -> None:
    error = OSError(number, os.strerror(number))
    english = reason(error)
    use_language("id")
    indonesian = reason(error)
    assert len({english, indonesian, os.strerror(number)}) == 3


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def test_what_is_seldom_keeps_the_words_of_the_system() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("odd")) == "odd"


def test_what_can_be_no_path_is_said_so() -> None:
    with pytest.raises(ValueError, match="null") as refused:
        Path("a\0b").read_bytes()
    assert reason(refused.value) == "it is not a valid path"
