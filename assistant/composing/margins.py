"""How much weight (log-odds) a sentence may lack to the weightiest one and still count."""

MARGIN = 1.4
"""That of a further sentence which is part of the answer."""

NARROW_MARGIN = 0.65
"""The same where a single value is asked for."""

WIDE_MARGIN = 2.1
"""The same where several things are asked for."""

LATEST_MARGIN = 2.6
"""The same where the latest is asked for: of what bears on it, what is newest counts."""

OWN_MARGIN = 3.0
"""The same where an overview is asked for, of what else the document says that it is given of."""

RIVAL_MARGIN = 2.75
"""The same for a sentence that gives another value than the weightiest one."""
