"""Keys of questions about a change, and over one that is under way."""

from orders_tui.domain.words import _
from orders_tui.ui.key import Key

CONFIRM = (
    Key("confirm.yes", "y", "yes", _("Yes"), _("Do it")),
    Key("confirm.no", "n,q", "leave", _("No"), _("Do not do it")),
    Key("confirm.other", "left,right,h,l", "other", _("The other button"), _("To the other button")),
)
"""Keys of a question."""

PLAN = (Key("plan.skipped", "ctrl+l", "skipped", _("Skipped"), _("See the orders that are skipped, with the reasons")),)
"""The key of a question about what will be done to several orders."""

SKIPPED_LIST = (Key("skipped.leave", "enter,q,n,y,ctrl+l", "leave", _("Go back"), _("Back to the question")),)
"""Keys of the list of the orders that are skipped, beside those that scroll it."""

PROGRESS = (Key("progress.stop", "escape,n,q", "leave", _("Stop"), _("Stop a change that takes a while")),)
"""Keys over a change under way."""
