"""The command that says which new orders are put on hold."""

from tests.cli.shop import Shop


def test_phones_are_blocked_and_listed_and_let_go(shop: Shop) -> None:
    shop.add("1")
    assert shop.call("suspicious").out == "Likely duplicates: on hold\nNo phone is blocked.\n"
    said = shop.call("suspicious", "--block", "0857-0011-2233", "--duplicates", "warn")
    assert (said.code, said.out.splitlines()[0]) == (0, "Likely duplicates: only a warning")
    assert "+62 857-0011-2233  blocked by " in said.out
    (rules,) = shop.call("suspicious", "--json").objects
    assert rules["duplicates"] == "warn"
    assert [each["phone"] for each in rules["blocked"]] == ["+6285700112233"]
    assert "No phone is blocked." in shop.call("suspicious", "--unblock", "+6285700112233").out


def test_what_cannot_be_is_refused(shop: Shop) -> None:
    shop.add("1")
    for options, code, sentence in (
        (("--unblock", "085700112233"), 1, "+6285700112233 is not blocked."),
        (("--block", "halo"), 1, "is not a phone number"),
        (("--duplicates", "no"), 2, "hold"),
    ):
        said = shop.call("suspicious", *options)
        assert (said.code, sentence in said.err) == (code, True), said
    assert shop.call("--readonly", "suspicious", "--block", "085700112233").code == 2


def test_a_held_order_is_listed(shop: Shop) -> None:
    shop.add("1")
    second = shop.add("2")
    assert [order["order_id"] for order in shop.call("list", "--query", "suspicious:yes", "--json").objects] == [second]
