"""The keys that a person chose in place of ours, and sentences that name keys as they are now."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from orders_tui.config.file import Config, default_path, wrong
from orders_tui.domain.choices import nearest
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.ui import file_keys, filter_keys, grid_keys, help_keys, keys, list_keys, question_keys
from orders_tui.ui.key import Key, use_own_keys
from orders_tui.ui.key_names import known_name, pretty

_PLACES: tuple[tuple[Key, ...], ...] = (
    (*keys.LIST, *keys.ORDER, *keys.VIEW, *keys.VIEW_KEYS, *keys.DESK),
    filter_keys.SIDEBAR,
    keys.DETAIL,
    filter_keys.SEARCH,
    filter_keys.FILTERS,
    (*keys.CHOICE, *list_keys.SORT),
    (*keys.CHOICE, *keys.MONEY),
    keys.NOTE,
    (*keys.MENU, *keys.QUICK),
    (*keys.MENU, *keys.COPY),
    (*list_keys.COLUMNS, *list_keys.COLUMN_LIST),
    list_keys.VIEWS,
    (*question_keys.CONFIRM, *question_keys.PLAN),
    (*keys.DETAIL, *question_keys.SKIPPED_LIST),
    question_keys.PROGRESS,
    keys.MESSAGE,
    keys.PAGE,
    keys.TEXTS,
    keys.SETTINGS,
    keys.TEXT_FORM,
    (*grid_keys.SHEET_FIELD, *grid_keys.SHEET),
    (*keys.FORM_FIELD, *keys.FORM),
    (*file_keys.CYCLE, *file_keys.EXPORT),
    file_keys.PATH,
    file_keys.IMPORT,
    *(
        (*part, *grid_keys.DATES, *grid_keys.PRESETS, *grid_keys.BY_DAY)
        for part in (grid_keys.CALENDAR, grid_keys.PERIODS, grid_keys.DAY_THAT_COUNTS)
    ),
    grid_keys.BREAKDOWN,
    (*keys.DETAIL, *help_keys.KEY_TABLE),
    (*help_keys.GUIDE_TOPICS, *help_keys.GUIDE),
    help_keys.PALETTE,
)
"""Where a key can mean one thing only: what is bound at the same time."""
KEYS = {key.id: key for place in _PLACES for key in place} | {key.id: key for key in keys.DIALOG}
"""All keys, by the ids of their actions."""
_SHOWN = (*keys.VIEW_KEYS, *grid_keys.PRESETS, *grid_keys.BY_DAY)
_FIXED = frozenset(
    {
        "desk.back",
        "desk.quit",
        "dialog.leave",
        "dialog.help",
        "progress.stop",
        "palette.run",
        *(key.id for key in _SHOWN),
    }
)
"""The ways out, the digits and letters that stand before what they choose, and the key of the palette, where any other
key may be meant as text."""
_NAMED = re.compile(r"<([a-z_]+\.[a-z0-9_]+)>")


def keyed(text: str, /, **values: object) -> str:
    """A sentence with the keys that it names by the ids of their actions, such as `Press <change.undo> to undo`.

    Args:
        text: the sentence; of ours, since what a buyer wrote may look like the name of a key.
        values: what its braces stand for, if any; these may be anybody's words.
    """
    if not values:
        return _NAMED.sub(lambda found: KEYS[found[1]].first_shown, text)
    # A brace may be a key itself.
    parts = _NAMED.sub(lambda found: KEYS[found[1]].first_shown.replace("{", "{{").replace("}", "}}"), text)
    return parts.format(**values)


def can_be_changed(key: Key) -> bool:
    """Whether another key can be chosen for it: not for the ways out, nor for digits and letters that lists show."""
    return bool(key.action) and key.id not in _FIXED


def use_keys(wanted: Mapping[str, str]) -> None:
    """Bind these keys from now on, by the ids of their actions; must run before the console is made.

    Args:
        wanted: keys as a person writes them, `Ctrl+z` or `/`, with commas between several.

    Raises:
        ValueError: with the part of a sentence that names what cannot be, or the two actions that would share a key;
            the keys stay as they were then.
    """
    use_own_keys(_checked(wanted))


def accept_keys(config: Config) -> None:
    """Find that the keys of a configuration can be bound; those in force stay.

    Raises:
        ConfigError: if they cannot.
    """
    try:
        _checked(config.keys)
    except ValueError as reason:
        raise wrong(default_path(), "keys", str(reason)) from None


def _checked(wanted: Mapping[str, str]) -> dict[str, str]:
    """These keys as `use_own_keys` takes them; ValueError as `use_keys` says."""
    own = {action: _bound(action, text) for action, text in wanted.items()}
    _check_clashes(own)
    return own


def _bound(action: str, text: str) -> str:
    """The keys in the names that Textual gives them."""
    if action not in KEYS or not can_be_changed(KEYS[action]):
        known = [key.id for key in KEYS.values() if can_be_changed(key)]
        if action in KEYS:
            raise ValueError(_("the key of “{action}” cannot be changed").format(action=action))
        near = nearest(action, known)
        if near:
            text = _("there is no action “{action}”; the nearest is {nearest}")
            raise ValueError(text.format(action=excerpt(action), nearest=near))
        text = _("there is no action “{action}”; “orders-tui help keys” lists them")
        raise ValueError(text.format(action=excerpt(action)))
    names = [part.strip() for part in text.split(",") if part.strip()] or [text.strip()]
    return ",".join(_name(action, name) for name in names)


def _name(action: str, written: str) -> str:
    name = known_name(written)
    if not name:
        text = _("“{key}” for {action} is not the name of a key; write it like {example}")
        raise ValueError(text.format(key=excerpt(written), action=action, example="u, /, ctrl+z, f5, pgdn"))
    return name


def _check_clashes(own: Mapping[str, str]) -> None:
    """Refuse one key for two actions of one place, unless that is ours from the start."""
    # At most starts nobody has chosen any, and there are thousands of pairs.
    for first, second in _pairs(place for place in _PLACES if not own.keys().isdisjoint(key.id for key in place)):
        # As they would be: a key that the person takes from one action is free for another.
        keys, others = (own.get(key.id, key.keys).split(",") for key in (first, second))
        ours = {*first.keys.split(",")} & {*second.keys.split(",")}
        shared = [key for key in keys if key in others and key not in ours]
        if shared and (first.id in own or second.id in own):
            text = _("{key} would do both “{first}” ({first_id}) and “{second}” ({second_id}); change one of them")
            raise ValueError(
                text.format(
                    key=pretty(shared[0]),
                    first=first.description,
                    first_id=first.id,
                    second=second.description,
                    second_id=second.id,
                )
            )


def _pairs(places: Iterable[tuple[Key, ...]]) -> Iterator[tuple[Key, Key]]:
    for place in places:
        yield from combinations(place, 2)
