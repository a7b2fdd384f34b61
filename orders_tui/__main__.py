"""The command `orders-tui`: makes the process safe, then hands over to the command line."""

import gc
import os
import sys

from orders_tui.process import private_umask, scrub


def main() -> None:
    """Carry out the call that started this process, and end the process."""
    private_umask()
    scrub(os.environ)
    # Looking for garbage in what is being loaded, and in what the operating system clears away at the end, would
    # take a tenth of a short call.
    gc.disable()
    from orders_tui.cli.main import run  # what it loads must not see what was scrubbed

    gc.enable()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
