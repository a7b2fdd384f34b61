"""A screen whose widgets are styled once as it opens."""

from textual import events
from textual.screen import Screen, ScreenResultType


class StyledOnce(Screen[ScreenResultType]):
    """Does without styling everything a second time when it is shown first; its widgets have just been styled."""

    _was_shown = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True
