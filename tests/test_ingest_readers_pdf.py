"""PDF, of real programs (`data/`) and written here: order, headings, tables, what is hidden."""

import zlib
from contextlib import suppress
from datetime import date

import pytest
from fakes import DATA, read_file

from ingest.readers import Block, Reading, ReadingFailed, read


def pdf(*pages: str, rotate: int = 0, catalog: str = "", picture: bool = False) -> bytes:
    """Return a PDF whose pages draw these streams; F1 is Helvetica, F2 bold, Im1 a grey picture."""
    fonts = "".join(
        f"/F{number} << /Type /Font /Subtype /Type1 /BaseFont /{name} "
        "/Encoding /WinAnsiEncoding >> "
        for number, name in [(1, "Helvetica"), (2, "Helvetica-Bold")]
    )
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x99\nendstream",
    ]
    for number, page in enumerate(pages):
        drawn = ("q 595 0 0 842 0 0 cm /Im1 Do Q\n" if picture else "") + page
        stream = zlib.compress(drawn.encode("cp1252"))
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Contents {5 + 2 * number} 0 R /Resources << /Font << {fonts} >> "
            f"/XObject << /Im1 3 0 R >> >> >>".encode(),
            f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
            + stream
            + b"\nendstream",
        ]
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
        ).encode()
    )


def at(x: float, y: float, text: str, font: str = "/F1 11", more: str = "") -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {font} Tf {more} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def lines(*texts: str, x: float = 70, top: float = 700) -> str:
    return "".join(at(x, top - 14 * number, text) for number, text in enumerate(texts))


def texts_of(data: bytes) -> list[str]:
    return [block.text for block in read(data, ".pdf").blocks]


@pytest.fixture(scope="module")
def harbour() -> Reading:
    return read_file("harbour.pdf")


def test_what_a_pdf_says_of_itself(harbour: Reading) -> None:
    assert (harbour.title, harbour.language) == ("Report on the harbour watch", "en")
    assert harbour.saved_on is not None
    assert harbour.dropped == {"text in the colour of its background": 48, "tiny text": 24}


def test_headings_stand_in_the_order_of_reading(harbour: Reading) -> None:
    assert [(block.text, block.level, block.page) for block in harbour.blocks if block.level] == [
        ("Report on the harbour watch", 1, 1),
        ("Counting by night", 2, 1),
        ("Counting by day", 2, 1),
        ("Ships by harbour", 2, 2),
        ("What comes next", 2, 2),
    ]


def test_a_pdf_is_read_as_the_word_file_of_the_same_report(harbour: Reading) -> None:
    """Columns, pages and hyphens leave no trace: the words are those that LibreOffice was given."""
    word = read_file("harbour.docx")
    notes = [block.text for block in harbour.blocks if block.text.startswith("1 The figure")]
    assert notes == ["1 The figure includes two trainees who joined in autumn."]

    def told(reading: Reading) -> list[str]:
        # A list that runs over a page is two blocks; a footnote stands elsewhere on a page.
        return [
            line for block in reading.blocks for line in block.text.split("\n") if line not in notes
        ]

    assert told(harbour) == told(word)


def test_a_sentence_over_two_pages_has_the_page_of_its_start(harbour: Reading) -> None:
    pages = [block.page for block in harbour.blocks]
    assert set(pages) == {1, 2, 3}  # the fourth holds the end of a paragraph of the third
    assert pages == sorted(filter(None, pages))


def test_rows_of_a_table_carry_their_labels(harbour: Reading) -> None:
    table = next(block for block in harbour.blocks if "Northport" in block.text)
    assert table == Block(
        "Harbour: Northport; Year: 2022; Ships counted: 1,204\n"
        "Harbour: Northport; Year: 2023; Ships counted: 1,377\n"
        "Harbour: Southport, with the small quay for fishing boats that is run by the town; "
        "Year: 2023; Ships counted: 88",
        page=2,
    )


def test_ligatures_footnotes_and_columns_of_another_program() -> None:
    blocks = read_file("notice.pdf").blocks
    assert [(block.text, block.level) for block in blocks if block.level] == [
        ("Notice to mariners", 1),
        ("1. Official offices", 2),
        ("1.1. First definitions", 2),
        ("2. Signals in fog", 2),
    ]
    assert blocks[2].text == (
        "The efficient officers of the five offices confirm the final classification of floating "
        "lights. It was agreed in 2019 and has been in force since then without modification, as "
        "the harbour masters affirm unanimously."
    )
    assert not any("Harbour Notices" in block.text for block in blocks)


