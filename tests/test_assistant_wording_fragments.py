"""Lines of a page that are no sentences."""

import pytest

from assistant.wording.fragments import is_fragment, is_labelled, is_signature, statements


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "News article5 June 2024Directorate-General for Migration1 min read",
        "18 June 2024",
        "Article 3",
        "Home > News > The Forum welcomes four new members",
        "Νέα μέλη του Φόρουμ",
        "Who is a member?",
        "Brussels, 4 June 2024",
        "Home, News, Events, Contact",
        "Yes.",
        "1. How many orders were issued, and how many “contested”? [2]",
        "Subject: Figures for 2024",
        "Objet : chiffres de 2024",
    ],
)
def test_titles_buttons_labels_and_questions_are_fragments(line: str) -> None:
    assert is_fragment(line)


@pytest.mark.parametrize(
    "line",
    [
        "The Forum met on 4 June.",
        "The Forum met on 4 June 2024.²",
        "“It was a good day.” [3]",
        "Ποιος είναι μέλος;",  # a point of an act may end so too
        "And so it went on…",
        "- to publish the minutes",
        "• 14 countries",
        "(b) whether it was intentional",
        "2. the deadline",
        "Country: Italy; Items: 611",
        "Subject: Figures; Maximum: 600",
        "Subject: the members asked for figures.",
        "Chair: A. Novak",
        "Lisbon, 10-11 September 2031, Hotel Miradouro",
        "Βρυξέλλες, 18 Μαρτίου 2031, αίθουσα 2/17",
        "Italy; 611",
        "The members are the following:",
    ],
)
def test_sentences_items_and_rows_are_none(line: str) -> None:
    assert not is_fragment(line)


def test_lines_of_one_shape_are_a_list_and_its_labels_are_none() -> None:
    listed = [
        "Jane Roe, Sweden, Swedish Customs",
        "Jan de Wit, Niederlande, Zoll",
        "Мария Петрова, България, Агенция",
    ]
    given = ["List of participants", "Name, country, organisation", *listed, "Cancelled: Rui Sousa"]
    assert statements(given, "en") == [False, False, True, True, True, True]
    assert (
        statements(["Jane Roe – Customs", "Rui Sousa – Police", "Ana Silva – Tax"], "en")
        == [True] * 3
    )


def test_two_lines_names_alone_and_what_stands_in_a_menu_are_no_list() -> None:
    assert statements(["Jane Roe, Sweden", "Rui Sousa, Portugal", "Agenda"], "en") == [False] * 3
    assert statements(["Home", "News", "Events", "Contact"], "en") == [False] * 4
    assert statements(["Home, News", "Skip to content", "About, Contact"], "en") == [False] * 3


@pytest.mark.parametrize(
    "lines",
    [
        ["Scope \u2013 3", "Members \u2013 5", "Budget \u2013 9"],
        ["Working Groups \u2013 3", "Steering Board \u2013 5", "Annual Budget \u2013 9"],
        ["1 \u2013 Scope", "2 \u2013 Members", "3 \u2013 Budget"],
        ["Home, About us", "Privacy, Cookies", "Contact, Legal notice"],
        ["Regulation (EU) 2021/784", "Directive (EU) 2011/93", "Decision (EU) 2020/1"],
        ["Who, What?", "Where, When?", "Why, How?"],
        ["Jane Roe, Sweden?", "Rui Sousa, Portugal?", "Ana Silva, Spain?"],
    ],
)
def test_contents_menus_titles_and_questions_are_no_list(lines: list[str]) -> None:
    assert statements(lines, "en") == [False] * 3


def test_a_date_alone_states_nothing_whatever_its_mark() -> None:
    for date in ("March 2025.", "4 and 5 March 2025.", "2025-03-04."):
        assert statements([date, "All figures are provisional."], "en") == [False, True]
    assert statements(["Stand 3. März 2025.", "März 2025."], "de") == [True, False]


def test_a_label_of_a_letterhead_is_no_sentence() -> None:
    for line in ("Reference: Ares(2025) 77", "Place and dates: Lisbon, 7-9 May 2025", "Objet : X"):
        assert is_labelled(line)
    for line in ("Decision: the members agreed.", "- Spain: pay by May", "It ended in 2022."):
        assert not is_labelled(line)


