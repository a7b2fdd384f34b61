"""The list of what the shop has written for its buyers, stage by stage, and the program's own messages."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.order import label
from orders_tui.domain.templates import (
    PAYMENT_KINDS,
    STAGE_LABELS,
    TEXT_KINDS,
    Access,
    Instruction,
    MessageStage,
    Sender,
    ShopText,
    ShopTexts,
    Template,
    TextKind,
    default_templates,
    text_kind,
    text_name,
)
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import TEXTS, bindings
from orders_tui.ui.screens.dialog import Dialog

_QUOTED = 60
"""How many characters of a text stand beside its name."""


class TextWanted(NamedTuple):
    """A text of the list, and what is to be done with it."""

    text: ShopText
    is_new: bool = False
    """Whether the shop has not stored it: it is a new one, or one of the program's own."""
    removes: bool = False


class _TextLine(NamedTuple):
    text: ShopText
    own: bool
    """Whether the shop has written it."""


class TextListDialog(Dialog[TextWanted]):
    """Answers with the text that is to be written or removed."""

    CSS_PATH = "texts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(TEXTS)

    def __init__(self, texts: ShopTexts, chosen: ShopText | None = None, language: str = "") -> None:
        """Make the list.

        Args:
            texts: what the shop has written.
            chosen: what the cursor starts on.
            language: in which the program's own texts are; empty for the one in use.
        """
        super().__init__()
        self._sections = list(_sections(texts, language))
        self._lines = [line for _title, lines in self._sections for line in lines]
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Message templates and other texts of the shop")), classes="dialog-title")
            yield OptionList(*self._options())
            yield Static(
                Content(keyed(_("Enter edit · <texts.new> new · <texts.remove> remove · Esc close"))),
                classes="dialog-hint",
            )

    def _options(self) -> Iterator[Option]:
        at = 0
        for title, lines in self._sections:
            yield Option(Content.styled(title, "bold $text-accent"), disabled=True)
            for line in lines:
                yield Option(_option(line), id=str(at))
                at += 1

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        same = [(text_kind(line.text), text_name(line.text)) for line in self._lines]
        key = None if self._chosen is None else (text_kind(self._chosen), text_name(self._chosen))
        # By its key: a text that was just saved is no longer equal to the one that was chosen.
        options.highlighted = options.get_option_index(str(same.index(key) if key in same else 0))
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        line = self._lines[int(event.option_id or 0)]
        self.dismiss(TextWanted(line.text, is_new=not line.own))

    def _current(self) -> _TextLine | None:
        options = self.query_one(OptionList)
        at = options.highlighted_option
        return self._lines[int(at.id)] if at is not None and at.id is not None else None

    def action_new(self) -> None:
        """A new text of the sort that the cursor is on."""
        if line := self._current():
            self.dismiss(TextWanted(_blank(line.text), is_new=True))

    def action_remove(self) -> None:
        """Remove the text that the cursor is on, where the shop has written it."""
        line = self._current()
        if line and line.own and not self.in_burst:
            self.dismiss(TextWanted(line.text, removes=True))
        else:
            self.app.bell()


def _sections(texts: ShopTexts, language: str) -> Iterator[tuple[str, list[_TextLine]]]:
    """The texts under what they are for; where the shop has none, a beginning of one."""
    for stage in MessageStage:
        own = [_TextLine(template, True) for template in texts.templates if template.stage is stage]
        yield (
            _(STAGE_LABELS[stage]),
            [*own, *(_TextLine(template, False) for template in default_templates(stage, language))],
        )
    others: tuple[tuple[TextKind, tuple[ShopText, ...], ShopText], ...] = (
        (TextKind.INSTRUCTION, texts.instructions, Instruction("")),
        (TextKind.ACCESS, texts.accesses, Access("", "")),
        (TextKind.SENDER, texts.senders, Sender("", "")),
    )
    for kind, written, blank in others:
        yield _(TEXT_KINDS[kind]), [_TextLine(text, True) for text in written] or [_TextLine(blank, False)]


def _option(line: _TextLine) -> Content:
    text = line.text
    name = show(text_name(text)) or (_("All orders") if isinstance(text, Instruction) and line.own else "–")
    if isinstance(text, Instruction) and text.method:
        name = " ".join(filter(None, [label(text.method), show(text.store)]))
    kind = _(PAYMENT_KINDS[text.kind]) if isinstance(text, Template) and text.kind else ""
    conditions = [kind, show(text.store), show(text.product)] if isinstance(text, Template) else []
    said = _("built in") if not line.own and text.text else "" if line.own else _("none yet")
    more = " · ".join(filter(None, [*conditions, said, excerpt(" ".join(text.text.split()), _QUOTED)]))
    return Content.assemble(f"  {name}", (f"  {more}" if more else "", "$text-muted"))


def _blank(text: ShopText) -> ShopText:
    """A new text of the same sort, for the same stage."""
    match text:
        case Template():
            return Template("", text.stage, "", hours=text.hours)
        case Instruction():
            return Instruction("")
        case Access():
            return Access("", "")
        case Sender():
            return Sender("", "")
