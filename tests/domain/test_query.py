"""The state of a list: its verbs, and the text form that saved views and the command line use."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orders_tui.domain.days import DateRange, Period, Preset
from orders_tui.domain.facts import SORTABLE, SORTS, Kind
from orders_tui.domain.filters import DAYS, FACETS, FILTERS, RANGES, known_values
from orders_tui.domain.limits import AMOUNT_LIMIT
from orders_tui.domain.query import OrderQuery, Range, Role

CLOSED = {
    "status": "created pending confirmed in_process ready shipped completed rts canceled closed".split(),
    "payment_status": "unpaid paid conflict settled".split(),
    "method": ["bank_transfer", "qris", "va_bca", "gopay", "cod", "other", ""],
    "goods": "physical digital mixed".split(),
    "receipt": ["yes", "no", "R-1", "jt 0001", "NONE"],
}
SORTED = sorted({fact.name for fact in SORTS.values()})
NASTY = [
    "none",
    "None",
    '"none"',
    "a,b",
    "a, b",
    'say "hi"',
    "back\\slash\\",
    '\\"',
    "status:pending",
    "total:1..2",
    "a:",
    ":",
    "-",
    "..",
    "two\nlines",
    " blanks  kept ",
    "\x1c\x85\u2028\u3000",
    "\0",
    "\ud800",
    "Siti’s Café",
]
texts = st.text() | st.sampled_from(NASTY) | st.text(st.sampled_from('"\\:,. \n\tno-ne')) | st.text(min_size=1)
days = st.dates()
periods = st.one_of(
    st.sampled_from(Preset).map(Period),
    st.builds(DateRange.of, days, days).map(Period),
    st.builds(DateRange, days, st.none()).map(Period),
    st.builds(DateRange, st.none(), days).map(Period),
)
pairs = st.one_of(
    *(st.tuples(st.just(facet), st.sampled_from(values)) for facet, values in CLOSED.items()),
    *(
        st.tuples(st.just(name), st.sampled_from(sorted(known)) if (known := known_values(fact)) else texts)
        for name, fact in FACETS.items()
        if name not in CLOSED
    ),
)


def bounded(bounds: dict[str, tuple[int | None, int | None]]) -> frozenset[Range]:
    """Those of the bounds that bound something."""
    return frozenset(Range(name, *both) for name, both in bounds.items() if both != (None, None))


def total(low: int | None, high: int | None) -> OrderQuery:
    return OrderQuery().with_range("total", low, high)


amounts = st.none() | st.integers(0, AMOUNT_LIMIT)


def said_once(query: OrderQuery) -> OrderQuery:
    """The query without a second sort by what it is sorted by already, and without a direction of none."""
    then = "" if query.then == query.sort else query.then
    return replace(query, then=then, then_descending=bool(then) and query.then_descending)


queries = st.builds(
    OrderQuery,
    role=st.sampled_from(Role),
    text=texts,
    filters=st.frozensets(pairs, max_size=8),
    excluded=st.frozensets(pairs, max_size=4),
    ranges=st.dictionaries(st.sampled_from(sorted(RANGES)), st.tuples(amounts, amounts)).map(bounded),
    period=periods,
    dates=st.sampled_from(list(DAYS)),
    trash=st.booleans(),
    sort=st.sampled_from(SORTED),
    descending=st.booleans(),
    then=st.sampled_from(["", *SORTED]),
    then_descending=st.booleans(),
).map(said_once)

half_typed = st.lists(
    st.sampled_from([*FILTERS, *(f"-{word}" for word in FILTERS), "sort", "role", "in", "x"])
    | st.sampled_from([":", ":", ",", '"', "\\", " ", "..", "-", "today", "none", "pending", "yes", "5", "\n"])
).map("".join)

FILLED = OrderQuery(
    role=Role.FULFILMENT,
    text="siti",
    filters=frozenset({("status", "pending"), ("status", "ready"), ("store", "Sehat"), ("seller", "Toko B")}),
    excluded=frozenset({("status", "closed"), ("tags", "vip"), ("seller", "Toko C")}),
    ranges=frozenset({Range("total", 100_000, 500_000), Range("status_days", 3, None)}),
    period=Period(Preset.TODAY),
    dates="paid_at",
    trash=True,
    sort="total",
    descending=False,
)


def filtered(*chosen: tuple[str, str]) -> OrderQuery:
    return OrderQuery(filters=frozenset(chosen))


class TestVerbs:
    def test_a_new_one_shows_every_order_of_the_seller_newest_first(self) -> None:
        query = OrderQuery()
        assert (query.role, query.sort, query.descending) == (Role.SELLER, "created_at", True)
        assert not query.narrowed
        assert str(query) == ""
        assert OrderQuery.parse("") == query

    def test_values_are_those_of_one_filter(self) -> None:
        assert FILLED.values("status") == {"pending", "ready"}
        assert FILLED.values("courier") == frozenset()

    def test_toggling_chooses_and_then_no_longer(self) -> None:
        once = OrderQuery().toggled("courier", "JNE")
        assert once == filtered(("courier", "JNE"))
        both = once.toggled("courier", "")
        assert both.values("courier") == {"JNE", ""}
        assert both.toggled("courier", "JNE") == filtered(("courier", ""))

    @given(queries, pairs)
    def test_toggling_twice_changes_nothing(self, query: OrderQuery, pair: tuple[str, str]) -> None:
        assert query.toggled(*pair) != query
        assert query.toggled(*pair).toggled(*pair) == query

    def test_without_one_filter_the_others_stay(self) -> None:
        query = FILLED.without("status")
        assert query.filters == {("store", "Sehat"), ("seller", "Toko B")}
        assert query.excluded == {("tags", "vip"), ("seller", "Toko C")}
        assert query.text == "siti"

    def test_what_is_excluded_is_told_by_facet(self) -> None:
        query = OrderQuery(excluded=frozenset({("tags", "vip"), ("tags", "")}))
        assert query.excluded_values("tags") == {"vip", ""}
        assert query.values("tags") == query.excluded_values("status") == frozenset()

    def test_without_filters_role_and_sort_stay(self) -> None:
        query = FILLED.without_filters()
        assert query == OrderQuery(role=Role.FULFILMENT, sort="total", descending=False)

    def test_in_the_other_role_stores_and_sellers_go(self) -> None:
        query = FILLED.with_role(Role.SELLER)
        assert query.role is Role.SELLER
        assert query.filters == {("status", "pending"), ("status", "ready")}
        assert query.excluded == {("status", "closed"), ("tags", "vip")}

    def test_text_and_days_are_replaced(self) -> None:
        assert FILLED.with_text("budi").text == "budi"
        week = Period(Preset.LAST_7_DAYS)
        assert FILLED.with_period(week).period == week
        assert FILLED.with_period(week).dates == "paid_at"
        assert FILLED.with_period(week, "shipped_at").dates == "shipped_at"

    @pytest.mark.parametrize("sort", [sort for sort in SORTED if sort != "created_at"])
    def test_sorting_anew_starts_with_the_most_useful_end(self, sort: str) -> None:
        query = OrderQuery().sorted_by(sort)
        assert query == OrderQuery(sort=sort, descending=SORTABLE[sort].kind in (Kind.MONEY, Kind.COUNT, Kind.MOMENT))
        assert query.sorted_by(sort) == OrderQuery(sort=sort, descending=not query.descending)
        assert query.sorted_by("created_at") == OrderQuery()

    def test_a_second_sort_counts_where_the_first_says_the_same(self) -> None:
        query = OrderQuery(sort="status", descending=False).then_by("total")
        assert (query.then, query.then_descending) == ("total", True)
        assert str(query) == "sort:status,-total"
        assert query.sorted_by("store") == replace(query, sort="store")
        turned = query.then_by("total")
        assert turned == replace(query, then_descending=False)
        assert turned.then_by("total") == query.then_by("status") == OrderQuery(sort="status", descending=False)
        assert query.sorted_by("total") == OrderQuery(sort="total")

    @pytest.mark.parametrize(
        ("query", "narrowed"),
        [
            (OrderQuery(text="siti"), True),
            (OrderQuery(text="  "), False),
            (filtered(("courier", "")), True),
            (OrderQuery(excluded=frozenset({("tags", "vip")})), True),
            (total(1, None), True),
            (total(0, None), False),
            (total(None, 0), True),
            (OrderQuery(role=Role.FULFILMENT, period=Period(Preset.TODAY), sort="total"), False),
        ],
    )
    def test_knows_whether_it_hides_orders(self, query: OrderQuery, narrowed: bool) -> None:
        assert query.narrowed is narrowed

    @pytest.mark.parametrize(
        ("text", "reaches"),
        [
            ("pay:conflict", True),
            ("pay:paid,conflict city:bandung", True),
            ("pay:paid", False),
            ("in:trash pay:conflict", False),
            ("", False),
        ],
    )
    def test_asks_the_trash_for_conflicts_too(self, text: str, reaches: bool) -> None:
        assert OrderQuery.parse(text).conflicts_in_trash is reaches


class TestTextForm:
    @given(queries)
    @example(FILLED)
    @example(filtered(("handler", ""), ("handler", "none"), ("city", "a,b"), ("tags", "c")))
    @example(OrderQuery(text="none"))
    @example(total(0, AMOUNT_LIMIT))
    def test_comes_back_whole(self, query: OrderQuery) -> None:
        assert OrderQuery.parse(str(query)) == query
        assert str(OrderQuery.parse(str(query))) == str(query)

    @given(texts | half_typed)
    def test_of_anything_typed_is_a_query_or_a_sentence(self, typed: str) -> None:
        outcome: OrderQuery | str
        try:
            outcome = OrderQuery.parse(typed)
        except ValueError as error:
            outcome = str(error)
        if isinstance(outcome, str):
            assert "“" in outcome
        else:
            assert OrderQuery.parse(str(outcome)) == outcome

    @pytest.mark.parametrize(
        ("text", "query"),
        [
            (
                'status:pending method:cod pay:unpaid city:bandung "siti"',
                OrderQuery(
                    text="siti",
                    filters=frozenset(
                        {
                            ("status", "pending"),
                            ("method", "cod"),
                            ("payment_status", "unpaid"),
                            ("city", "bandung"),
                        }
                    ),
                ),
            ),
            (
                "received:2026-11-01..2026-11-22",
                OrderQuery(period=Period(DateRange(date(2026, 11, 1), date(2026, 11, 22)))),
            ),
            ("paid:7d", OrderQuery(period=Period(Preset.LAST_7_DAYS), dates="paid_at")),
            ("completed:all", OrderQuery(dates="completed_at")),
            ("total:100000..500000", total(100_000, 500_000)),
            ("total:100000..", total(100_000, None)),
            ("total:..0", total(None, 0)),
            ("sort:total", OrderQuery(sort="total", descending=False)),
            ("sort:-follow_ups", OrderQuery(sort="follow_ups")),
            ("sort:-follow_ups,since", OrderQuery(sort="follow_ups", then="status_at")),
            ("sort:past,past", OrderQuery(sort="past", descending=False)),
            ("sort:received", OrderQuery(descending=False)),
            ("role:fulfilment in:trash", OrderQuery(role=Role.FULFILMENT, trash=True)),
            ("handler:none,sari", filtered(("handler", ""), ("handler", "sari"))),
            ('handler:"none"', filtered(("handler", "none"))),
            ('city:"Kota Bandung",Cimahi', filtered(("city", "Kota Bandung"), ("city", "Cimahi"))),
            ("method:none receipt:no", filtered(("method", ""), ("receipt", "no"))),
            ('tag:"say \\"hi\\"","a\\\\b"', filtered(("tags", 'say "hi"'), ("tags", "a\\b"))),
            ("-tag:vip", OrderQuery(excluded=frozenset({("tags", "vip")}))),
            (
                "-handler:none,sari handler:budi",
                OrderQuery(
                    filters=frozenset({("handler", "budi")}),
                    excluded=frozenset({("handler", ""), ("handler", "sari")}),
                ),
            ),
            ("receipt:R-1", filtered(("receipt", "R-1"))),
            ('"-tag:vip"', OrderQuery(text="-tag:vip")),
            ('"x"', OrderQuery(text="x")),
        ],
    )
    def test_reads_and_writes_the_same(self, text: str, query: OrderQuery) -> None:
        assert OrderQuery.parse(text) == query
        assert OrderQuery.parse(str(query)) == query

    def test_is_written_in_one_order(self) -> None:
        assert str(FILLED) == (
            'role:fulfilment in:trash status:pending,ready -status:closed store:Sehat seller:"Toko B" -seller:"Toko C" '
            '-tag:vip total:100000..500000 days:3.. paid:today sort:total "siti"'
        )

    @pytest.mark.parametrize(
        ("typed", "same"),
        [
            ("status:pending status:ready", "status:pending,ready"),
            ("STATUS:Pending,READY", "status:pending,ready"),
            ("Sort:-Total role:SELLER in:TRASH", "in:trash sort:-total"),
            ("-STATUS:Pending -status:ready", "-status:pending,ready"),
            ("status:selesai,siap-kirim pay:lunas", "status:completed,ready pay:paid"),
            ('status:"Ready to Ship" method:"Transfer bank"', "status:ready method:bank_transfer"),
            ("receipt:ya handler:belum-ada role:Seller in:sampah", "in:trash receipt:yes handler:none"),
            ('handler:"belum-ada"', 'handler:"belum-ada"'),
            ('received:"7 hari terakhir" sort:pembeli', "received:7d sort:customer"),
            ("  siti   aminah  ", '"siti aminah"'),
            ("siti status:ready aminah", 'status:ready "siti aminah"'),
            ('"siti  " aminah', '"siti   aminah"'),
            ('siti ""', '"siti"'),
            ("0812-3456-7890", '"0812-3456-7890"'),
            ("12:30", '"12:30"'),
            ('5" \\o/', '"5\\" \\\\o/"'),
            ("store:a:b", "store:a:b"),
            ('store:"plain"', "store:plain"),
            ('store:"line\\\nbreak"', 'store:"line\nbreak"'),
        ],
    )
    def test_is_forgiving(self, typed: str, same: str) -> None:
        assert OrderQuery.parse(typed) == OrderQuery.parse(same)
        assert str(OrderQuery.parse(typed)) == same

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (
                "pay:maybe",
                "“pay:” has no value “maybe”. Choose one of: conflict, paid, settled, unpaid.",
            ),
            ("status:pending,redy", "“status:” has no value “redy”; did you mean ready?"),
            ("status:lost", "“status:” has no value “lost”. Choose one of: canceled, closed,"),
            ("pay:shipped", "“pay:” has no value “shipped”; did you mean status:shipped?"),
            ("-pay:lunass", "“pay:” has no value “lunass”; did you mean paid?"),
            ("status:none", "“status:” has no value “none”."),
            ('status:""', "“status:” has no value “”."),
            ('receipt:""', "“receipt:” has no value “”. Choose one of: no, yes."),
            ("method:cash", "“method:” has no value “cash”. Choose one of: alfamart, bank_transfer,"),
            ("stauts:pending", "There is no filter “stauts”; did you mean “status:”?"),
            ("-staus:a,b", "There is no filter “-staus”; did you mean “status:”?"),
            ("colour:red", "There is no filter “colour”. Choose one of: status, pay, method,"),
            ("--tag:vip", "There is no filter “--tag”; did you mean “tag:”?"),
            ("-total:1..2", "“total:” cannot be excluded; these can: status, pay,"),
            ("-paid:today", "“paid:” cannot be excluded; these can:"),
            ("-sort:total", "There is no filter “-sort”;"),
            ("-tag:", "“-tag:” needs a value."),
            ("siti status:", "“status:” needs a value."),
            ("sort:", "“sort:” needs a value."),
            ("sort:xyzzy", "“sort:” has no value “xyzzy”. Choose one of: access, buyer_note, city,"),
            ("sort:total,name,city", "Give “sort:” one value, or two."),
            ("sort:--total", "“sort:” has no value “-total”; did you mean total?"),
            ("role:admin", "“role:” has no value “admin”. Choose one of: fulfilment, seller."),
            ("in:bin", "“in:” has no value “bin”. Choose one of: trash."),
            ("total:5", "“total:5” must be like 100000..500000, 100000.. or ..500000."),
            ("total:..", "“total:..” must be like"),
            ("total:-5..7", "“total:-5..7” must be like"),
            ("total:1.000..2.000", "“total:1.000..2.000” must be like"),
            ("total:1..99999999999999", "“total:1..99999999999999” must be like"),
            ("total:1..2,5..6", "Give “total:” one value."),
            ("role:seller,fulfilment", "Give “role:” one value."),
            ("received:soon", "“soon” is not a range of days."),
            ("paid:today,7d", "Give “paid:” one value."),
            ("paid:today shipped:7d", "“shipped:” and “paid:” set the same thing;"),
            ("total:1.. total:..5", "“total:” and “total:” set the same thing;"),
            ("status:pending, method:cod", "“status:pending,” cannot be read:"),
            ('city:"Bandung', '“city:"Bandung” cannot be read:'),
            ('city:"Bandung"x', '“city:"Bandung"x” cannot be read:'),
            ('"siti', '“"siti” cannot be read:'),
            ('"siti"x', '“"siti"x” cannot be read:'),
            ("pay:\x1b]0;x", "“pay:” has no value “␛]0;x”."),
        ],
    )
    def test_that_is_wrong_names_the_part(self, typed: str, sentence: str) -> None:
        with pytest.raises(ValueError, match="“") as caught:
            OrderQuery.parse(typed)
        assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("text", ["WA: 0812-3456-7890", "https://wa.me/6281234567890", "tel:081234567890"])
def test_a_labelled_number_is_a_search(text: str) -> None:
    assert OrderQuery.parse(text).text in ("0812-3456-7890", "+6281234567890", "081234567890")
    kept = OrderQuery(text=text)
    assert OrderQuery.parse(str(kept)) == kept