def test_a_footnote_as_large_as_the_text_stands_after_what_refers_to_it() -> None:
    raised = b"/F1 8 Tf 5 Ts (1) Tj /F1 10 Tf 0 Ts"
    lines = {
        700: b"(Members wrote to three platforms.) Tj %s ( They agreed.) Tj" % raised,
        650: b"(Later they wrote to all of the others, too, which took them a year.) Tj",
        600: b"%s ( Lumvio, Chattera and Nestify.) Tj" % raised,
    }
    drawn = b"".join(b"BT /F1 10 Tf 72 %d Td %s ET\n" % line for line in lines.items())
    page = (
        b"%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj\n"
        b"4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n"
        b"trailer <</Root 1 0 R>>\n%%%%EOF" % (len(drawn), drawn)
    )
    assert [block.text for block in read(page, ".pdf").blocks] == [
        "Members wrote to three platforms. They agreed.",
        "1 Lumvio, Chattera and Nestify.",
        "Later they wrote to all of the others, too, which took them a year.",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("scan.pdf", r"scan without text.*OCR"), ("locked.pdf", "encrypted and needs a password")],
)
def test_a_pdf_without_text_for_us_says_what_to_do(name: str, reason: str) -> None:
    with pytest.raises(ReadingFailed, match=reason):
        read_file(name)


def test_an_encrypted_pdf_that_opens_without_a_password_is_read() -> None:
    assert read_file("unlocked.pdf").blocks == read_file("notice.pdf").blocks


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"hello"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingFailed, match="no PDF, or a damaged one"):
        read(data, ".pdf")


def test_every_truncation_is_read_or_refused() -> None:
    whole = (DATA / "notice.pdf").read_bytes()
    for end in range(0, len(whole), 997):
        with suppress(ReadingFailed):
            read(whole[:end], ".pdf")


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        (at(70, 500, "Secret", more="3 Tr"), "invisible text"),
        (at(70, 500, "Secret", more="1 g"), "text in the colour of its background"),
        (at(70, 500, "Secret", font="/F1 1"), "tiny text"),
        (at(70, 500, "Secret", font="/F1 0.1"), "tiny text"),
        (at(-300, 500, "Secret"), "text off the page"),
        (at(70, 2000, "Secret"), "text off the page"),
    ],
)
def test_text_that_nobody_sees_is_dropped_and_counted(drawn: str, kind: str) -> None:
    reading = read(pdf(lines("Words that people see.") + drawn), ".pdf")
    assert [block.text for block in reading.blocks] == ["Words that people see."]
    assert reading.dropped == {kind: len("Secret")}


def test_white_words_on_a_dark_ground_are_seen() -> None:
    dark = "0 0 0.6 rg 60 490 200 30 re f\n"
    assert "On blue" in texts_of(pdf(dark + at(70, 500, "On blue", more="1 g")))[-1]


def test_the_layer_that_text_recognition_puts_over_a_scan_is_read_with_a_warning() -> None:
    reading = read(pdf(at(70, 500, "Recognised words.", more="3 Tr"), picture=True), ".pdf")
    assert [block.text for block in reading.blocks] == ["Recognised words."]
    assert "recognised from a scan" in reading.warnings[0]


def test_pages_that_are_only_pictures_are_named() -> None:
    reading = read(pdf(lines("Some words."), "", picture=True), ".pdf")
    assert "2. Run OCR" in reading.warnings[0]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (("The long-term plan is a long-", "term one."), "The long-term plan is a long-term one."),
        (("It is responsi-", "ble."), "It is responsible."),
        (
            ("The helpline of the fund is co-", "financed."),
            "The helpline of the fund is co-financed.",
        ),
        (("It was the fastest-", "growing one."), "It was the fastest-growing one."),
        (("They are the stake-", "holders of it."), "They are the stakeholders of it."),
        (("Das ist die Haus-", "tür."), "Das ist die Haustür."),
        (("The anti-", "EU camp."), "The anti-EU camp."),
        (("Für Ein-", "und Ausfuhr."), "Für Ein- und Ausfuhr."),
        (("From 2019-", "2020 on."), "From 2019-2020 on."),
        (("It ends -", "here."), "It ends - here."),
    ],
)
def test_hyphens_at_the_end_of_a_line(written: tuple[str, str], text: str) -> None:
    assert texts_of(pdf(lines(*written))) == [text]


