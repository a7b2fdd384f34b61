"""Searching: every field, every way to write a number, and nothing that anybody types is more than text."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings

from orders_tui.domain import rights
from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.search import several
from orders_tui.store.reads import lists
from orders_tui.store.reads.lists import Several
from orders_tui.store.store import Store
from orders_tui.store.tables import Orders
from tests.samples import NOW, PACKER, SARI, a_change
from tests.store.naive import listed
from tests.store.queries import HOSTILE, texts
from tests.store.shop import NAMES, PHONES, changed, column, everyone, opened, placed, reached, stock


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(3), 120)
        for name in ("100% katun", "a_b", "back\\slash", 'kata "kutip"', "name:siti", "NEAR(", "siti*", "AND", "é"):
            placed(store, name=name, phone="+6281234567890")
        yield store, everyone(store)


def hits(store: Store, text: str) -> list[int]:
    """What a search finds, the same by each of the ways in which a list is read."""
    query = OrderQuery(text=text)
    view = store.lists.open(query)
    try:
        found = store.lists.ids(view)
    finally:
        store.lists.close(view)
    rows = column(store, Orders.id)
    with pytest.MonkeyPatch.context() as patch:
        for common in (0, 10_000):  # a walk from the top, and a look at all hits
            patch.setattr(lists, "_COMMON", common)
            page = store.lists.first_page(query, 10_000)
            assert page is None or [row.id for row in page] == found
    assert store.lists.fitting(query, rows) == set(found)
    assert store.lists.newcomers(query, 0) == len(found)
    assert store.counts.counts(query).orders == len(found)
    return found


@settings(max_examples=300)
@given(text=texts)
@example(text="ÉCOLE été")
@example(text="李小明")
@example(text="li")
@example(text="siti 0812-3456")
@example(text="nomor +62812")
def test_a_search_finds_what_a_plain_look_finds(shop: tuple[Store, tuple[Order, ...]], text: str) -> None:
    store, orders = shop
    assert hits(store, text) == listed(orders, OrderQuery(text=text))


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 10_000, "siti " * 2_000, "\0", "a\0b\0", "\ud800", "\udcffabc", " "])
def test_nothing_that_is_typed_is_more_than_text(shop: tuple[Store, tuple[Order, ...]], text: str) -> None:
    store, orders = shop
    plain = "".join(" " if "\ud800" <= char <= "\udfff" else char for char in text)
    assert hits(store, text) == listed(orders, OrderQuery(text=plain))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("100%", "100% katun"),
        ("%", "100% katun"),
        ("a_b", "a_b"),
        ("back\\", "back\\slash"),
        ('"kutip"', 'kata "kutip"'),
        ("name:siti", "name:siti"),
        ("NEAR(", "NEAR("),
        ("siti*", "siti*"),
    ],
)
def test_signs_of_other_languages_are_found_as_they_stand(
    shop: tuple[Store, tuple[Order, ...]], text: str, name: str
) -> None:
    store, _orders = shop
    names = {row.name for row in store.lists.rows(hits(store, text))}
    assert name in names
    assert all(text.casefold() in found.casefold() for found in names)


@pytest.mark.parametrize(
    "text",
    [
        "+6281234567890",
        "6281234567890",
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "(0812) 3456.7890",
        "+62 812-3456-7890",
        "+62 (0)812-3456-7890",
        "62 812 3456 7890",
        "0062 812 3456 7890",
        "81234567890",
        "0812",
        "+62",
        "345",
        "34567",
        "7890",
        "90",
        "8",
        "\u202a+62 812\u20113456\u20117890\u202c",
        "siti 0812-3456",
        "0812 3456-7890 ",
    ],
)
def test_a_number_is_found_however_it_is_written(store: Store, text: str) -> None:
    order = placed(store)
    other = placed(store, name="Budi", phone="+6285711112222")
    found = hits(store, text)
    assert order.id in found
    assert (other.id in found) is (text in ("+62", "8"))


@pytest.mark.parametrize("text", ["0813", "+1", "081234567899", "12345678901", "siti 0813", "99"])
def test_other_numbers_are_not_found(store: Store, text: str) -> None:
    placed(store)
    assert hits(store, text) == []


def test_every_searched_field_is_found_and_no_other(store: Store) -> None:
    order = placed(store, name="Siti Aminah", phone="+6281234567890", email="mail@example.com", buyer_note="rahasia")
    order = changed(store, order, receipt="JP-7788", note="catatan", handler="penanggung")
    for text in ("aminah", "ITI", "3456", order.order_id, order.order_id[6:].lower(), "jp-7788", "7788", "Siti jp-7"):
        assert hits(store, text) == [order.id]
    for text in ("example.com", "rahasia", "catatan", "penanggung", "Toko", "siti budi"):
        assert hits(store, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    # No order id has a vowel.
    [("s", True), ("si", True), ("S", True), ("u", False), ("su", False), ("i a", True), ("s u", False), ("h i", True)],
)
def test_one_letter_and_two(store: Store, text: str, found: bool) -> None:
    order = placed(store, name="Siti Aminah")
    assert hits(store, text) == ([order.id] if found else [])


def test_the_search_follows_every_change(store: Store) -> None:
    order = placed(store)
    assert hits(store, "jne-123") == []
    store.execute(a_change(order.order_id, receipt="JNE-123"), SARI)
    assert hits(store, "jne-123") == [order.id]
    store.execute(a_change(order.order_id, receipt="POS-9"), SARI)
    assert (hits(store, "jne-123"), hits(store, "pos-9")) == ([], [order.id])
    store.undo(SARI)
    assert (hits(store, "jne-123"), hits(store, "pos-9")) == ([order.id], [])


def test_the_whole_number_or_order_id_stands_first(store: Store) -> None:
    whole = placed(store, name="Siti", phone="+628123456789", external_id="WEB-77")
    part = placed(store, name="Budi", phone="+6281234567890", external_id="WEB-777")
    again = placed(store, name="Siti", phone="+628123456789")
    for text in ("08123456789", "+62 812-3456-789", "628123456789", "62 0812 3456 789", "'08123456789", "8123456789"):
        assert hits(store, text) == [again.id, whole.id, part.id]
    noted = changed(store, part, receipt=whole.order_id)
    for text in (whole.order_id.lower(), f"#{whole.order_id}"):
        assert hits(store, text) == [whole.id, noted.id]
    assert hits(store, "web-77") == [whole.id, noted.id]
    assert hits(store, "0812345") == [again.id, part.id, whole.id]


def test_a_search_with_few_hits_is_ordered_as_a_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    placed(store, name="Siti")
    query = OrderQuery(text="siti")
    assert store.lists.first_page(query, 10) is not None
    monkeypatch.setattr(lists, "_RARE", 2)
    assert store.lists.first_page(query, 10) is None
    placed(store, name="Siti")
    assert store.lists.first_page(query, 10) is not None


def test_the_words_may_stand_in_any_order_and_field(store: Store) -> None:
    order = changed(store, placed(store, name="Siti Aminah", phone="+6281234567890"), receipt="JNE-1")
    for text in ("aminah siti", "jne-1 siti", "  aminah   0812 ", "siti siti", f"jne {order.order_id[6:]}"):
        assert hits(store, text) == [order.id]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jose", "José"),
        ("JOSÉ", "Jose\u0301"),
        ("é", "JOSÉ"),
        ("nuraini", "Nur’aini"),
        ("nur'aini", "Nurʼaini"),
        ("й", "АЙ"),
    ],
)
def test_letters_are_found_without_their_accents(store: Store, text: str, name: str) -> None:
    order = placed(store, name=name)
    placed(store, name="Budi")
    assert hits(store, text) == [order.id]


def test_a_phone_that_could_not_be_read_is_found_by_its_digits(store: Store) -> None:
    order = placed(store, phone="0812-34 rumah")
    for text in ("0812", "081234", "62 81234", "1234"):
        assert hits(store, text) == [order.id]


def test_several_ids_at_once_are_a_list_of_those_orders(store: Store) -> None:
    one, other, *_rest = (placed(store, external_id=f"WEB-{number}") for number in range(77, 82))
    shipped = changed(store, other, receipt="JT0001")
    deleted = reached(store, Status.CANCELED)
    store.execute(DeleteOrder(order_id=deleted.order_id), SARI)
    text = f"#{one.order_id.lower()}, jt0001\n WEB-78; {deleted.order_id} 261122ZZZZZZ"
    assert hits(store, text) == [shipped.id, one.id]
    found = store.lists.several(several(text))
    assert found == Several((one.id, shipped.id), ("261122ZZZZZZ",), (deleted.order_id,))
    assert store.lists.several(("261122ZZZZZZ",)) == Several((), ("261122ZZZZZZ",), ())
    assert store.lists.several(()) == Several((), (), ())


def test_what_is_hidden_of_an_order_does_not_find_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    order = placed(store, external_id="WEB-77")
    assert store.lists.several(("WEB-77",)).found == (order.id,)
    monkeypatch.setattr(rights, "hidden_fields", lambda _actor: frozenset({"external_id"}))
    hiding = Store(store.engine, clock=lambda: NOW, reader=PACKER)
    assert hiding.lists.several(("WEB-77",)) == Several((), ("WEB-77",), ())
    assert hiding.lists.several((order.order_id, "WEB-77")) == Several((order.id,), ("WEB-77",), ())


def test_a_thousand_ids_are_not_too_many(store: Store) -> None:
    order = placed(store)
    letters = str.maketrans("0123456789", "BCDFGHJKLM")
    ids = ["261122" + f"{number:06}".translate(letters) for number in range(5_000)]
    assert store.lists.several((*ids, order.order_id)).found == (order.id,)
    assert hits(store, "\n".join([*ids, order.order_id])) == [order.id]


def test_only_the_first_200_signs_count(store: Store) -> None:
    order = placed(store, name="a" * 200 + "b")
    assert hits(store, "a" * 200 + "zzz") == [order.id]


def test_the_pools_hold_what_searches_are_about() -> None:
    assert any(not name.isascii() for name in NAMES)
    assert any(not phone.startswith("+") for phone in PHONES)
