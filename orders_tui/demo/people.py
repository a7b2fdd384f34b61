"""The buyers of the demo shop: a name, a phone number and an address that belong together."""

from random import Random
from typing import NamedTuple

from orders_tui.demo.chance import below, often, pick
from orders_tui.demo.words import DISTRICTS, Habit
from orders_tui.domain.facts import Values

_PREFIXES = (
    "811 812 813 821 822 823 851 852 853 814 815 816 855 856 857 858 817 818 819 859 877 878 831 832 833 838 895 896"
    " 897 898 899 881 882 887 888"
).split()
"""How mobile numbers begin, after the country code."""

_STREETS = (
    "Merdeka|Sudirman|Diponegoro|Ahmad Yani|Gajah Mada|Imam Bonjol|Pahlawan|Veteran|Melati|Mawar|Kenanga|Anggrek"
    "|Cempaka|Flamboyan|Kartini|Dewi Sartika|Hasanuddin|Teuku Umar|Pattimura|Wahid Hasyim|Cokroaminoto|Rajawali"
    "|Garuda|Cendrawasih|Mangga|Rambutan|Salak|Masjid Al-Ikhlas|Pasar Baru|Stasiun|Raya Timur|Raya Barat"
).split("|")
_ESTATES = (
    "Griya Asri|Taman Indah|Bumi Permai|Graha Sentosa|Puri Kencana|Villa Mutiara|Pesona Alam|Citra Mas|Permata Hijau"
    "|Bukit Cemara"
).split("|")
_HAMLETS = "Krajan|Karanganyar|Sukamaju|Mekarsari|Sidomulyo|Cibogo|Tegalrejo|Pasirjati|Wonosari|Banjarsari".split("|")
_LANDMARKS = often(
    (12, ""),
    (1, " (depan masjid)"),
    (1, " (sebelah warung Bu Tini)"),
    (1, " (pagar hijau)"),
    (1, " (belakang kantor desa)"),
)
_HER_TITLES, _HIS_TITLES = often((5, "Bu "), (2, "Ibu "), (1, "Hj. ")), often((5, "Pak "), (1, "H. "))
_MAIL = "@example.com @example.net @example.org".split()
"""Domains reserved for examples, so that no address belongs to a person."""

_WOMEN = 0.68
_KNOWN = 400
"""How many buyers are remembered, so that some of them come back."""
_RETURNING = 0.16


class Person(NamedTuple):
    """A buyer; which of these a form asks for depends on the goods."""

    name: str
    phone: str
    email: str
    address: Values
    """The facts of where the buyer lives."""
    rate: int
    """What a kilogram costs to send to this address, in rupiah."""


class Buyers:
    """Where buyers come from: most are new, some have bought here before."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._known: list[Person] = []

    def next(self) -> Person:
        """The next buyer."""
        chance = self._chance
        if self._known and chance.random() < _RETURNING:
            return pick(chance, self._known)
        person = new_person(chance)
        if len(self._known) < _KNOWN:
            self._known.append(person)
        else:
            self._known[below(chance, _KNOWN)] = person
        return person


def new_person(chance: Random) -> Person:
    """A buyer who has not bought before."""
    district = pick(chance, DISTRICTS)
    woman = chance.random() < _WOMEN
    name = _name(chance, pick(chance, district.habits), woman)
    letters = "".join(char for char in name.lower() if char.isalpha())
    email = f"{letters}{below(chance, 99):02d}{pick(chance, _MAIL)}"
    address = {
        "street": _street(chance),
        "subdistrict": district.subdistrict,
        "city": district.city,
        "province": district.province,
        "postcode": district.postcode,
    }
    return Person(_as_typed(chance, name, woman), _phone(chance), email, address, district.rate)


def _name(chance: Random, habit: Habit, woman: bool) -> str:
    firsts, lasts = (habit.women, habit.women_after) if woman else (habit.men, habit.men_after)
    first = pick(chance, firsts)
    if chance.random() < habit.alone:
        return first
    last = pick(chance, lasts)
    if " " not in first and chance.random() < 0.2:
        middle = pick(chance, firsts)
        if " " not in middle and middle != first:
            return f"{first} {middle} {last}"
    return f"{first} {last}"


def _as_typed(chance: Random, name: str, woman: bool) -> str:
    """The name as its owner typed it into a form on a phone."""
    lot = chance.random()
    if lot < 0.87:
        return name
    if lot < 0.92:
        return name.lower()
    if lot < 0.95:
        return name.upper()
    return pick(chance, _HER_TITLES if woman else _HIS_TITLES) + name


def _phone(chance: Random) -> str:
    digits = 8 if chance.random() < 0.85 else 7
    least = 2 * 10 ** (digits - 1)
    return f"+62{pick(chance, _PREFIXES)}{least + below(chance, 4 * least)}"


def _street(chance: Random) -> str:
    kind, number, landmark = chance.random(), 1 + below(chance, 120), pick(chance, _LANDMARKS)
    if kind < 0.5:
        return f"Jl. {pick(chance, _STREETS)} No. {number}{landmark}"
    ward = f"RT {1 + below(chance, 12):02d}/RW {1 + below(chance, 9):02d}"
    if kind < 0.68:
        return f"Jl. {pick(chance, _STREETS)} Gg. {1 + below(chance, 9)} No. {number}, {ward}{landmark}"
    if kind < 0.86:
        block = f"{pick(chance, 'ABCDEFGH')}{1 + below(chance, 15)}"
        return f"Perum {pick(chance, _ESTATES)} Blok {block} No. {1 + number // 5}{landmark}"
    return f"Dusun {pick(chance, _HAMLETS)} {ward}{landmark}"
