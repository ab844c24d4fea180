"""What is typed in an unusual way, as it is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.message.typed import plainly_typed


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("where is the m e e t i n g", "where is the meeting"),
        ("wo ist die S.i.t.z.u.n.g?", "wo ist die Sitzung?"),
        ("πού είναι η σ-υ-ν-ά-ν-τ-η-σ-η", "πού είναι η συνάντηση"),
        ("the c r i s i s  p r o t o c o l", "the crisis  protocol"),
        ("WHAT IS THE CRISIS PROTOCOL?", "what is the crisis protocol?"),
        ("ΤΙ ΕΙΝΑΙ ΤΟ ΠΡΩΤΟΚΟΛΛΟ", "τι ειναι το πρωτοκολλο"),
        ("h o w  t o  f i n d it", "how  to  find it"),
        ("wh3n was the m33ting, l1nk please", "when was the meeting, link please"),
    ],
)
def test_letters_are_put_together_for_figures_that_stand_for_them_and_small_for_capitals(
    typed: str, plainly: str
) -> None:
    assert plainly_typed(typed, "en") == plainly


@pytest.mark.parametrize(
    "typed",
    [
        "What is the EU CSAM proposal?",
        "CSAM",
        "CSAM TCO?",
        "Who is in Unit D 2?",
        "Does option a or b hold, e.g. in the U.K.?",
        "1 2 3 4 5",
        "the 4th draft of web3, covid19 and mp3",
        "",
    ],
)
def test_anything_else_stays_as_it_is(typed: str) -> None:
    assert plainly_typed(typed, "en") == typed


@given(st.text(max_size=200))
def test_what_is_plainly_typed_is_typed_plainly(text: str) -> None:
    once = plainly_typed(text, "en")
    assert plainly_typed(once, "en") == once