def test_running_heads_go_and_headings_that_look_alike_stay() -> None:
    body = "This is what page {} says, in a line that is as long as lines of a page usually are."
    pages = [
        at(70, 800, f"Annual report 2024 - {number + 4}")
        + at(70, 770, f"Part {number * number}", font="/F2 16")
        + lines(body.format(number))
        + at(290, 40, f"{number}")
        for number in range(1, 6)
    ]
    said = [text for number in range(1, 6) for text in (f"Part {number**2}", body.format(number))]
    assert texts_of(pdf(*pages)) == said


def test_an_article_has_its_title_and_stands_below_its_chapter() -> None:
    long = (
        "This paragraph of the article is as long as the lines of such a page usually are, or so."
    )
    page = (
        at(250, 720, "CHAPTER II")
        + at(267, 700, "LIGHTS", font="/F2 11")
        + at(267, 670, "Article 5")
        + at(242, 650, "Specific measures", font="/F2 11")
        + lines(f"1. {long}", long, "(a) one;", "(b) two.", top=620)
    )
    blocks = read(pdf(page), ".pdf").blocks
    chapter, article = blocks[:2]
    assert (chapter.text, article.text) == ("CHAPTER II LIGHTS", "Article 5 Specific measures")
    assert 0 < chapter.level < article.level
    assert blocks[2].text.split("\n") == [f"1. {long} {long}", "(a) one;", "(b) two."]


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_a_page_that_stands_sideways_is_read(rotate: int) -> None:
    turned = {0: "1 0 0 1 70 700", 90: "0 1 -1 0 100 70", 270: "0 -1 1 0 100 700"}[rotate]
    page = f"BT /F1 11 Tf {turned} Tm 14 TL (The words of) Tj T* (a wide page.) Tj ET"
    assert texts_of(pdf(page, rotate=rotate)) == ["The words of a wide page."]


def test_a_table_without_rules_or_a_list_is_not_taken_for_columns() -> None:
    page = "".join(
        at(70, 700 - 30 * number, f"({number})")
        + at(110, 700 - 30 * number, f"This is point {number} of the list, with words that fill")
        + at(110, 686 - 30 * number, "its two lines, so that it looks like a column of its own.")
        for number in range(1, 6)
    )
    said = "This is point {} of the list, with words that fill its two lines, so that it looks like"
    assert [line[: len(said)] for line in texts_of(pdf(page))[0].split("\n")] == [
        f"({number}) {said.format(number)}"[: len(said)] for number in range(1, 6)
    ]


def grid(*rows: tuple[float, float, float, float, str], font: str = "/F1 11") -> str:
    """Return cells: left, bottom, width, height and text of each."""
    return "".join(
        f"{x} {y} {width} {height} re S\n" + at(x + 2, y + 4, text, font)
        for x, y, width, height, text in rows
    )


def test_a_table_goes_on_after_a_page_break_with_its_two_rows_of_labels() -> None:
    head = grid(
        (70, 660, 60, 40, "Harbour"),
        (130, 680, 60, 20, "Ships"),
        (130, 660, 30, 20, "2022"),
        (160, 660, 30, 20, "2023"),
        font="/F2 11",
    )
    first = head + grid((70, 640, 60, 20, "Northport"), (130, 640, 30, 20, "12"))
    first += grid((160, 640, 30, 20, "13"))
    # The words of a narrow cell stand close to those of the next: only the rule parts them.
    second = grid((70, 680, 60, 20, "Southport N"), (130, 680, 30, 20, "14"))
    second += grid((160, 680, 30, 20, "15"), (70, 660, 60, 20, "Westport"))
    second += grid((130, 660, 30, 20, "16"), (160, 660, 30, 20, "17"))
    assert texts_of(pdf(first, second)) == [
        "Harbour: Northport; Ships 2022: 12; Ships 2023: 13",
        "Harbour: Southport N; Ships 2022: 14; Ships 2023: 15\n"
        "Harbour: Westport; Ships 2022: 16; Ships 2023: 17",
    ]


def test_three_columns_that_are_out_of_step_are_read_one_after_the_other() -> None:
    words = "One of the columns has"
    page = "".join(
        lines(*[f"{words} {name}{number}." for number in range(6)], x=x, top=top)
        for name, x, top in [("a", 50, 700), ("b", 220, 695), ("c", 390, 691)]
    )
    said = " ".join(f"{words} {name}{number}." for name in "abc" for number in range(6))
    assert " ".join(texts_of(pdf(page))) == said


