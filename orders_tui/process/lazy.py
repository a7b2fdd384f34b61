"""Imports that are put off until they are needed, so that the first frame does not wait for them."""

from importlib import import_module
from typing import Any


class LazyModule:
    """Stands in for a module and imports it when something of it is first used.

    Whoever uses one imports the real module under `TYPE_CHECKING`, so that the types stay checked.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