def test_a_programme_and_participants_are_lists() -> None:
    assert (
        statements(["9.30 \u2013 Opening", "10.00 \u2013 Reports", "11.00 \u2013 End"], "en")
        == [True] * 3
    )
    assert (
        statements(["Dr Ana Marques, Porto", "Jo Roe, EDRi", "Jan de Wit, Bern"], "en")
        == [True] * 3
    )


def test_a_day_below_a_counted_line_tells_when_that_was() -> None:
    lines = ["Minutes of the 5th meeting of the Circle", "Ghent, 3 February 2026", "Present"]
    assert statements(lines, "en") == [False, True, False]
    assert statements(["Home", "Ghent, 3 February 2026"], "en") == [False, False]


def test_a_heading_that_begins_its_paragraph_states_nothing() -> None:
    assert statements(["Background.", "We met in May."], "en", "Background") == [False, True]
    assert statements(["What they want:", "More time."], "en", "What they want") == [False, True]
    assert statements(["It rained.", "We met in May."], "en", "Background") == [True, True]


def test_a_line_that_closes_with_its_day_in_brackets_tells_who_did_what() -> None:
    lines = ["The chair thanked all.", "Answer given by Ms Roe (12 March 2024)", "Eleven came."]
    assert statements(lines, "en") == [True, False, True]
    assert statements(lines, "en", acts_tell=True) == [True, True, True]
    lines = ["Answer given by Ms Roe (Malta)", "Roe (12 March 2024)", "Answer by Ms Roe (2024)"]
    assert statements(lines, "en", acts_tell=True) == [False, False, False]


def test_a_line_with_a_number_alone_heads_what_is_below() -> None:
    assert statements(["4. Budget 2026", "The draft was presented."], "en") == [False, True]
    assert statements(["4. Budget 2026", "5. Other business"], "en") == [True, True]
    lines = ["12. Sitzung, Hamburg, 3. Juni 2025", "Der Bericht wurde angenommen."]
    assert statements(lines, "de") == [True, True]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Adopted by the Harbour Council in Riga on 3 May 2024", "en"),
        ("Angenommen vom Hafenrat in Riga am 3. Mai 2024", "de"),
        ("Adopté par le Conseil du port à Riga le 3 mai 2024", "fr"),
        ("Przyjęte przez Radę w Rydze w dniu 3 maja 2024", "pl"),
        ("Εγκρίθηκε από το Συμβούλιο στη Ρίγα στις 3 Μαΐου 2024", "el"),
        ("Riga, 3 and 4 May 2024", "en"),
        ("Málaga, 11 y 12 de noviembre de 2025", "es"),
        ("Bonn, 3. bis 5. Mai 2024", "de"),
    ],
)
def test_a_line_below_a_title_tells_when_that_was_adopted(line: str, language: str) -> None:
    below = "The first recital of it,"
    title = "Conclusions on labels"
    assert statements([line, below], language, title, heads_tell=True) == [True, False]
    assert statements([line, below], language, title) == [False, False]
    assert statements(["Home 3 May 2024", below], language, title, heads_tell=True)[0] is False


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lind, director",
        "Bernard Lejeune, directeur du centre",
        "Žofia Zając, dyrektor",
        "Kind regards, Ada Lind Head of Unit",
        "Mit freundlichen Grüßen Ada Lind Referatsleiterin",
    ],
)
def test_a_name_at_the_end_tells_who_signed(line: str) -> None:
    assert statements(["We thank all of them.", line], "en") == [True, True]
    assert statements([line, "We thank all of them."], "en") == [False, True]
    assert statements(["We thank all of them.", "News, events"], "en") == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        "Best Practice Guide",
        "Thank you Ada Novak for the report.",
        "Thanks to all of them",
        "С уважение към всички участници",
        "Φιλικά προς το περιβάλλον μέσα",
    ],
)
def test_what_only_begins_like_a_closing_is_no_signature(line: str) -> None:
    assert not is_signature(line)
