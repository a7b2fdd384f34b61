"""Money: whole rupiah, how they are written and averaged."""

from orders_tui.domain.words import _


def number(n: int) -> str:
    """A number with its thousands marked: `1.284`."""
    return f"{n:,}".replace(",", ".")


def brief(n: int) -> str:
    """A number in four or five cells, for where there is no room for all of it: `6,3k`, `193k`, `1,2M`."""
    for size, text in ((1_000_000, _("{number}M")), (1_000, _("{number}k"))):
        if n >= size:
            # Cut, not rounded, so that 999.999 does not become `1000k`.
            whole, rest = divmod(n * 10 // size, 10)
            return text.format(number=f"{whole},{rest}" if whole < 10 and rest else number(whole))
    return str(n)


def rupiah(amount: int) -> str:
    """An amount as it is shown everywhere: `Rp 1.250.000`, `-Rp 5.000`."""
    return f"{'-' if amount < 0 else ''}Rp {number(abs(amount))}"


def average(total: int, orders: int) -> int | None:
    """The average order value, rounded half up to the rupiah; None where there are no orders."""
    if orders == 0:
        return None
    return (2 * total + orders) // (2 * orders)
