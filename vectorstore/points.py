"""The points of a list, and the marks that they begin with. Pure."""

import re

_MARK = re.compile(r"(\(?)(?:(\d{1,3})[.)]|([^\W\d_]|[ivx]{2,4})\)) ")


def is_item(wording: str) -> bool:
    """Tell whether a sentence is an item of a list, as readers mark them."""
    return wording.startswith("- ")


def mark_of(wording: str) -> str:
    """Return what kind of mark a point of a list begins with, one for all points of a list: "- ",
    "1. ", "(1) ", "a) " or "(a) "; nothing if it begins with none."""
    if is_item(wording):
        return "-"
    found = _MARK.match(wording)
    return f"{found[1]}{'1' if found[2] else 'a'}" if found else ""


def is_listed(wording: str) -> bool:
    """Tell whether a sentence is an item of a list or has a number: "3. ", "Recommendation 3. "."""
    return bool(re.match(r"- |(?:[^\W\d_]+ )?\(?\d{1,3}[.)] ", wording))
