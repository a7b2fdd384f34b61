"""The private names of Textual that this room leans on, where Textual has no public way.

No other room uses any. A test fails, naming it, for each one that a release of Textual lacks.
"""

from typing import Final

PRIVATE_NAMES: Final[dict[str, tuple[str, ...]]] = {
    # Errors are logged without their text, and end the console with one sentence; toasts come and go one by one.
    "textual.app:App": (
        "_handle_exception",
        "_fatal_error",
        "_display",
        "_notifications",
        "_unnotify",
        "_refresh_notifications",
    ),
    # Toasts that stand beside what is marked, and on the topmost screen alone.
    "textual.widgets._toast:ToastRack": ("display", "styles"),
    "textual.widgets._toast:Toast": ("outer_size", "region"),
    # Output that survives a stalled line; modes that Textual leaves on; a terminal that cannot be suspended.
    "textual.drivers.linux_driver:LinuxDriver": (
        "_file",
        "_disable_mouse_support",
        "_sigtstp_application",
        "_sigcont_application",
    ),
    # A parser that can be replaced after a malformed sequence.
    "textual._xterm_parser:XTermParser": ("feed", "tick", "mouse_pixels", "terminal_size", "terminal_pixel_size"),
    # A palette that says at once that nothing was found.
    "textual.command:CommandPalette": ("_start_no_matches_countdown", "_NO_MATCHES", "_list_visible"),
}
"""The names by the class that has them, which is written as `module:class`."""
