"""How the threads of the process share the interpreter."""

import sys

_TURN = 0.001


def take_short_turns() -> None:
    """Let a thread that computes hand over to one that waits after a millisecond.

    The screen's thread waits for its turn each time that it comes back from the system, several times for one key. With
    Python's own turn of 5 milliseconds a change of many orders, on a thread of its own, is felt at every key.
    """
    sys.setswitchinterval(_TURN)
