"""How the demo shop rolls its dice: quick, and the same for the same seed in every release of Python."""

from collections.abc import Sequence
from math import log
from random import Random
from typing import TypeVar

Value = TypeVar("Value")


def often(*shares: tuple[int, Value]) -> tuple[Value, ...]:
    """Each value as often as its share says, so that every place of the result is as likely as any other."""
    return tuple(value for share, value in shares for _copy in range(share))


def pick(chance: Random, values: Sequence[Value]) -> Value:
    """One of the values; `Random.choice` takes three times as long."""
    return values[int(chance.random() * len(values))]


def below(chance: Random, limit: int) -> int:
    """A number from 0 to below the limit."""
    return int(chance.random() * limit)


def waiting(chance: Random, mean: float) -> float:
    """How long one waits for something that comes by chance."""
    # The dice can come to 0, of which there is no logarithm, but never to 1.
    return -log(1 - chance.random()) * mean
