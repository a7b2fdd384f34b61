"""The settings that the database holds, which all who use it share: read as texts, and changed as one writes them."""

from collections.abc import Collection, Mapping

from orders_tui.config.file import ConfigError, check_value
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.couriers import couriers_of
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.limits import check_text
from orders_tui.domain.phone import masked, normalize, pretty
from orders_tui.domain.rights import Actor, Right
from orders_tui.domain.text import plain
from orders_tui.domain.words import LANGUAGES, N_, _
from orders_tui.store.store import Store

OF_FILE = ("business", "timezone", "public_url")
"""Those of the settings here that may stand in files too, which count where the database says nothing."""
HELD = (*OF_FILE, "buyer_language", "couriers", "blocked_phones", "duplicates")
"""The settings that can be given another value here."""
_BUYERS_READ = "id"
"""The language of buyers where the shop has not named it."""
_MOST = 10_000
"""How many stores and sellers are looked for."""
_COURIER = N_("Courier")


def shop_values(store: Store, actor: Actor) -> dict[str, str]:
    """What the database says, by the names of the settings; lists have commas between."""
    blocked = [each.phone for each in store.hold_rules.blocked()]
    phones = [pretty(phone) if actor.may(Right.SEE_PHONES) else masked(phone) for phone in blocked]
    texts = store.messages.all()
    return {
        "stores": ", ".join(store.known.values("store", "", _MOST)),
        "sellers": ", ".join(store.known.values("seller", "", _MOST)),
        **{name: store.settings.get(name) for name in OF_FILE},
        "buyer_language": buyer_language(store),
        "couriers": ", ".join(couriers_of(store.settings.get("couriers"))),
        "instructions": str(len(texts.instructions) or ""),
        "templates": str(len(texts.templates) or ""),
        "blocked_phones": ", ".join(phones),
        "duplicates": "hold" if store.hold_rules.holds_duplicates else "warn",
    }


def buyer_language(store: Store) -> str:
    """In which buyers are written to, one of `LANGUAGES`, whatever language the person who writes has chosen."""
    return store.settings.get("buyer_language") or _BUYERS_READ


def shop_profile(store: Store, public_url: str) -> ShopProfile:
    """What messages and pages say of the shop.

    Args:
        store: the open database.
        public_url: where the public pages are served, for a shop that does not name it; empty where they are not.
    """
    served = (store.settings.get("public_url") or public_url).rstrip("/")
    return ShopProfile(store.messages.all(), store.zone, served, buyer_language(store))


def keep_in_database(store: Store, actor: Actor, said: Mapping[str, str]) -> None:
    """Keep for the whole shop what an admin's file says and the database does not say yet.

    Args:
        store: the open database.
        actor: whose file it is.
        said: values of `OF_FILE`; empty for one that is not said.

    Raises:
        DatabaseError: if the database cannot store it.
    """
    if actor.may(Right.ADMINISTER):
        for name, value in said.items():
            if value and not store.settings.get(name):
                store.settings.put(name, value, actor, for_shop=True)


def change_shop_value(store: Store, actor: Actor, name: str, text: str) -> None:
    """Give one of `HELD` another value; an empty text is what holds without one.

    Raises:
        RuleBroken: if the value cannot be, or the actor may not change the settings of the shop.
        ConfigError: if one of `OF_FILE` could not stand in a file.
        DatabaseError: if the database cannot store it.
    """
    match name:
        case "business" | "timezone" | "public_url":
            store.settings.put(name, _checked(name, text.strip()), actor, for_shop=True)
        case "buyer_language":
            store.settings.put(name, _one_of(LANGUAGES, text, _("Write en or id.")), actor, for_shop=True)
        case "couriers":
            names = [check_text(_COURIER, plain(part)) for part in _parts(text)]
            store.settings.put(name, ", ".join(names), actor, for_shop=True)
        case "blocked_phones":
            _block(store, actor, _parts(text))
        case "duplicates":
            said = _one_of(("hold", "warn"), text, _("Write hold or warn."))
            # An empty text means the default, which is to hold them.
            store.hold_rules.hold_duplicates(actor, hold=said != "warn")
        case _:
            raise RuleBroken(_("{name} cannot be set.").format(name=name))


def _checked(name: str, text: str) -> str:
    """The text, which could stand in a file too.

    Raises:
        ConfigError: if it could not, with the reason.
    """
    if text and (reason := check_value(name, text)):
        error = ConfigError(_("{setting}: {reason}.").format(setting=name, reason=reason))
        error.reason = reason
        raise error
    return text


def _one_of(words: Collection[str], text: str, refusal: str) -> str:
    if text.strip() not in ("", *words):
        raise RuleBroken(refusal)
    return text.strip()


def _block(store: Store, actor: Actor, phones: list[str]) -> None:
    """Make these the phones that are blocked."""
    try:
        wanted = {normalize(phone) for phone in phones}
    except ValueError as reason:
        raise RuleBroken(str(reason)) from None
    before = {each.phone for each in store.hold_rules.blocked()}
    for phone in sorted(before - wanted):
        store.hold_rules.unblock(phone, actor)
    for phone in sorted(wanted - before):
        store.hold_rules.block(phone, actor, store.now())


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
