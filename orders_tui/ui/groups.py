"""The groups of the console's workers: every worker belongs to one of them."""

from enum import StrEnum


class Foreground(StrEnum):
    """Work that keys typed ahead wait for: it is about to open a dialog, to mark orders or to change them."""

    CHANGE = "change"
    DIALOG = "dialog"
    JUMP = "jump"
    RANGE = "range"


class Background(StrEnum):
    """Work that no key waits for."""

    BREAKDOWN = "breakdown"
    CATCH_UP = "catch-up"
    CLIPBOARD = "clipboard"
    COUNTS = "counts"
    BUYER = "buyer"
    DETAIL = "detail"
    DRAFT = "draft"
    FILES = "files"
    FOUND = "found"
    GROUPS = "groups"
    LIST = "list"
    LOOK = "look"
    MARKS = "marks"
    MONEY = "money"
    NEWEST = "newest"
    PRODUCT = "product"
    QUEUES = "queues"
    RECEIPTS = "receipts"
    ROWS = "rows"
    SETTINGS = "settings"
    TREND = "trend"
    WORDS = "words"
