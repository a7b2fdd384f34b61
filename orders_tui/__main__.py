"""The command `orders-tui`: makes the process safe, then hands over to the command line."""

import os
import sys

from orders_tui.process import garbage
from orders_tui.process.environment import private_umask, scrub


def main() -> None:
    """Carry out the call that started this process, and end the process."""
    private_umask()
    scrub(os.environ)
    garbage.pause()
    from orders_tui.cli.main import run  # what it loads must not see what was scrubbed

    garbage.resume()
    code = run(sys.argv[1:])
    garbage.exempt_all()
    sys.exit(code)


if __name__ == "__main__":
    main()
