"""What all dialogs share: their look, that Esc cancels them, and how their answer is waited for."""

from typing import ClassVar, Generic, Protocol, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import ModalScreen

from orders_tui.ui.keys import DIALOG, bindings
from orders_tui.ui.screens.styled_once import StyledOnce
from orders_tui.ui.terminal.console import ConsoleApp
from orders_tui.ui.terminal.toasts import hide_toasts

Answer = TypeVar("Answer")


class Dialog(StyledOnce[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A dialog that answers with a value, or with None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - Textual declares it on the instance

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $backdrop; }
    Dialog.-low > .dialog { max-height: 100%; }
    Dialog.-stacked { background: transparent; }
    Dialog > .dialog {
        width: auto; max-width: 90%; height: auto; max-height: 90%;
        background: $panel; padding: 1 2;
    }
    Dialog .dialog-title { width: auto; text-style: bold; margin-bottom: 1; }
    Dialog .dialog-hint {
        width: auto; color: $text-muted; margin-top: 1;
        link-color: $text-muted; link-style: none;
        link-background-hover: $panel; link-color-hover: $text-accent; link-style-hover: underline;
    }
    Dialog > .dialog:ansi { border: solid $border; padding: 0 1; }
    Dialog .dialog-error { width: auto; max-width: 44; min-height: 1; color: $text-error; }
    Dialog OptionList {
        width: auto; min-width: 34; height: auto; max-height: 100%;
        border: none; background: $panel; padding: 0;
    }
    Dialog OptionList:focus { border: none; background-tint: transparent; }
    Dialog Input, Dialog Input:ansi { width: 44; border: none; height: 1; padding: 0 1; background: $field; }
    Dialog Input:focus { border: none; }
    """

    def on_compose(self) -> None:
        """Take the classes of the size, for which Textual would style all widgets anew once there are any.

        This also styles the dialog itself by its own sheet, which is read after it was styled first.
        """
        kinds = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        for cells, breakpoints in zip(self.app.size, kinds, strict=True):
            self.add_class(*[name for least, name in breakpoints or () if least <= cells][-1:])

    def on_mount(self) -> None:
        """Dim what lies behind once, since behind two dialogs it could not be read; show notices on top alone."""
        for screen in self.app.screen_stack[:-1]:
            hide_toasts(screen)
        self.set_class(sum(isinstance(screen, Dialog) for screen in self.app.screen_stack) > 1, "-stacked")

    @property
    def in_burst(self) -> bool:
        """Whether the key in hand arrived together with the one that opened this dialog."""
        return isinstance(self.app, ConsoleApp) and self.app.in_burst

    @property
    def arrived_alone(self) -> bool:
        """Whether the key in hand came by itself, not as a part of a paste."""
        return not isinstance(self.app, ConsoleApp) or self.app.arrived_alone

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer once: a second Enter that was already on its way would close the screen below."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Ask(Protocol):
    """Opens a dialog and waits for its answer; None if it is cancelled."""

    async def __call__(self, dialog: Dialog[Answer], /) -> Answer | None:
        """The answer."""
        ...
