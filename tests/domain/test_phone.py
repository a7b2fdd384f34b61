"""Phone numbers as people write, store and look for them."""

import re
import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orders_tui.domain.phone import kept, normalize, pretty, search_digits, searched, to_check

mobiles = st.from_regex(r"8[1-35-9][0-9]{7,10}", fullmatch=True)
"""The national part of Indonesian mobile numbers."""

HOME_PREFIXES = ("0", "62", "+62", "0062", "")
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


@st.composite
def separated(draw: st.DrawFn, digits: str) -> list[str]:
    """The digits as pieces: each is one digit or plus with whatever people put before it."""
    gaps = st.sampled_from(["", "", "", " ", "-", ".", "(", ")", ") ", " (", " - ", "\u00a0", "\u2011"])
    return [draw(gaps) + digit for digit in digits]


@given(mobiles, st.sampled_from([*HOME_PREFIXES, "+62 (0)", "620"]), st.data())
def test_every_way_to_write_a_mobile_is_stored_the_same(national: str, prefix: str, data: st.DataObject) -> None:
    pieces = data.draw(separated(prefix + national))
    # Without a plus or zero in front, `.0` at the end is what a spreadsheet makes of a whole number.
    assume(pieces[-1] != ".0")
    assert normalize(" " + "".join(pieces) + " ") == f"+62{national}"


@given(mobiles)
def test_the_fast_way_agrees_with_the_library(national: str) -> None:
    number = phonenumbers.parse(f"0{national}", "ID")
    assert phonenumbers.is_valid_number(number)
    assert normalize(f"0{national}") == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    international = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert pretty(f"+62{national}") == international


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("8123456789", "+628123456789"),
        ("'0812 3456 7890", "+6281234567890"),
        ("6281234567890.0", "+6281234567890"),
        ("8123456789.0", "+628123456789"),
        ("\u202a+62 812\u20113456\u20117890\u202c", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("(021) 555-0123", "+62215550123"),
        ("62 21 5550123", "+62215550123"),
        ("+60 12-345 6789", "+60123456789"),
        ("0065 9123 4567", "+6591234567"),
        ("+81 90-1234-5678", "+819012345678"),
        ("62 0812 3456 7890", "+6281234567890"),
        ("+62-0812-3456-7890", "+6281234567890"),
        ("+0812 3456 7890", "+6281234567890"),
        ("+(62) 812 3456 7890", "+6281234567890"),
        ("+62 62812 3456 7890", "+6281234567890"),
        ("+62+6281234567890", "+6281234567890"),
        ("062812 3456 7890", "+6281234567890"),
        ("0812/3456/7890", "+6281234567890"),
        ("0812.3456.7890", "+6281234567890"),
        ("0812,3456,7890", "+6281234567890"),
        ("0812_3456_7890", "+6281234567890"),
        ("0812·3456·7890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("0812 3456 7890 (WA)", "+6281234567890"),
        ("081234567890wa", "+6281234567890"),
        ("WA: 0812-3456-7890", "+6281234567890"),
        ("No. HP/WA 0812-3456-7890", "+6281234567890"),
        ("(WA) (0812) 3456-7890", "+6281234567890"),
        ("0812 3456 7890 a.n. Siti", "+6281234567890"),
        ("0812 3456 7890\nSiti", "+6281234567890"),
        ("0812 3456 7890 (2 orang)", "+6281234567890"),
        ("081234567890 / 0812-3456-7890", "+6281234567890"),
        ("081234567890;", "+6281234567890"),
        ('="081234567890"', "+6281234567890"),
        ("tel:+6281234567890", "+6281234567890"),
        ("https://wa.me/6281234567890?text=halo", "+6281234567890"),
        ("08123456789;phone-context=+1", "+628123456789"),
        ("08123456789 ext 5", "+628123456789"),
        ("021-5550123 ext. 12", "+62215550123"),
        ("+60 12-345 6789 (WA)", "+60123456789"),
    ],
)
def test_normalize(text: str, stored: str) -> None:
    assert normalize(text) == stored
    assert normalize(stored) == stored


