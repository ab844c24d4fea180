"""When and where one of several meetings was is told by the line that heads its minutes."""

import pytest
from fakes import TODAY

from assistant.deciding.answerability import Evidence
from assistant.deciding.occasions import held_when_or_where
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.findings import Hit

VIENNA = "14th meeting, Vienna, 12 March 2026"
MINUTES = f"# Coastal Network\n\n## {VIENNA}\n\nThe agenda was adopted without changes."


def told(question: str, language: str, *texts: str) -> list[str]:
    evidence = []
    for number, text in enumerate(texts):
        reading = read(text.encode(), ".md")
        content = build(f"file:///{number}.md", "folder", reading, TODAY)
        for passage in cut(content, lambda texts: [len(text.split()) for text in texts]):
            hit = Hit(passage, content.document, 1.0, 0.9, None)
            evidence += [Evidence(hit, one, 1.0) for one in passage.sentences]
    return [one.wording for one in held_when_or_where(question, language, evidence)]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "Кога се проведе 14-ото заседание?"),
        ("bg", "Къде се състоя 14-ата среща?"),
        ("cs", "Kdy se konalo 14. zasedání?"),
        ("da", "Hvor fandt det 14. møde sted?"),
        ("de", "Wo war das 14. Treffen?"),
        ("el", "Πότε πραγματοποιήθηκε η 14η συνεδρίαση;"),
        ("en", "When was the 14th meeting held?"),
        ("es", "¿Dónde se celebró la 14.ª reunión?"),
        ("et", "Millal toimus 14. koosolek?"),
        ("fi", "Milloin 14. kokous pidettiin?"),
        ("fr", "Où s'est tenue la 14ème réunion ?"),
        ("ga", "Cathain a tionóladh an 14ú cruinniú?"),
        ("hr", "Kada je održan 14. sastanak?"),
        ("hu", "Hol tartották a 14. ülést?"),
        ("it", "Quando si è svolta la 14a riunione?"),
        ("lt", "Kur įvyko 14-asis posėdis?"),
        ("lv", "Kad notika 14. sanāksme?"),
        ("nl", "Waar vond de 14e vergadering plaats?"),
        ("pl", "Kiedy odbyło się 14. posiedzenie?"),
        ("pt", "Quando se realizou a 14.ª reunião?"),
        ("ro", "Când a avut loc a 14-a reuniune?"),
        ("sk", "Kde sa konalo 14. zasadnutie?"),
        ("sl", "Kdaj je potekala 14. seja?"),
        ("sv", "När hölls det 14:e sammanträdet?"),
    ],
)
def test_a_meeting_is_one_in_every_language(language: str, question: str) -> None:
    assert told(question, language, MINUTES) == [VIENNA]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wann war der 14. Bericht?"),
        ("fr", "Où s'est tenue la 14e formation ?"),
        ("fi", "Milloin 14. hackathon pidettiin?"),
        ("en", "When was the 14th report published?"),
        ("en", "When was the 14th sitting held?"),
    ],
)
def test_a_meeting_is_no_other_occasion_in_any_language(language: str, question: str) -> None:
    assert told(question, language, MINUTES) == []


def test_no_other_occasion_is_a_meeting_in_another_language() -> None:
    other = MINUTES.replace("14th meeting", "14th report")
    assert told("Wann fand die 14. Sitzung statt?", "de", other) == []


@pytest.mark.parametrize(
    ("label", "is_told"),
    [
        ("Date: 9 June 2026", True),
        ("Date of the meeting: 9 June 2026", True),
        ("Date of the next meeting: 9 June 2026", False),
        ("Date of adoption: 9 June 2026", False),
        ("Deadline for comments: 9 June 2026", False),
        ("Deadline: 9 June 2026", False),
    ],
)
@pytest.mark.parametrize(
    "heads",
    ["# Minutes of the 21st meeting", "# Coastal Network\n\n## Minutes of the 21st meeting"],
)
def test_a_date_at_the_top_is_the_meetings_own_only_if_it_is_called_that(
    heads: str, label: str, is_told: bool
) -> None:
    text = f"{heads}\n\n{label}\n\nThe agenda was adopted."
    assert told("When was the 21st meeting held?", "en", text) == [label] * is_told


def test_the_day_on_which_minutes_were_adopted_is_not_that_of_the_meeting() -> None:
    adopted = MINUTES.replace("12 March", "adopted on 12 March")
    assert told("When was the 14th meeting held?", "en", adopted) == []


def test_what_names_two_meetings_tells_of_neither() -> None:
    text = "# Follow-up to the 24th meeting: 25th meeting, Riga, 3 July 2026\n\nAll was done."
    assert told("When was the 24th meeting?", "en", text) == []


def test_meetings_of_two_bodies_on_two_days_are_told_by_whose_they_are() -> None:
    other = MINUTES.replace("Coastal", "Hotline").replace("12 March", "3 May")
    translated = "# Netz\n\n## 14. Sitzung, Wien, 12. März 2026\n\nDer Bericht wurde angenommen."
    assert told("When was the 14th meeting?", "en", MINUTES, other) == []
    assert told("When was the 14th meeting?", "en", other, MINUTES) == []
    assert told("When was the 14th meeting of the coastal network?", "en", other, MINUTES) == [
        VIENNA
    ]
    assert told("When was the 14th meeting?", "en", MINUTES, translated) == [VIENNA]
