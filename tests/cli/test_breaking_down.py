"""The command `breakdown`: by what, of which orders, as text, JSON and CSV."""

import csv

from tests.cli.shop import Shop


def test_a_list_is_broken_down(shop: Shop) -> None:
    shop.add("1", "Ani", courier="JNE")
    shop.add("2", "Budi", courier="jne")
    shop.add("3", "Citra")
    lines = shop.call("breakdown", "--by", "kurir").out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["Courier", "Orders", "Share"],
        ["JNE", "2", "67%"],
        ["none", "1", "33%"],
        ["Total", "3", "100%"],
    ]
    (row,) = shop.call("breakdown", "--by", "courier", "--query", "courier:jne", "--json").objects
    assert (row["value"], row["orders"], row["paid"], row["sent"], row["returned"]) == ("JNE", 2, 0, 0, 0)
    nothing = shop.call("breakdown", "--by", "city", "--query", "courier:tiki")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No order fits.\n")


def test_the_rows_become_a_file(shop: Shop) -> None:
    shop.add("1")
    file = shop.path.with_name("rows.csv")
    assert shop.call("breakdown", "--by", "store", "--csv", str(file)).err == f"1 row written to {file}.\n"
    assert [row[1] for row in csv.reader(file.read_text("utf-8-sig").splitlines())] == ["Orders", "1", "1"]
    again = shop.call("breakdown", "--by", "store", "--csv", str(file))
    assert (again.code, "--force replaces it" in again.err) == (1, True)
    assert shop.call("breakdown", "--by", "status", "--csv", str(file), "--force").code == 0
    assert shop.call("--readonly", "breakdown", "--by", "status", "--csv", str(file), "--force").code == 2


def test_a_word_that_is_none_is_answered_with_the_nearest(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("breakdown", "--by", "curier")
    assert (said.code, "did you mean courier?" in said.err) == (2, True)
