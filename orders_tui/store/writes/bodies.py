"""What another system sends about an order in one piece: all that it says, and the piece itself beside the order."""

from collections.abc import Callable
from typing import NamedTuple

from orders_tui.domain.commands import AddOrder, ExternalOrder, Outcome
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import insertion
from orders_tui.store.tables import Bodies
from orders_tui.store.whole_orders import row_of
from orders_tui.store.writes.new_orders import find_external
from orders_tui.store.writes.repeats import made_by
from orders_tui.store.writes.request import Request

_INSERT = insertion(Bodies, "order_row", "at", "sender", "text")


class SentBody(NamedTuple):
    """What was sent."""

    sender: str
    line: str
    """The key of the line that makes the order, by which later bodies find it."""
    requests: tuple[Request, ...]
    """What it says; their commands have no order id. None where it is about no order."""
    text: str


def take_in(engine: Engine, body: SentBody, at: int, attempt: Callable[[Request], Outcome]) -> Outcome:
    """Carry out all that a body says, and keep it unless nothing of it is new; the answer to it as a whole.

    Args:
        engine: the database.
        body: what was sent.
        at: when it came, epoch seconds (UTC).
        attempt: carries out one request.
    """
    if not body.requests:
        # Answered as well taken: what is refused, senders of webhooks send again and again.
        return Outcome("", ignored=True)
    # The line first: a body that comes again finds its order even where the external id was corrected since.
    order_id = made_by(engine, "order", body.line) or _known(engine, body)
    outcomes = []
    for request in body.requests:
        if isinstance(request.command, AddOrder):
            outcome = Outcome(order_id, repeated=True) if order_id else attempt(request)
            order_id = order_id or outcome.order_id
        elif order_id:
            command = request.command.replace(order_id=order_id)
            outcome = attempt(request._replace(command=command))
        else:
            outcome = Outcome("", error=_("The order is not known yet; send it first."))
        outcomes.append(outcome)
    if order_id and any(outcome.ok and not outcome.repeated for outcome in outcomes):
        engine.insert(_INSERT, order_row=row_of(engine, order_id), at=at, sender=body.sender, text=body.text)
    return _together(order_id or "", outcomes)


def _known(engine: Engine, body: SentBody) -> str | None:
    """The order that came another way, by the id that the sender has for it."""
    for request in body.requests:
        if isinstance(request.command, AddOrder):
            facts = request.command.facts
            store, external = (str(facts.get(name) or "").strip() for name in ("store", "external_id"))
            return find_external(engine, ExternalOrder(store, external)) if external else None
    return None


def _together(order_id: str, outcomes: list[Outcome]) -> Outcome:
    stored = [outcome for outcome in outcomes if outcome.ok and not (outcome.repeated or outcome.late)]
    return Outcome(
        order_id,
        # Several parts of a body fail for the same reason, which is said once.
        error=" ".join(dict.fromkeys(filter(None, (outcome.error for outcome in outcomes)))),
        repeated=all(outcome.repeated for outcome in outcomes),
        late=not stored,
        warning=" ".join(dict.fromkeys(filter(None, (outcome.warning for outcome in outcomes)))),
        changes=tuple(change for outcome in outcomes for change in outcome.changes),
    )
