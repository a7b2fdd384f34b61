"""How the threads of the process share the interpreter."""

import os
import sys
from contextlib import suppress

_TURN = 0.001
_LOW = 10
"""How far below the others a thread stands that gives way, as `nice` counts."""


def take_short_turns() -> None:
    """Let a thread that computes hand over to one that waits after a millisecond.

    The screen's thread waits for its turn each time that it comes back from the system, several times for one key. With
    Python's own turn of 5 milliseconds a change of many orders, on a thread of its own, is felt at every key.
    """
    sys.setswitchinterval(_TURN)


def give_way() -> None:
    """Let the other threads of the process have the processor before this one, for as long as it lives.

    What it does in the database for seconds takes turns with the screen's thread otherwise, also where it does not hold
    the interpreter: on two cores a letter is painted in twice the time. Only Linux has a priority for each thread.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # some containers forbid it
            os.nice(_LOW)
