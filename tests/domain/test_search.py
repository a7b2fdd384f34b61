"""What a typed text finds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.search import SEARCHED, fold, several, sought_of, unlabelled, wanted
from tests.samples import FULL, ORDER

ACCENTED = st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x24F))


def finds(text: str, **facts: str) -> bool:
    """Whether the text finds an order with these facts."""
    known = sought_of({**ORDER._asdict(), **facts})
    return all(any(form in known for form in forms) for forms in wanted(text))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jose", "José"),
        ("jose", "Jose\u0301"),
        ("josé", "JOSE"),
        ("JOSÉ", "Jose\u0301"),
        ("nur'aini", "Nur’aini"),
        ("nuraini", "Nur’aini"),
        ("nur’aini", "Nur'aini"),
        ("nur`aini", "Nuraini"),
        ("nuraini", "Nurʼaini"),
        ("nur'aini", "Nur´aini"),
        ("nur´aini", "Nur'aini"),
        ("nur´aini", "Nur´aini"),
        ("nur’aini", "Nur Aini"),
        ("é", "JOSÉ"),
        ("éd", "JOSÉD"),
        ("ø", "ØRJAN"),
        ("orjan", "Ørjan"),
        ("ÆG", "ægir"),
        ("ЖАН", "Жанна"),
        ("strasse", "Große Straße"),
        ("istanbul", "İstanbul"),
        ("siti", "ＳＩＴＩ"),
        ("aminah siti", "Siti Aminah"),
    ],
)
def test_names_are_found_without_capitals_accents_and_apostrophes(typed: str, name: str) -> None:
    assert finds(typed, name=name)


@pytest.mark.parametrize(
    "typed",
    [
        "https://wa.me/6281234567890",
        "http://wa.me/+6281234567890?text=Halo%2012",
        "wa.me/6281234567890",
        " WA.me/6281234567890/ ",
        "https://api.whatsapp.com/send?phone=6281234567890&text=Halo",
        "https://api.whatsapp.com/send/?text=Halo&phone=%2B6281234567890",
        "whatsapp://send?phone=6281234567890",
        "WA: 0812-3456-7890",
        "wa 081234567890",
        "Telp 0812 3456 7890",
        "Telepon : (0812) 3456-7890",
        "No HP: +62 812-3456-7890",
        "no. hp 0812.3456.7890",
        "Nomor WhatsApp = 62 812 3456 7890",
        "HP/WA: '081234567890",
        "tel:+6281234567890",
        "Phone No: 0812 3456",
    ],
)
def test_a_number_is_found_by_the_link_to_its_chat_and_behind_a_label(typed: str) -> None:
    assert finds(typed, phone="+6281234567890")
    assert not finds(typed, phone="+6285711112222", name="wa telp no hp", order_id="261122BCDFGH")


@pytest.mark.parametrize(
    "typed", ["wa", "Wahyu 081234", "hp 12", "No 5", "telp", "wa: siti", "https://wa.me/siti", "hp"]
)
def test_other_texts_are_no_labelled_numbers(typed: str) -> None:
    assert unlabelled(typed) == typed


@given(st.text() | ACCENTED)
def test_a_name_is_found_in_whichever_form_it_is_written(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, name)) == folded


@given(ACCENTED)
def test_capitals_are_small_letters(name: str) -> None:
    # Some letters have no capital of their own, and two small ones may share one.
    assert fold(name.upper().lower()) == fold(name.upper())


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("62 0812 3456", "+6281234567890"),
        ("'0812 3456 7890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("0812/3456/7890", "+6281234567890"),
        ("+62 (0)812", "+6281234567890"),
        ("3456 7890", "+6281234567890"),
        ("siti 0812", "+6281234567890"),
        ("0812 345", "0812-345"),
        ("62812345", "0812-345"),
        ("7890", "WA 0812****7890"),
        ("60123456789", "60123456789"),
    ],
)
def test_phones_are_found_in_any_writing(typed: str, phone: str) -> None:
    assert finds(typed, phone=phone)


@pytest.mark.parametrize("typed", ["261117JKLMNP", "#261117jklmnp", "jklm", "web-77", "#WEB-77", "jt0001", "dewi JT00"])
def test_ids_and_receipt_numbers_are_found(typed: str) -> None:
    facts = {name: getattr(FULL, name) for name in SEARCHED}
    assert finds(typed, **facts)


@pytest.mark.parametrize("typed", ["budi", "siti budi", "0813", "261122BCDFGJ", "toko", "aminahsiti", "90261122"])
def test_what_an_order_has_not_finds_nothing(typed: str) -> None:
    assert not finds(typed)


@pytest.mark.parametrize("typed", ["", "  ", "'", "#", "¸"])
def test_nothing_asks_for_nothing(typed: str) -> None:
    assert wanted(typed) == ()


def test_an_accent_that_stands_alone_is_no_part_of_a_word() -> None:
    assert wanted("0¸ Siti´") == wanted("0 siti")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("261125BCDFGH 261125GHJKLM", ("261125BCDFGH", "261125GHJKLM")),
        ("#261125bcdfgh,\n #261125GHJKLM;261125BCDFGH", ("261125BCDFGH", "261125GHJKLM")),
        ("JT0001\nJT0002\n", ("JT0001", "JT0002")),
        ("011230012345678 011230012345679", ("011230012345678", "011230012345679")),
        ("WEB-77, WEB-78", ("WEB-77", "WEB-78")),
        ("JX1234567890\t261125bcdfgh", ("JX1234567890", "261125BCDFGH")),
        ("081234567890 085700112233", ("081234567890", "085700112233")),
        ("261125BCDFGH", ()),
        ("0812 3456 7890", ()),
        ("62 81234 567890", ()),
        ("siti 081234567", ()),
        ("siti aminah", ()),
        ("jalan5 blok2", ()),
        ("", ()),
    ],
)
def test_a_list_of_ids_and_numbers(text: str, parts: tuple[str, ...]) -> None:
    assert several(text) == parts


@given(st.lists(st.from_regex(r"[0-9]{6}[A-Z]{6}", fullmatch=True), min_size=2, max_size=50, unique=True))
def test_any_order_ids_pasted_together_are_a_list(ids: list[str]) -> None:
    assert several("\n".join(ids)) == several(" ".join(f"#{order_id.lower()}" for order_id in ids)) == tuple(ids)


@given(st.text())
def test_any_text_asks_for_forms_that_are_not_empty(text: str) -> None:
    assert all(form for forms in wanted(text) for form in forms)
    several(text)


def test_a_mistyped_word_among_many_ids_is_one_of_the_list() -> None:
    ids = [f"261122BCDF{first}{second}" for first in "GHJKLM" for second in "NPQRST"][:18]
    assert several(" ".join([*ids, "unknown", "foo"])) == (*ids, "unknown", "foo")
    assert several(" ".join([*ids[:3], "unknown"])) == (), "too many of them for a list"