def test_a_frame_and_a_drawing_are_no_tables() -> None:
    frame = "60 640 400 90 re S\n"
    curves = "".join(f"{x} 100 m {x} 300 l {x + 50} {x} l S\n" for x in range(50, 500, 5))
    assert texts_of(pdf(frame + curves + lines("In a frame", "stands this."))) == [
        "In a frame stands this."
    ]


def test_the_language_and_no_date_of_a_plain_pdf() -> None:
    reading = read(pdf(lines("Kliem."), catalog="/Lang (mt-MT)"), ".pdf")
    assert (reading.language, reading.saved_on, reading.title) == ("mt", None, None)
    assert read_file("notice.pdf").saved_on != date(1970, 1, 1)


def test_a_bold_line_that_states_something_is_no_heading() -> None:
    page = (
        at(70, 770, "Lisbon, 10 September 2025, room 2", font="/F2 11")
        + lines("The watch counts the ships that come in by day and by night.", top=740)
        + at(70, 700, "2. Who may come", font="/F2 11")
        + lines("Whoever has a boat of their own may come and see the harbour.", top=670)
    )
    assert [(block.text[:15], block.level) for block in read(pdf(page), ".pdf").blocks] == [
        ("Lisbon, 10 Sept", 0),
        ("The watch count", 0),
        ("2. Who may come", 1),
        ("Whoever has a b", 0),
    ]


def test_the_lines_of_a_table_of_contents_are_left_out() -> None:
    contents = lines("1. Signals . . . . . . . . . 2", "2. Staff ................. 3", top=660)
    page = at(70, 700, "Contents", "/F2 16") + contents
    text = at(70, 700, "1. Signals", "/F2 16") + lines("Five were sent.", top=660)
    assert texts_of(pdf(page, text)) == ["Contents", "1. Signals", "Five were sent."]


def test_a_chapter_of_one_word_is_not_put_together_with_its_first_section() -> None:
    page = (
        at(70, 740, "2. Signals", "/F2 16")
        + at(70, 715, "2.1. Origin", "/F2 13")
        + lines(*["Five were sent to platforms in 2023, and one to a forum."] * 3, top=690)
        + at(70, 640, "3. Staff", "/F2 16")
        + at(70, 615, "Age", "/F2 13")
        + lines(*["Most of those who work there are about forty years old."] * 3, top=590)
    )
    found = [(one.text, one.level) for one in read(pdf(page), ".pdf").blocks if one.level]
    assert found == [("2. Signals", 1), ("2.1. Origin", 2), ("3. Staff", 1), ("Age", 2)]


def test_a_raised_number_after_a_page_number_begins_a_footnote() -> None:
    page = (
        lines("The Network met in Riga.", "It had ten members.", top=700)
        + at(280, 30, "7 of 9", "/F1 9")
        + "BT /F1 5 Tf 1 0 0 1 70 94 Tm (1) Tj /F1 8 Tf 1 0 0 1 74 90 Tm ( In May.) Tj ET\n"
        + "BT /F1 5 Tf 1 0 0 1 70 84 Tm (2) Tj /F1 8 Tf 1 0 0 1 74 80 Tm ( In June.) Tj ET\n"
    )
    assert texts_of(pdf(page))[2:] == ["1 In May.", "2 In June.", "7 of 9"]


def test_a_running_foot_is_one_in_whatever_order_its_parts_are_drawn() -> None:
    pages = [
        lines(f"Page of {word}.") + "".join(parts if number % 2 else reversed(parts))
        for number, word in enumerate(["fish", "birds", "mice", "bees"], 1)
        if (parts := [at(70, 30, "The Network | Slides"), at(500, 30, str(number))])
    ]
    assert texts_of(pdf(*pages)) == [
        "Page of fish.",
        "Page of birds.",
        "Page of mice.",
        "Page of bees.",
    ]


def rule(y: float, left: float = 70, right: float = 500) -> str:
    return f"{left} {y} m {right} {y} l S\n"


def row(y: float, *cells: str, font: str = "/F1 11") -> str:
    return "".join(at(72 + 140 * place, y, cell, font) for place, cell in enumerate(cells) if cell)


