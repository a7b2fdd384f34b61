"""Mappings of columns that a person makes, and makes anew."""

import json

from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.exchange.importing.recognising import mapped, mapping_text, read_mapping


def test_a_mapping_made_anew_keeps_its_words_its_dates_and_its_key() -> None:
    said = {
        "columns": {"Nomor": "external_id", "Keadaan": "status", "Barang": "item_name", "Paket": "note"},
        "words": {"status": {"sudah dikirim": "shipped"}},
        "dates": "mdy",
        "key": "Paket",
    }
    before = read_mapping(json.dumps(said))
    columns = mapped(before, ["Nomor", "Keadaan", "Barang", "Paket"]) | {"Nomor": "", "Paket": "buyer_note"}
    after = read_mapping(mapping_text(columns, before))
    assert after.words == before.words
    assert (after.dates, after.key) == (DateOrder.MDY, "paket")
    assert after.sources.keys() == {"status", "item_name", "buyer_note"}


def test_a_first_mapping_has_the_number_of_the_order_as_its_key() -> None:
    first = read_mapping(mapping_text({"No": "external_id", "Barang": "item_name", "X": ""}))
    assert (first.key, first.dates) == ("no", DateOrder.DMY)
    assert mapped(first, ["No", "Barang", "X"]) == {"No": "external_id", "Barang": "item_name", "X": ""}


def test_rows_are_one_order_by_the_column_that_names_the_order_now() -> None:
    first = read_mapping(mapping_text({"Faktur": "external_id", "Nomor": "", "Barang": "item_name"}))
    again = read_mapping(mapping_text({"Faktur": "", "Nomor": "external_id", "Barang": "item_name"}, first))
    assert (first.key, again.key) == ("faktur", "nomor")
