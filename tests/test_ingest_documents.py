"""Documents: text and sections from blocks, and what a file leaves unsaid."""

from dataclasses import replace
from datetime import date

import pytest
from fakes import TODAY

from ingest.documents import build, document_id_of, locator_of
from ingest.readers import Block, Reading, ReadingFailed
from ingest.sources import Content, Defaults

FILE = "file:///folder/the%20minutes.md"


def test_sections_follow_the_headings_and_leave_them_out() -> None:
    blocks = (
        Block("Before any heading."),
        Block("One", level=1),
        Block("First."),
        Block("Second."),
        Block("Deeper", level=2),
        Block("Third."),
        Block("Two", level=1),
        Block("Fourth."),
    )
    content = build(FILE, "folder", Reading(blocks, title="Minutes"), TODAY)
    spans = [(s.headings, content.text[s.start : s.end]) for s in content.sections]
    assert spans == [
        ((), "Before any heading."),
        (("One",), "First.\n\nSecond."),
        (("One", "Deeper"), "Third."),
        (("Two",), "Fourth."),
    ]
    assert "One\n\nFirst." in content.text


@pytest.mark.parametrize(
    ("heading", "stands_there"),
    [
        ("14th meeting, Vienna, 12 March 2026", True),
        ("Minutes of the 5th meeting\nGhent, 3 February 2026", True),
        ("13e réunion (Tallinn, le 4 novembre 2025)", True),
        ("Plenary - Riga - 2 May 2024", True),
        ("Launch of the network, 3 December 2015", False),
        ("Decisions of 12 March 2026 on the 2nd pilot", False),
        ("4. Budget 2026", False),
    ],
)
def test_a_heading_that_tells_when_one_of_several_was_stands_in_its_section(
    heading: str, stands_there: bool
) -> None:
    blocks = (Block(heading, level=2), Block("The agenda was adopted."))
    (section,) = (content := build(FILE, "folder", Reading(blocks, title="M"), TODAY)).sections
    said = content.text[section.start : section.end]
    assert said == ("" if not stands_there else f"{heading}\n\n") + "The agenda was adopted."
    assert section.headings == (" ".join(heading.split()),)


def test_a_heading_that_repeats_the_title_is_no_heading_below() -> None:
    blocks = (Block("Minutes", level=1), Block("Members", level=2), Block("Ten."))
    content = build(FILE, "folder", Reading(blocks, title="Minutes"), TODAY)
    assert content.sections[0].headings == ("Members",)


@pytest.mark.parametrize(
    ("above", "is_caption"),
    [
        ("Share of requests that were answered within 24 hours:", True),
        ("Table 2: Requests", True),
        ("Table 3 – Share of requests that were answered within 24 hours", True),
        ("Share of requests by quarter", True),
        ("The network has twelve members, of which three only observe", False),
        ("Seven of the members have no vote", False),
        ("All figures are in euro.", False),
        ("For internal use. In euro", False),
    ],
)
def test_a_caption_heads_its_table_alone(above: str, is_caption: bool) -> None:
    table = Block("Platform: Lumvio; 2024: 81 %", is_table=True)
    blocks = (Block("Report", 1), Block(above), table, Block("They fell."))
    content = build(FILE, "folder", Reading(blocks), TODAY)
    headings = {content.text[one.start : one.end]: one.headings for one in content.sections}
    whole = "\n\n".join([above, table.text, "They fell."])
    assert (table.text in headings) == is_caption == (whole not in headings)
    if is_caption:
        assert headings == {
            table.text: ("Report", above.rstrip(":")),
            "They fell.": ("Report",),
        }


def test_what_the_file_leaves_unsaid_is_found() -> None:
    text = "Das Forum tagt jedes Jahr in Brüssel und berät über Inhalte im Internet."
    content = build(FILE, "folder", Reading((Block(text),)), TODAY)
    assert content.document.title == "the minutes"
    assert content.document.language == "de"
    assert content.document.id == document_id_of(FILE)


def test_a_note_is_published_by_the_project() -> None:
    reading = Reading((Block("Text."),), kind="note", summarises=("https://a.example",))
    assert build(FILE, "folder", reading, TODAY).document.publisher == "euif-assistant"


def test_control_characters_reach_neither_title_nor_text() -> None:
    reading = Reading(
        (Block("One\x00 two\x1b[2J."),), title="Minutes\x1b]0;x\x07", language="en-GB"
    )
    content = build(FILE, "folder", reading, TODAY)
    assert content.text == "One two[2J."
    assert content.document.title == "Minutes]0;x"
    assert content.document.language == "en"


