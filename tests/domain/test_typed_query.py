"""What a search in the query language narrows while it is typed, and what it proposes."""

import pytest
from hypothesis import given

from orders_tui.domain.facts import Filter
from orders_tui.domain.filter_words import WORDS
from orders_tui.domain.filters import known_values
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.typed_query import free_facets, is_language, last_word, narrowed, proposals, while_typed
from orders_tui.domain.words import speaking
from tests.domain.test_query import half_typed, queries

CITIES = ("Bandung", "Kota Bandung", "Surabaya")


def proposed(text: str) -> tuple[str, ...]:
    return proposals(text, lambda _facet: CITIES)


@pytest.mark.parametrize("text", ["siti", "0812-3456", '"status:ready"', "", "https://wa.me/62812", "a - b"])
def test_a_plain_search_is_none_of_the_language(text: str) -> None:
    assert not is_language(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("status:ready", "status:ready city:bandung received:7d sort:total"),
        ("Siti -status:ready", '-status:ready city:bandung received:7d sort:total "Siti"'),
        ("city:jepara,none days:3..", "status:pending city:jepara,none days:3.. received:7d sort:total"),
        ("paid:today", "status:pending city:bandung paid:today sort:total"),
        ("received:all", "status:pending city:bandung sort:total"),
        ("sort:-customer", "status:pending city:bandung received:7d sort:-customer"),
        ("status:selesai", "status:completed city:bandung received:7d sort:total"),
        ("in:trash", "in:trash status:pending city:bandung received:7d sort:total"),
    ],
)
def test_what_is_typed_takes_the_place_of_what_was_chosen(text: str, asks: str) -> None:
    base = OrderQuery.parse('status:pending city:bandung received:7d sort:total "gone"')
    assert narrowed(base, text) == (OrderQuery.parse(asks), "")


@given(queries)
def test_the_text_of_a_list_typed_on_nothing_is_that_list(query: OrderQuery) -> None:
    if is_language(str(query)):
        assert narrowed(OrderQuery(), str(query)) == (query, "")


@given(queries, half_typed)
def test_anything_typed_is_a_list_and_perhaps_a_sentence(base: OrderQuery, text: str) -> None:
    typed = narrowed(base, text)
    assert OrderQuery.parse(str(typed.query)) == typed.query
    assert not typed.error or "“" in typed.error
    for each in proposals(text, lambda _facet: CITIES):
        assert each.startswith(text[: len(text) - len(last_word(text))])


def test_a_word_that_cannot_be_read_is_named_and_all_before_it_counts() -> None:
    typed = narrowed(OrderQuery(), "city:bandung statsu:ready")
    assert typed.query == OrderQuery.parse("city:bandung")
    assert typed.error == "There is no filter “statsu”; did you mean “status:”?"
    assert narrowed(OrderQuery(), "status:redy").error.endswith("did you mean ready?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("siti sta", ("siti status:",)),
        ("-ta", ("-tag:",)),
        ("t", ()),
        ("status:pen", ("status:pending ",)),
        ("status:seles", ("status:completed ",)),
        ("status:pending,sh", ("status:pending,shipped ", "status:pending,ready ")),
        ("-city:ban", ("-city:Bandung ", '-city:"Kota Bandung" ')),
        ('city:"kota b', ('city:"Kota Bandung" ',)),
        ("city:non", ("city:none ",)),
        ("received:la", ("received:last-month ",)),
        ("sort:cust", ("sort:customer ",)),
        ("role:f", ("role:fulfilment ",)),
        ("total:1", ()),
        ("nothing:x", ()),
        ("status:pending ", ()),
    ],
)
def test_words_and_values_are_proposed(text: str, words: tuple[str, ...]) -> None:
    assert proposed(text) == words


def test_each_proposal_can_be_read() -> None:
    for text in ("status:", "method:", "phone:", "followup:", "shipment:", "paid:", "sort:", "in:", "city:", "buyer:"):
        assert proposed(text)
        for each in proposed(text):
            assert narrowed(OrderQuery(), each).error == ""