@pytest.mark.parametrize("region", REGIONS)
def test_numbers_of_every_country(region: str) -> None:
    example = phonenumbers.example_number(region)
    assert example is not None
    stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert normalize(written) == normalize(stored) == stored
    by_zeros = f"00{stored[1:]}"
    if re.fullmatch("008[1-9][0-9]{7,10}", by_zeros):
        with pytest.raises(ValueError, match="one zero too many"):
            normalize(by_zeros)
    else:
        assert normalize(by_zeros) == stored
    assert pretty(stored) == written


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8.12346E+11", "“8.12346E+11” is a number that a spreadsheet has rounded: the column lost digits."),
        ("8,12346e+11", "the column lost digits"),
        ("6E+12", "the column lost digits"),
        ("0812345", "“0812345” is too short for a phone number."),
        ("+62 812 3456", "too short"),
        ("021 12", "too short"),
        ("0812345678901234", "too long"),
        ("+1 415 555 2671 000 000", "too long"),
        ("0800-FLOWERS", "“0800-FLOWERS” is not a phone number; write it like 0812-3456-7890"),
        ("0812-3456-7890 / 0813-1111-2222", "“0812-3456-7890 / 0813-1111-2222” contains more than one phone number."),
        ("081234567890,081311112222", "more than one phone number"),
        ("HP 081234567890 rumah 021-5550123", "more than one phone number"),
        ("0812345 / 081234567890", "too long"),
        ("081234567890 wa 08123456", "not a phone number"),
        ("081234567890 2 orang", "not a phone number"),
        ("O812-3456-7890", "not a phone number"),
        ("0812-3456-789x", "not a phone number"),
        ("0812****7890", "not a phone number"),
        ("WA 8.12346789E+11", "not a phone number"),
        ("1. 081234567890", "neither 0 nor +"),
        ("08१२३४५६७८९", "not a phone number"),
        ("0812+3456789", "not a phone number"),
        ("+999 12345678", "not a phone number"),
        ("0", "not a phone number"),
        ("00", "not a phone number"),
        ("+", "not a phone number"),
        ("", "not a phone number"),
        ("60123456789", "starts with neither 0 nor +"),
        ("00812 3456 7890", "“00812 3456 7890” has one zero too many, or is a foreign number; write it with one 0 or"),
        ("00819012345678", "one zero too many"),
        ("WA: 00812-3456-7890", "not a phone number"),
        pytest.param("0" * 100_000, "not a phone number", id="very long"),
        ("0812\x1b[2J", "“0812␛"),
    ],
)
def test_what_is_no_number_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        normalize(text)
    assert len(str(refused.value)) < 150


@given(st.text() | st.text("0268+-. ()E"))
def test_whatever_is_written_is_a_number_or_refused_in_words(text: str) -> None:
    refused, stored = "", ""
    try:
        stored = normalize(text)
    except ValueError as error:
        refused = str(error)
    if refused:
        assert refused.startswith("“")
    else:
        assert re.fullmatch(r"\+[1-9][0-9]{6,16}", stored)
        assert normalize(stored) == normalize(pretty(stored)) == stored


@pytest.mark.parametrize(
    ("text", "stored", "found"),
    [
        ("WA: 0812-3456-7890", "+6281234567890", "+6281234567890"),
        ("  tidak\n ada ", "tidak ada", ""),
        ("0812-3456", "0812-3456", "08123456 +628123456"),
        ("0812****7890", "0812****7890", "08127890 +628127890"),
        ("60123456789", "60123456789", "+60123456789"),
        ("8.12346E+11", "8.12346E+11", "+81234611"),
        # With its plus it would look like a number that could be read.
        ("+99912345678", "+ 99912345678", "+99912345678"),
        ("", "", ""),
    ],
)
def test_what_is_no_number_is_kept_as_written_and_found_by_its_digits(text: str, stored: str, found: str) -> None:
    assert kept(text) == kept(stored) == stored
    assert to_check(stored) is (stored not in ("", "+6281234567890"))
    assert searched(stored) == found
    assert pretty(stored) == ("+62 812-3456-7890" if stored == "+6281234567890" else stored)