def test_nothing_but_headings_is_no_text() -> None:
    with pytest.raises(ReadingFailed, match="no text"):
        build(FILE, "folder", Reading((Block("Only a heading", level=1),)), TODAY)


def test_a_source_says_what_its_documents_do_not() -> None:
    reading = Reading((Block("Le Forum se réunit."),), publisher="Them")
    defaults = Defaults(publisher="Unit D4", language="fr", access=("d4",))
    document = build(FILE, "folder", reading, TODAY, defaults).document
    assert (document.publisher, document.language, document.access) == ("Them", "fr", ("d4",))
    own = replace(reading, publisher=None, language="de", access=("c2",))
    document = build(FILE, "folder", own, TODAY, defaults).document
    assert (document.publisher, document.language, document.access) == ("Unit D4", "de", ("c2",))


@pytest.mark.parametrize(
    ("canonical", "locator"),
    [
        (None, "https://example.org/a?page=1"),
        ("/a", "https://example.org/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://elsewhere.example/a", "https://example.org/a?page=1"),
        ("http://[x/", "https://example.org/a?page=1"),
        ("https://example.org/\ud800", "https://example.org/a?page=1"),
    ],
)
def test_a_page_stands_at_its_canonical_address_on_its_own_host(
    canonical: str | None, locator: str
) -> None:
    content = Content("https://example.org/a?page=1", b"", ".html", None)
    reading = Reading((Block("Text."),), url=canonical)
    assert locator_of(content, reading) == locator
    assert build(locator, "web", reading, TODAY).document.url == locator


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Note to the file\nBrussels, 5.6.2024\nThe ninth meeting was on 12 March 2019."),
        ("en", "Date: 2024-06-05\nAuthor: A. Officer"),
        ("en", "Published in Brussels on 5 June 2024"),
        ("en", "Wednesday, 5 June 2024, 9.30"),
        ("el", "Ημερομηνία: 5 Ιουνίου 2024"),
        ("cs", "Zveřejněno 5. června 2024"),
        ("de", "Vermerk\nBrüssel, den 5. Juni 2024"),
        ("fr", "Publié à Bruxelles le 5 juin 2024"),
        ("lt", "Pastaba\n2024 m. birželio 5 d."),
        ("ga", "Nóta\nAn Bhruiséil, 5 Meitheamh 2024"),
        ("fi", "Muistio\nHelsinki 5.6.2024"),
        ("en", "For internal use. Last change: 5 June 2024"),
        ("en", "State of play: 5 June 2024. The deadline was 12 March 2019."),
        ("en", "Adopted by the board on 5 June 2024"),
        ("en", "Published on 4 June 2024\nUpdated: 5 June 2024"),
        ("pl", "Stan na 5 czerwca 2024 r. Kwoty są w euro."),
        ("bg", "Последна актуализация: 5 юни 2024 г."),
        ("pl", "Last updated on 05/06/2024"),  # a page's own words are in another language
        ("en", "Date of publication: 5 June 2024"),
        ("en", "Status: 5 June 2024. Kept by the desk."),
        ("fr", "Publié le mercredi 5 juin 2024"),
        ("fr", "mercredi, 5 juin 2024"),
        ("en", "Updated as of 5 June 2024"),
        ("en", "Updated by the desk on 5 June 2024."),
        ("en", "Kept by Unit D.2, state of 5 June 2024"),
        ("en", "Brussels, 5 June 2024\nRevised deadline for replies: 4 June 2025"),
        ("de", "Veröffentlicht in Brüssel am 5. Juni 2024"),
        ("da", "Vedtaget af rådet den 5. juni 2024"),
        ("cs", "Schváleno dne 5. června 2024"),
        ("pt", "Publicado em Lisboa em 5 de junho de 2024"),
        ("en", "Minutes\nPorto, 4-5 June 2024\nChair: A. Officer"),
        ("en", "Note\nSecretariat, 5 June 2024 (version 2, replaces that of 3 March 2024)"),
        ("en", "Meeting with the Lenders (EFLA), Riga, 5 June 2024, 14:30"),
        ("en", "Rules\nAs amended on 5 June 2024"),
        ("de", "Bundesanstalt für Kredite, Bonn, 5. Juni 2024"),
        ("es", "Madrid, 4 y 5 de junio de 2024"),
        ("el", "Αθήνα, 4-5 Ιουνίου 2024"),
        (
            "en",
            "Brussels, 5 June 2024\nThe Network of Supervisors, Riga, 4 May 2024",
        ),  # what says so is believed first
        ("fr", "\n".join([*"abcdefgh", "Fait à Bruxelles, le 5 juin 2024.", "Pour le Conseil"])),
        ("en", "Brussels, Centre Harbour, room 0.C, 5 June 2024, 09:30–16:45"),
        (
            "en",
            "Workshop on lenders, The Hague, 5 June 2024 (World Environment Day), 11:15, 8 minutes",
        ),
        ("en", "The Agency, The Hague, 5 June 2024. All figures, and those published before, too."),
        ("en", "Lenders' Network, 5 June 2024 (version 1.0). This version replaces all drafts."),
        ("en", "To: A. Officer, Director – From: FISC.D4 – Date: 5 June 2024 – For information"),
        ("en", "Author: A. Officer, FISC.D4 – 5 June 2024"),
        ("fr", "Rédactrice : A. Fonctionnaire, FISC.D4 – 5 juin 2024"),
        ("de", "Bonn, 5. Juni 2024 – Verfasser: A. Beamter, FISC.D4 – für den Dienstgebrauch"),
        ("pl", "Opracował: A. Urzędnik, FISC.D4 – 5 czerwca 2024 r."),
        ("en", "Report date: 5 June 2024"),
        ("it", "Data della relazione: 5 giugno 2024"),
        ("sv", "Rapportens datum: 5 juni 2024"),
        ("fr", "Communiqué de presse – Lyon, le 5 juin 2024\nLe premier rapport suivra."),
        ("de", "Wien, 5. Juni 2024, 10:00 bis 16:30 Uhr"),
        ("fr", "Lieu, Lyon, le 5 juin 2024, de 9 h 30 à 13 h"),
        ("pl", "Warszawa, 5 czerwca 2024 r., od 10.00 do 16.30"),
        ("sv", "Malmö den 5 juni 2024, kl. 9–12"),
        ("de", "Fassung vom 5. Juni 2024"),
        ("en", "Version of 5 June 2024. Replaces the version of 15 December 2023."),
        ("pt", "Versão de 5 de junho de 2024"),
        ("en", "Version 2.0 – 5 June 2024 – applies from 1 July 2024"),
        ("en", "Published on 5 June 2024 by the Prevention Support Facility."),
        ("pl", "Przyjęty 5 czerwca 2024 r. przez Ministerstwo. Obowiązuje od 1 lipca 2024 r."),
        ("en", "Minutes of the third meeting, 5 June 2024, The Hague (hybrid)"),
        ("en", "Traveller: A. Officer\nDates: 3 to 5 June 2024"),
        ("es", "Fechas: 3 a 5 de junio de 2024"),
        ("sv", "Stockholm den 5 juni 2024"),
        ("fr", "Bruxelles le 5 juin 2024"),
        ("en", "For: Director Almeida. Brussels, 5 June 2024. Duration: 7 minutes."),
        (
            "ro",
            "Raport privind școala de vară a Forumului, Constanța, 7–11 iulie 2023\n"
            "Întocmit de Ada Novak, Ministerul Afacerilor Interne, 5 iunie 2024",
        ),
        ("pl", "Opracowała Agnieszka Wrona, Ministerstwo, 5 czerwca 2024 r."),
        ("en", "Version 2.1, adopted on 5 June 2024, in force since 1 July 2024"),
        ("de", "Fassung 3, angenommen am 5. Juni 2024; gilt seit 1. Juli 2024"),
        ("fr", "Version 2, adoptée le 5 juin 2024, en vigueur depuis le 1er juillet 2024"),
        ("en", "Version 2, 5 June 2024. This version replaces version 1 of 14 April 2023."),
        ("en", "Online, 5 June 2024 · 112 participants registered"),
    ],
)
def test_a_text_states_its_date_in_a_line_of_its_own(language: str, text: str) -> None:
    reading = Reading((Block(text),), language=language)
    assert build(FILE, "folder", reading, TODAY).document.published_on == date(2024, 6, 5)


