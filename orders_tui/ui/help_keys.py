"""Keys of what explains the others and finds them: the help, the guide, the palette."""

from orders_tui.domain.words import _
from orders_tui.ui.key import Key

KEY_TABLE = (
    Key("help.leave", "enter,y,n,q,f1", "leave", _("Close"), _("Leave the search, or close the help")),
    Key("help.guide", "question_mark", "guide", _("Guide"), _("Open the guide")),
    Key("help.find", "slash", "find", _("Search"), _("Show only the keys that fit")),
)
"""Keys of the help, beside those that scroll it."""

GUIDE_TOPICS = (
    Key("topics.up", "k", "cursor_up", _("Up"), _("To the topic above; the arrow keys do it too")),
    Key("topics.down", "j", "cursor_down", _("Down"), _("To the topic below")),
    Key("topics.read", "enter,right,l", "select", _("Read"), _("Into the page of the topic")),
)
"""Keys of the list of topics."""

GUIDE = (
    Key("guide.next", "right_square_bracket", "topic(1)", _("Next topic"), _("To the next topic")),
    Key("guide.previous", "left_square_bracket", "topic(-1)", _("Previous topic"), _("To the previous topic")),
    Key("guide.leave", "left,h,q", "leave", _("Back"), _("Back to the topics; from there close the guide")),
)
"""Keys of the guide, wherever one is in it."""

PALETTE = (
    Key(
        "palette.run",
        "enter",
        "carry_out",
        _("Run"),
        _("In the palette: run the command under the cursor"),
        priority=True,
    ),
)
"""The key of the palette that is ours; the others are those of Textual."""
