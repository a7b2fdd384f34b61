"""How the threads of the process share the processor."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from orders_tui.process.threads import give_way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a thread has no priority of its own")


def priority() -> int:
    """That of the present thread: the higher, the later it has the processor."""
    return os.getpriority(os.PRIO_PROCESS, 0)


def test_a_thread_that_gives_way_does_so_alone() -> None:
    before = priority()
    with ThreadPoolExecutor(1, initializer=give_way) as one, ThreadPoolExecutor(1) as other:
        assert one.submit(priority).result() == min(19, before + 10)
        assert other.submit(priority).result() == before
    assert priority() == before