@pytest.mark.parametrize(
    "blocks",
    [
        (Block("The Forum met in Brussels on 5 June 2024."),),
        (Block("5 June 2024", level=2), Block("The Forum met.")),
        (Block("Valid from: 5 June 2024\nValid to: 6 July 2024"),),
        (Block("Date: June 2024"),),
        (Block("Date: 31 June 2024"),),
        (Block("5 June 2124"),),
        *(
            (Block(line),)
            for line in (
                "Next meeting: 5 June 2024",
                "Next meeting: Riga, Latvia, 5 June 2024",
                "Next meeting, 5 June 2020, Riga",
                "Adopted on 5 June 2020 and amended by the Council",
                "The ban was published on 5 June 2020 by the Council.",
                "For use until 3 May 2020 – 5 June 2020 – Version 2",
                "The ministers met in Riga, Latvia, 5 June 2020.",
                "We met on 4-5 June 2020",
                "Porto, 4 May - 5 June 2020",
                "Date of birth: 5 June 1975",
                "We met 5 June 2020.",
                "Your letter of 5 June 2024",
                "Room 3.5.2021",
                "- 5 June 2024: the Forum was founded in Riga",
                "Repealed by Regulation 5/2020 of 5 June 2020",
                "Public consultation closes 5 June 2020",
                "Public hearing: 5 June 2020",
                "Published consultation closes 5 June 2020",
                "Status: in force since 5 June 2020",
                "Status of the list by 5 June 2020",
                "Status of ratification: 5 June 2020",
                "Revised directive of 5 June 2020",
                "Approved budget of 5 June 2020",
                "Adopted by France on 5 June 2020",
                "To be adopted by 5 June 2020",
                "Adopted by 5 June 2020",
                "Adopted after the attack of 5 June 2020",
                "Issued in breach of the ban of 5 June 2020",
                "Updated deadline: 5 June 2020",
                "Updated deadline, 5 June 2020",
                "Last changed password on 5 June 2020",
                "Situation on the ground in Gaza, 5 June 2020",
                "Stand der Technik vom 5. Juni 2020",
                "Publikum bis 5. Juni 2020",
                "Offentlig høring den 5. juni 2020",
                "Next meeting, Riga, room 2, 5 June 2020",
                "Follow-up to the meeting in Riga, 5 June 2020",
                "The report, published on 5 June 2020, was read",
                "The budget, adopted on 5 June 2020, in force since 1 July 2020",
                "Adopted in principle, published 5 June 2020, then repealed by the second board",
                "Deadline – Date: 5 June 2020",
                "Author: A. Officer, FISC.D4 – for the meeting of 5 June 2020",
                "Drafted by: A. Officer, FISC.D4; cleared by the board on 5 June 2020",
                "The ministers met in Riga, Latvia, 5 June 2020. They agreed.",
                "Regulation 5/2020, Article 3, 5 June 2020",
                "Comments by 5 June 2020 – To: A. Officer – From: FISC.D4",
                "Submission date: 5 June 2020",
                "Attendees – 5 June 2020",
                "Tilanne Ukrainassa 5.6.2020",
                "Version control since 5 June 2020",
                "The ministers met. Riga was warm. Malta, 5 June 2020.",
                "Brussels, 5 June 2020, 27 of the states in room 5 and 3 in 4",
                "Dates: 3 May to 5 June 2020",
                "Next dates: 3 to 5 June 2020",
                "Follow-up – Riga, 5 June 2020",
            )
        ),
        (Block("\n".join([*"abcdefgh", "Brussels, 5 June 2024", *"abcdefgh"])),),
        (Block("\n".join("abcdefgh")), Block("Next meeting", level=2), Block("Riga, 5 June 2024")),
    ],
)
def test_what_happened_on_a_day_does_not_date_a_text(blocks: tuple[Block, ...]) -> None:
    content = build(FILE, "folder", Reading(blocks, language="en"), TODAY)
    assert content.document.published_on is None


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Senior officials' meeting, 5 June 2024", date(2024, 6, 5)),
        ("Handbook – DRAFT (version 0.7, 5 June 2024)", date(2024, 6, 5)),
        ("Answer given by the Agency (5 June 2024)", date(2024, 6, 5)),
        ("Senior officials' meeting, 4-5 June 2024", date(2024, 6, 5)),
        ("Plenary of lenders (4 and 5 June 2024)", date(2024, 6, 5)),
        ("Senior officials' meeting, 4 May - 5 June 2024", None),
        ("Consultation of lenders, by 5 June 2024", None),
        ("Preparation of the meeting in Riga, 5 June 2024", None),
        ("Call for papers – deadline 5 June 2024", None),
        ("Deadline for papers (5 June 2024)", None),
        ("Follow-up to the meeting of 5 June 2024", None),
        ("Directive 2011/36/EU of 5 April 2011", None),
        ("The meeting of 5 June 2024 and what came of it", None),
    ],
)
def test_a_title_that_ends_in_a_day_dates_a_text_that_says_nothing_else(
    title: str, day: date | None
) -> None:
    blocks = (Block(title, level=1), Block("Ten members came."))
    reading = Reading(blocks, title=title, language="en")
    assert build(FILE, "folder", reading, TODAY).document.published_on == day
    other = (*blocks, Block("Another meeting, 7 May 2023", level=1), Block("They met."))
    said = build(FILE, "folder", replace(reading, blocks=other), TODAY).document.published_on
    assert said == (date(2023, 5, 7) if day is None else None)
    stated = (*blocks, Block("Riga, 3 May 2025"))
    dated = build(FILE, "folder", replace(reading, blocks=stated), TODAY).document
    assert dated.published_on == date(2025, 5, 3)


