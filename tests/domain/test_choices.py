"""Words of a fixed set as people type them."""

from enum import StrEnum

import pytest

from orders_tui.domain.choices import meant, nearest, nearest_spoken, nearest_word, spoken_word
from orders_tui.domain.order import Goods, ItemKind, Method, PaymentStatus, Status, labels
from orders_tui.domain.words import in_every_language, speaking


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("ready", Status.READY),
        ("READY", Status.READY),
        ("Ready to Ship", Status.READY),
        (" ready-to  ship ", Status.READY),
        ("siap kirim", Status.READY),
        ("in process", Status.IN_PROCESS),
        ("in-process", Status.IN_PROCESS),
        ("selesai", Status.COMPLETED),
        ("redy", None),
        ("", None),
    ],
)
def test_a_word_is_known_by_itself_and_by_its_label_in_both_languages(typed: str, status: Status | None) -> None:
    assert meant(typed, labels(Status)) is status


@pytest.mark.parametrize("kind", [Status, PaymentStatus, Method, Goods, ItemKind])
def test_every_label_means_its_own_word(kind: type[StrEnum]) -> None:
    known = labels(kind)
    for word, label in known.items():
        assert {meant(text, known) for text in (word, *in_every_language(label))} == {word}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("stauts", "Status"),
        ("STATUS", "Status"),
        ("Sehat", "Toko Sehat"),
        ("toko sehat 2", "Toko Sehat"),
        ("se", None),
        ("colour", None),
        ("", None),
    ],
)
def test_the_nearest_is_alike_or_a_part(typed: str, near: str | None) -> None:
    assert nearest(typed, ["Toko Sehat", "Status"]) == near


@pytest.mark.parametrize(
    ("typed", "near"),
    [("shiped", "shipped"), ("selesei", "completed"), ("redy to ship", "ready"), ("barter", None)],
)
def test_the_nearest_word_is_found_by_its_labels_too(typed: str, near: str | None) -> None:
    assert nearest_word(typed, labels(Status)) == near


def test_a_word_is_spoken_as_the_language_in_use_has_it_where_that_can_be_typed() -> None:
    known = labels(Status)
    assert [spoken_word(word, known) for word in (Status.READY, Status.RTS)] == ["ready", "rts"]
    with speaking("id"):
        assert [spoken_word(word, known) for word in (Status.READY, Status.RTS)] == ["siap-kirim", "rts"]
        assert [nearest_spoken(typed, known) for typed in ("konfirmasi", "barter")] == ["dikonfirmasi", ""]
    for word in Status:
        assert meant(spoken_word(word, known), known) == word


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("status", []) is None


def test_the_nearest_is_of_whole_words_first() -> None:
    assert nearest("Kota Bandung", ["Kab. Bandung", "Bandung", "Kota Bandar"]) == "Bandung"
    assert nearest("bandung", ["Banding", "Kab. Bandung Barat", "Kab. Bandung"]) == "Kab. Bandung"
