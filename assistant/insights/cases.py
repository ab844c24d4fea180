"""Drafts an evaluation case of a question that was asked, for a person to complete."""

import json
from collections.abc import Sequence

from assistant.wire.answers import KeptAnswerBody

_EXPECTED = {
    "clarification": ("vague", "clarification"),
    "unanswerable_no_passages": ("unanswerable", "unanswerable"),
    "unanswerable_not_supported": ("unanswerable", "unanswerable"),
    "refused_out_of_scope": ("off-topic", "out_of_scope"),
    "refused_unsafe": ("unsafe", "unsafe"),
}
"""A case's kind and status, by what the assistant did; all else should have been answered."""


def drafted(turns: Sequence[KeptAnswerBody]) -> str:
    """Return a line of a question set (`docs/evaluation.md`) for the last of some turns.

    Whether the assistant did right is for a person to say, so what it found is not taken over: a
    case that should be answered is refused by `euif evaluate` until it has its evidence. Turns that
    are withheld from that person are left out.
    """
    *earlier, asked = turns
    kind, status = _EXPECTED.get(asked.status, ("follow-up" if earlier else "fact", "answered"))
    history = [
        {"role": role, "text": text}
        for turn in earlier
        if not turn.withheld
        for role, text in (("user", turn.question), ("assistant", turn.text))
    ]
    case = {
        "id": f"asked-{asked.id[:12]}",
        "kind": kind,
        "language": asked.language,
        "question": asked.question,
        "history": history,
        "status": status,
        "evidence": [],
        "answers": [],
        "near": [],
        "ideal": "",
        "part": "tuning",
    }
    return json.dumps(case, ensure_ascii=False) + "\n"