def test_the_one_heading_below_the_title_dates_a_text() -> None:
    agenda = [Block(f"{place}. Item", level=3) for place in (1, 2)]
    minutes = Block("Third meeting, 5 June 2024, Riga", level=2)
    blocks = (Block("Group", level=1), minutes, Block("They met."), *agenda)
    reading = Reading(blocks, title="Group", language="en")
    assert build(FILE, "folder", reading, TODAY).document.published_on == date(2024, 6, 5)
    other = (*blocks, Block("Fourth meeting, 7 July 2024, Rome", level=2), Block("They met."))
    several = build(FILE, "folder", replace(reading, blocks=other), TODAY).document
    assert several.published_on is None


def test_a_text_knows_its_date_better_than_its_file_and_worse_than_who_declares_it() -> None:
    saved = Reading((Block("Minutes."),), saved_on=date(2026, 2, 1))
    assert build(FILE, "folder", saved, TODAY).document.published_on == date(2026, 2, 1)
    stated = replace(saved, blocks=(Block("Brussels, 5 June 2024"), *saved.blocks), language="en")
    assert build(FILE, "folder", stated, TODAY).document.published_on == date(2024, 6, 5)
    other_month = replace(saved, blocks=(Block("Published in April 2025"),), language="en")
    assert build(FILE, "folder", other_month, TODAY).document.published_on is None
    same_month = replace(saved, blocks=(Block("Published in February 2026"),), language="en")
    assert build(FILE, "folder", same_month, TODAY).document.published_on == date(2026, 2, 1)
    declared = replace(stated, published_on=date(2024, 6, 7))
    assert build(FILE, "folder", declared, TODAY).document.published_on == date(2024, 6, 7)