def test_rules_above_and_below_make_a_table_without_uprights() -> None:
    page = (
        rule(801)  # of the running head
        + lines("Table 1. Obstacles named", top=740)
        + rule(730)
        + row(716, "Obstacle", "All", "Small")
        + row(703, "", "services", "services")
        + rule(697)
        + row(683, "Nobody on", "73", "81")
        + row(670, "duty", "", "")
        + row(655, "Cost", "27", "31")
        + rule(648)
        + lines("Cost was named seldom, as it was in 2022.", top=620)
    )
    assert texts_of(pdf(page)) == [
        "Table 1. Obstacles named",
        "Obstacle: Nobody on duty; All services: 73; Small services: 81\n"
        "Obstacle: Cost; All services: 27; Small services: 31",
        "Cost was named seldom, as it was in 2022.",
    ]


def test_a_rule_below_each_row_makes_a_table_with_the_labels_above_the_first() -> None:
    page = (
        row(740, "State", "Scope", "Fines", font="/F2 11")
        + rule(735)
        + row(720, "France", "wider", "2 %")
        + rule(715)
        + row(700, "Poland", "narrower", "none")
        + rule(695)
    )
    assert texts_of(pdf(page)) == [
        "State: France; Scope: wider; Fines: 2 %\nState: Poland; Scope: narrower; Fines: none"
    ]


def test_rules_around_a_page_of_two_columns_make_no_table() -> None:
    text = "Services were asked to name three obstacles"
    columns = "".join(
        at(x, 740 - 14 * number, text, "/F1 10") for x in (70, 310) for number in range(12)
    )
    read_text = texts_of(pdf(rule(780) + columns + rule(560) + rule(545)))
    assert not any(";" in text or ":" in text for text in read_text)


def test_lines_that_had_room_for_more_are_points_of_a_list() -> None:
    points = ("12 May: party", "June: general approach", "Aim: agreement")
    head = at(70, 700, "Next steps", "/F2 20")
    assert texts_of(pdf(head + lines(*points, top=660)))[1:] == [
        "12 May: party",
        "June: general approach Aim: agreement",  # the longest may have been broken
    ]
    assert texts_of(pdf(head + lines(*points, x=90, top=660)))[1:] == [
        "- 12 May: party\n- June: general approach Aim: agreement"
    ]


def test_lines_as_long_as_each_other_are_one_paragraph() -> None:
    page = lines("The Network met in Riga with the Commission and Europol", "Ireland chaired it.")
    assert len(texts_of(pdf(page))) == 1


def test_who_speaks_stands_with_the_hour_and_the_subject() -> None:
    page = (
        at(70, 700, "9.30")
        + at(110, 700, "Law or no law?", "/F2 11")
        + at(110, 686, "Moderator: Ada Novak")
        + at(70, 672, "11.00")
        + at(110, 672, "Coffee", "/F2 11")
    )
    assert texts_of(pdf(page))[0].split("\n")[0] == "9.30 Law or no law? Moderator: Ada Novak"


def test_a_cover_has_its_title_in_the_largest_letters_and_heads_nothing() -> None:
    cover = (
        at(200, 700, "EUROPEAN COMMISSION", "/F1 14")
        + at(200, 660, "Brussels, 9.2.2025", "/F1 14")
        + at(120, 600, "COMMISSION STAFF WORKING DOCUMENT", "/F2 18")
        + at(150, 570, "IMPACT ASSESSMENT REPORT", "/F2 18")
    )
    text = at(70, 700, "1. Problem", "/F2 14") + lines(*["It is slow and nobody knows why."] * 9)
    reading = read(pdf(cover, text), ".pdf")
    assert reading.title == "COMMISSION STAFF WORKING DOCUMENT IMPACT ASSESSMENT REPORT"
    assert [one.text for one in reading.blocks if not one.level][:2] == [
        "EUROPEAN COMMISSION",
        "Brussels, 9.2.2025",
    ]


def test_an_act_is_called_by_all_of_its_title() -> None:
    act = (
        at(150, 780, "REGULATION (EU) 2025/1418", "/F2 14")
        + at(220, 755, "of 8 December 2025", "/F2 11")
        + at(150, 730, "on the exchange of signals", "/F2 14")
        + at(190, 705, "(Text with EEA relevance)", "/F2 11")
        + lines(*["Signals are sent to those whom they are on."] * 9, top=680)
    )
    title = "REGULATION (EU) 2025/1418 of 8 December 2025 on the exchange of signals"
    assert read(pdf(act), ".pdf").title == title
