"""What is typed in an unusual way, as it is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.typed import plainly_typed


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("where is the m e e t i n g", "where is the meeting"),
        ("wo ist die S.i.t.z.u.n.g?", "wo ist die Sitzung?"),
        ("πού είναι η σ-υ-ν-ά-ν-τ-η-σ-η", "πού είναι η συνάντηση"),
        ("the c r i s i s  p r o t o c o l", "the crisis  protocol"),
        ("WHAT IS THE CRISIS PROTOCOL?", "what is the crisis protocol?"),
        ("ΤΙ ΕΙΝΑΙ ΤΟ ΠΡΩΤΟΚΟΛΛΟ", "τι ειναι το πρωτοκολλο"),
    ],
)
def test_letters_set_apart_are_put_together_and_capitals_are_made_small(
    typed: str, plainly: str
) -> None:
    assert plainly_typed(typed) == plainly


@pytest.mark.parametrize(
    "typed",
    [
        "What is the EU CSAM proposal?",
        "CSAM",
        "CSAM TCO?",
        "Who is in Unit D 2?",
        "Does option a or b hold, e.g. in the U.K.?",
        "1 2 3 4 5",
        "",
    ],
)
def test_anything_else_stays_as_it_is(typed: str) -> None:
    assert plainly_typed(typed) == typed


@given(st.text(max_size=200))
def test_what_is_plainly_typed_is_typed_plainly(text: str) -> None:
    once = plainly_typed(text)
    assert plainly_typed(once) == once