def test_who_wrote_it_when_below_a_title_says_more_than_the_day_it_was_written_for() -> None:
    title = Block("Briefing for Ada Lind – Lenders' Network, Porto, 15 June 2024", level=1)
    line = Block("Unit D.2, Ben Weber, 5 June 2024")
    content = build(
        FILE, "folder", Reading((title, line, Block("You open.")), language="en"), TODAY
    )
    assert content.document.published_on == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2025-09-16-steering_group-minutes.txt", "2025-09-16 steering group minutes"),
        ("minutes_2025-09-16.txt", "minutes 2025-09-16"),
        ("report-2024-12.txt", "report 2024 12"),
        ("call-2024-11-123.txt", "call 2024 11 123"),
    ],
)
def test_a_day_in_a_file_s_name_stays_one_in_its_title(name: str, title: str) -> None:
    content = build(f"file:///{name}", "folder", Reading((Block("It began at ten."),)), TODAY)
    assert content.document.title == title


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "of 5 June 2024"), ("de", "vom 5. Juni 2024"), ("fr", "du 5 juin 2024")],
)
def test_the_day_of_an_act_stands_in_its_title(language: str, line: str) -> None:
    blocks = (Block(f"REGULATION (EU) 2024/1\n{line}\non signals", level=1), Block("It applies."))
    content = build(FILE, "folder", Reading(blocks, language=language), TODAY)
    assert content.document.published_on == date(2024, 6, 5)


def test_the_day_on_a_cover_dates_a_text_in_letters_of_any_size() -> None:
    lines = [("The Network", 3), ("Annual Report", 1), ("Tallinn, 5 June 2024", 3), ("Foreword", 2)]
    blocks = (*(Block(text, level=level) for text, level in lines), Block("Five years ago."))
    content = build(FILE, "folder", Reading(blocks, language="en"), TODAY)
    assert content.document.published_on == date(2024, 6, 5)


def test_a_caption_heads_its_table_after_a_page_break_too() -> None:
    blocks = (
        Block("Table 1: Signals", page=1),
        Block("State: Malta; Signals: 4", page=1, is_table=True),
        Block("State: Spain; Signals: 121", page=2, is_table=True),
        Block("Spain had most.", page=2),
    )
    content = build(FILE, "folder", Reading(blocks, language="en"), TODAY)
    assert [section.headings for section in content.sections] == [
        ("Table 1: Signals",),
        ("Table 1: Signals",),
        (),
    ]
