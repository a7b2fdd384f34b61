"""What a terminal sends in one piece, brought to an app without a terminal."""

from textual.pilot import Pilot

from orders_tui.ui.terminal.bursts import gathered
from orders_tui.ui.terminal.console import ConsoleApp
from orders_tui.ui.terminal.input import TerminalInput


def send(app: ConsoleApp, data: bytes) -> None:
    """Bring it, and go on before it is done."""
    for message in gathered(TerminalInput().feed(data)):
        app.post_message(message)


async def arrive(pilot: Pilot[None], data: bytes) -> None:
    """Bring it, and wait until all keys in it have been handled."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    send(app, data)
    await pilot.pause()
    while not app.ahead.idle:
        await pilot.pause(0)
