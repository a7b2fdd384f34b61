"""When the garbage collector runs.

It goes through every object that there is. Most of what this program loads stays until the end, so that a run among
it frees nothing: it is paused while modules are loaded, and what they left is exempt from later runs.
"""

import gc

_NEW_OBJECTS = 10_000
"""So many objects are made between two runs. With Python's own 700 each page of orders that is read starts several."""


def pause() -> None:
    """Run no more until `resume`: while modules are loaded or the console is built, a run takes a tenth of the time."""
    gc.disable()


def resume() -> None:
    """Run again from now on, over what is made from now on."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    gc.enable()


def exempt_all() -> None:
    """Leave all memory to the operating system, which clears it faster when the process ends."""
    gc.freeze()