@given(st.text() | st.text("0268+-. ()/E"))
def test_whatever_is_written_is_kept(text: str) -> None:
    stored = kept(text)
    assert kept(stored) == stored
    digits = re.sub("[^0-9]", "", stored)
    assert digits in searched(stored)
    try:
        assert stored == normalize(text)
        assert not to_check(stored)
    except ValueError:
        assert to_check(stored) is bool(stored)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+62812345678", "+62 812-345-678"),
        ("+628123456789", "+62 812-3456-789"),
        ("+6281234567890", "+62 812-3456-7890"),
        ("+62812345678901", "+62 812-3456-78901"),
        ("+62215550123", "+62 21 5550123"),
        ("+14155552671", "+1 415-555-2671"),
        ("", ""),
        ("+", "+"),
        ("n/a", "n/a"),
        ("+99912345", "+99912345"),
    ],
)
def test_pretty(stored: str, shown: str) -> None:
    assert pretty(stored) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0812", ("+62812", "0812")),
        ("0812-3456", ("+628123456", "08123456")),
        ("+62 812", ("+62812",)),
        ("+62 (0)812", ("+62812",)),
        ("(+62) 812", ("+62812",)),
        ("62812", ("+62812", "62812")),
        ("0062812", ("+62812", "0062812")),
        ("62 0812", ("+62812", "620812")),
        ("'0812 3456", ("+628123456", "08123456")),
        ("0812/3456", ("+628123456", "08123456")),
        ("０８１２", ("+62812", "0812")),
        ("812 3456", ("8123456",)),
        ("7890", ("7890",)),
        ("+60 12", ("+6012",)),
        ("", ()),
        (" - ", ()),
        ("+", ()),
        ("08+12", ()),
        ("siti", ()),
        ("0812a", ()),
        ("٠٨١٢", ()),
    ],
)
def test_search_digits(text: str, found: tuple[str, ...]) -> None:
    assert search_digits(text) == found


def finds(text: str, stored: str) -> bool:
    return any(part in stored for part in search_digits(text))


@given(mobiles, st.sampled_from([*HOME_PREFIXES, "+62 (0)"]), st.data())
def test_a_number_is_found_by_any_beginning_of_any_way_to_write_it(
    national: str, prefix: str, data: st.DataObject
) -> None:
    pieces = data.draw(separated(prefix + national))
    for length in range(len(prefix) + 4, len(pieces) + 1):
        assert finds("".join(pieces[:length]), f"+62{national}")


@given(st.sampled_from(REGIONS), st.sampled_from(["+", "00", ""]), st.data())
def test_a_foreign_number_is_found_by_any_beginning(region: str, prefix: str, data: st.DataObject) -> None:
    example = phonenumbers.example_number(region)
    assert example is not None
    stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    pieces = data.draw(separated(prefix + stored[1:]))
    for length in range(len(prefix) + 4, len(pieces) + 1):
        assert finds("".join(pieces[:length]), stored)


@pytest.mark.parametrize("typed", ["00812 3456", "0812-3456-7890", "+62 812 3456 7890", "62812", "7890"])
def test_a_number_with_a_zero_too_many_is_found_as_it_is_and_as_it_is_meant(typed: str) -> None:
    stored = kept("00812 3456 7890")
    assert (stored, to_check(stored)) == ("00812 3456 7890", True)
    assert finds(typed, searched(stored))


@given(mobiles, st.integers(0, 10), st.integers(1, 13))
def test_a_number_is_found_by_any_part_of_it(national: str, start: int, length: int) -> None:
    part = f"62{national}"[start : start + length]
    assume(part)
    assert finds(part, f"+62{national}")


def test_the_library_is_not_loaded_for_ordinary_numbers() -> None:
    code = (
        "import sys; from orders_tui.domain.phone import normalize, pretty, search_digits;"
        "pretty(normalize('0812-3456-7890')); search_digits('0812');"
        "assert 'phonenumbers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
