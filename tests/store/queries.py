"""Random views of the shops that `stock` makes."""

from hypothesis import strategies as st

from orders_tui.domain.days import Period
from orders_tui.domain.facts import SORTABLE
from orders_tui.domain.filters import DAYS, Shipment
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery, Range, Role
from orders_tui.store.reads.sorting import INDEXED
from tests.store.shop import CITIES, COURIERS, HANDLERS, NAMES, PHONES, STORES, TAGS

CHOICES: dict[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "payment_status": tuple(PaymentStatus),
    "method": ("", *Method),
    "store": (*STORES, "Toko Lain"),
    "goods": tuple(Goods),
    "courier": (*COURIERS, "Jne", "pos"),
    "handler": (*HANDLERS, "Sari"),
    "city": (*CITIES, "bandung", "ÉLAN"),
    "province": ("jawa barat", "", "Bali"),
    "source": ("form", "LP kaos", "LP Élan", "lp élan"),
    "platform": ("web", "Web", ""),
    "utm_source": ("", "facebook", "Élan ads", "élan ADS"),
    "seller": ("Mitra Jaya", "mitra lain", "Mitra Lain"),
    "tags": (*TAGS, "", "VIP"),
    "phone": ("check", "ok", ""),
    "followed_up_at": ("due", "yes", "no"),
    "access_sent_at": ("yes", "no"),
    "printed_at": ("yes", "no"),
    "returning_at": ("yes", "no"),
    "confirmation_at": ("open", "no"),
    "held_at": ("yes", "no"),
    "mention": ("sari", "@Budi", "WATI", "nobody", ""),
    "product": ("Kaos", "kaos", "Madu Hutan", "mh-1", "nothing"),
    "shipment": tuple(Shipment),
    "tracking_note": ("", "Tiba di Bandung", "paket diretur"),
    "receipt": ("yes", "no", "jne001", "JP-01/É", "Jp-01/é"),
}
PERIODS = ("all", "all", "today", "yesterday", "7d", "30d", "this-month", "2026-11-21..", "..2026-11-14", "2026-11-17")
HOSTILE = (
    *("'", '"', '"rin"', "*", "kaos*", "name:siti", "NEAR(siti budi)", "siti AND budi", "siti OR", "NOT siti"),
    *("%", "100%", "_", "i_w", "\\", '" \\', "a\0b", "(", ")", "-siti", "^siti", "+", "{name}", "a%b", "siti*", "--"),
)

pairs = st.one_of([st.tuples(st.just(facet), st.sampled_from(values)) for facet, values in CHOICES.items()])

fields = st.sampled_from([*NAMES, *PHONES, "261122", "JNE001", "Jp-01/É", "0812-3456-7890", "081234567890"])


@st.composite
def parts(draw: st.DrawFn) -> str:
    """A part of something that an order may have, written as people write."""
    field = draw(fields)
    start = draw(st.integers(0, len(field)))
    part = field[start : start + draw(st.integers(0, 8))]
    return draw(st.sampled_from([part, part, part.upper(), part.lower(), part.swapcase()]))


WHOLE = (*PHONES, "0812-3456-7890", "081234567891", "6281234567890", "0062 812 3456 7890", "+62 (0)857-0011-2233")

texts = st.one_of(
    st.just(""),
    st.sampled_from(WHOLE),
    parts(),
    st.lists(parts(), max_size=3).map(" ".join),
    st.sampled_from(HOSTILE),
    st.text(max_size=4),
)


def few_or_none(pair_count: int) -> st.SearchStrategy[frozenset[tuple[str, str]]]:
    return st.frozensets(pairs, max_size=pair_count)


amounts = st.sampled_from([None, None, None, 0, 50_000, 52_000, 61_000, 100_000, 10**12])

ages = st.sampled_from([None, None, None, 0, 1, 3])


def bounded(bounds: tuple[int | None, ...]) -> frozenset[Range]:
    query = OrderQuery().with_range("total", *bounds[:2]).with_range("followed_days", *bounds[2:])
    return query.ranges


queries = st.builds(
    OrderQuery,
    role=st.sampled_from([Role.SELLER, Role.SELLER, Role.FULFILMENT]),
    text=st.one_of(st.just(""), st.just(""), texts),
    filters=few_or_none(3),
    excluded=st.one_of(few_or_none(0), few_or_none(2)),
    ranges=st.tuples(amounts, amounts, ages, ages).map(bounded),
    period=st.sampled_from(PERIODS).map(Period.parse),
    dates=st.sampled_from(["created_at", "created_at", *DAYS]),
    trash=st.sampled_from([False, False, False, True]),
    sort=st.sampled_from([*SORTABLE, *INDEXED]),
    descending=st.booleans(),
    then=st.sampled_from(["", "", *SORTABLE]),
    then_descending=st.booleans(),
)
