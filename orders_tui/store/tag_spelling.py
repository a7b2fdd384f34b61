"""How the shop spells its tags, so that one which differs only in capitals does not become a second."""

from typing import Any

from peewee import Select, fn

from orders_tui.domain.tags import tag_key
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, parameter
from orders_tui.store.tables import Tags


def _every() -> Any:
    """All tags that orders have, each looked up from the one before: a million orders have a few."""
    first = Select(None, [Tags.select(fn.MIN(Tags.name)).alias("name")])
    chain = first.cte("chain", recursive=True, columns=("name",))
    following = Tags.select(fn.MIN(Tags.name)).where(Tags.name > chain.c.name)
    walked = chain.union_all(chain.select(following).where(chain.c.name.is_null(False)))
    return walked.select_from(walked.c.name).where(walked.c.name.is_null(False))


_EVERY = Read(_every, str)
_AS_IT_IS = Read(lambda: Tags.select(Tags.name).where(Tags.name == parameter("name")).limit(ONE_ROW), str)


class TagSpelling:
    """Knows the tags of the shop for as long as a change takes, with those that it brings itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._same: dict[str, str] = {}
        """What the shop writes for the tags that were asked for."""
        self._ours: dict[str, str] = {}
        """The tags of the shop, by `tag_key`; none until one is asked for that is not written so."""

    def __call__(self, tag: str) -> str:
        """What the shop writes for a tag; the tag itself where it is new."""
        if tag not in self._same:
            self._same[tag] = self._engine.first(_AS_IT_IS, name=tag) or self._nearest(tag)
        return self._same[tag]

    def _nearest(self, tag: str) -> str:
        if not self._ours:
            self._ours = {tag_key(each): each for each in self._engine.select(_EVERY)}
        # A new tag is noted too, so that a second spelling of it within the same change becomes the first.
        return self._ours.setdefault(tag_key(tag), tag)