def test_the_values_of_filters_without_fixed_words_have_to_be_read() -> None:
    texts = ("city:b", "a -tag:", "status:p", "total:1", "city", "x:y", 'kota:"a b" status:p produk:c city:d')
    assert [free_facets(text) for text in texts] == [
        *(("city",), ("tags",), (), (), (), (), ("city", "product")),
    ]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("siti city:ban", "siti city:Bandung"),
        ("city:BANDUNG", "city:BANDUNG"),
        ("city:jepara", ""),
        ("city:jep status:ready", "city:jep status:ready"),
        ("city:jepara ", "city:jepara "),
        ("status:ready city:", "status:ready city:"),
        ("-city:sur", "-city:Surabaya"),
        ("city:Jepara,kot", 'city:Jepara,"Kota Bandung"'),
        ("city:Jepara,x", "city:Jepara"),
        ("city:abay", "city:Surabaya"),
        ("kota:abay", "kota:Surabaya"),
        ("city:ab", ""),
        ('city:"kota b', 'city:"Kota Bandung"'),
        ('city:"Jepara"', 'city:"Jepara"'),
        ("city:none", "city:none"),
        ("status:rea", "status:rea"),
        ("gita", "gita"),
        ("-city:abay,ban status:re", "-city:Surabaya,Bandung status:re"),
        ("status:konf  city:sur", "status:confirmed  city:Surabaya"),
    ],
)
def test_a_value_that_is_only_begun_means_those_that_begin_so(typed: str, means: str) -> None:
    assert while_typed(typed, lambda _facet: CITIES) == means


def test_what_no_known_value_has_is_asked_for_once_it_is_whole() -> None:
    for typed, means in (("city:abay", "city:Surabaya"), ("city:jepara", "city:jepara"), ("siti city:ban", None)):
        assert while_typed(typed, lambda _facet: CITIES, is_whole=True) == (means or "siti city:Bandung")


@pytest.mark.parametrize("is_whole", [True, False])
def test_me_is_whoever_looks_and_not_whose_name_begins_so(is_whole: bool) -> None:
    typed = ("handler:me", "-mention:sari,me", "handler:me city:me", "handler:meg")
    means = ("handler:me", "-mention:sari,me", "handler:me city:mega", "handler:mega")
    assert tuple(while_typed(text, lambda _facet: ("mega", "sari"), is_whole=is_whole) for text in typed) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("status:konfirmasi", "status:confirmed"),
        ("status:retur,siap", "status:rts,ready"),
        ("status:rea", "status:ready"),
        ("status:co", "status:co"),
        ("status:in-p", "status:in-p"),
        ("status:c", "status:c"),
        ("status:nothing", "status:nothing"),
    ],
)
def test_a_fixed_word_that_is_only_begun_means_the_one_that_it_can_be_once_it_is_whole(typed: str, means: str) -> None:
    assert while_typed(typed, lambda _facet: (), is_whole=True) == means


def test_words_are_proposed_in_the_language_of_the_screen() -> None:
    assert proposed("ko")[0] == "kota:"
    with speaking("id"):
        assert proposed("ko")[:2] == ("kota:", "konfirmasi:")
        assert proposed("ci") == ("city:",)  # the other language is understood all the same
        assert "store:" not in proposed("to")
        assert proposed("kota:ban") == ("kota:Bandung ", 'kota:"Kota Bandung" ')
        said = proposed("status:dikonfirmasi,siap")
        assert said == ("status:dikonfirmasi,siap-kirim ",)
        assert OrderQuery.parse(said[0]).values("status") == {"confirmed", "ready"}


@pytest.mark.parametrize("word", WORDS)
def test_a_filter_is_known_by_its_words_in_both_languages(word: str) -> None:
    fact = WORDS[word]
    value = {Filter.RANGE: "3..7", Filter.DAYS: "7d"}.get(fact.filter or Filter.VALUES, "none" if fact.optional else "")
    value = value or next(iter(known_values(fact)), "x")
    assert OrderQuery.parse(f"{word}:{value}") == OrderQuery.parse(f"{fact.word}:{value}") != OrderQuery()


@given(half_typed)
def test_what_is_meant_while_it_is_typed_can_be_read_where_that_can(text: str) -> None:
    meant = while_typed(text, lambda _facet: (*CITIES, 'with "quotes", and a comma'))
    assert not narrowed(OrderQuery(), meant).error or narrowed(OrderQuery(), text).error
