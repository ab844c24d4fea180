"""Readers: what becomes text, what a file says of itself, and what is refused with a sentence."""

import json
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from fakes import TODAY

import assistant
from ingest.documents import build
from ingest.readers import READABLE, Block, ReadingFailed, read
from ingest.readers.decoding import decode
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.questions import headed_by_questions
from ingest.readers.text import read_text

PAGE = """<html lang="fr-BE"><head><title>Le Forum - Commission</title>
<meta property="og:site_name" content="Migration and Home Affairs">
<meta property="article:published_time" content="2024-06-05T10:00">
<link rel="canonical" href="https://home.example/forum_fr"></head><body>
<nav><ul><li><a href="/a">Accueil</a></li><li><a href="/b">Menu</a></li></ul></nav>
<main><h1>Le Forum accueille cinq membres</h1>
<p>Le 4 juin, le Forum de l'UE sur l'internet s'est <b>réuni</b> pour élargir sa composition et
accueillir cinq nouveaux membres venus de toute l'Europe et d'ailleurs.</p>
<h2>Membres</h2><ul><li>Amazon</li><li>Mistral AI</li></ul>
<table><tr><th>Année</th><th>Hachages</th></tr><tr><td>2018</td><td>100 000</td></tr></table>
<p>Un autre paragraphe assez long pour être retenu comme contenu principal de cette page.</p>
</main><footer>Cookies et mentions légales</footer></body></html>"""


def test_every_readable_ending_has_a_reader() -> None:
    for suffix in READABLE:
        try:
            read(b"", suffix.upper())
        except ReadingFailed as error:  # some formats are something even when they say nothing
            assert f"Files with {suffix.upper()} cannot be read" not in str(error)  # noqa: PT017
    with pytest.raises(ReadingFailed, match=r"Files with \.exe cannot be read"):
        read(b"", ".exe")


def test_markdown_becomes_plain_blocks() -> None:
    reading = read_markdown(
        b"# The *Forum*\n\nIt **meets**\nin [Brussels](https://a.example). <b>Really</b>\n\n"
        b"<script>alert(1)</script>\n\n- one\n- two `code`\n\n> quoted\n\n"
        b"| Year | Hashes |\n|---|---|\n| 2018 | 100,000 |\n\n```\nfenced\n```\n"
    )
    assert reading.blocks == (
        Block("The Forum", level=1),
        Block("It meets in Brussels. Really"),
        Block("- one\n- two code"),
        Block("quoted"),
        Block("Year: 2018; Hashes: 100,000"),
        Block("fenced"),
    )
    assert reading.title == "The Forum"


def test_front_matter_says_what_a_document_is() -> None:
    reading = read_markdown(
        b"---\ntitle: Minutes\nurl: https://a.example/m\npublisher: DG HOME\n"
        b"published_on: 2024-06-05\nlanguage: de\naccess: [staff]\n---\nText.\n"
    )
    assert (reading.title, reading.url, reading.publisher) == (
        "Minutes",
        "https://a.example/m",
        "DG HOME",
    )
    assert (reading.published_on, reading.language) == (date(2024, 6, 5), "de")
    assert (reading.access, reading.kind) == (("staff",), "document")


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("date: 2024-06-05", date(2024, 6, 5)),
        ("date: 2024-06-05T10:30:00+02:00", date(2024, 6, 5)),
        ("date: 2024-06-05\npublished_on: 2024-07-01", date(2024, 7, 1)),
        ("date: June", None),
    ],
)
def test_front_matter_of_other_programs_is_understood(front: str, day: date | None) -> None:
    said = f"{front}\ntitle: Minutes\nlang: de-AT\ntags: [hotlines]\ndraft: true"
    reading = read_markdown(f"---\n{said}\n---\nText.".encode())
    assert (reading.title, reading.published_on, reading.language) == ("Minutes", day, "de-AT")


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: [unclosed", "not YAML in line"),
        ("just words", "must be lines like"),
        ("titel: Minutes", "`titel` is not known; did you mean `title`"),
        ("colour: blue", "`colour` is not known; leave it out"),
        ("tags: [minutes]\ngroups: [staff]", "`groups` is not known; leave it out"),
        ("published_on: soon", "`published_on`: "),
        ("published_on: 2024-13-45", "not YAML"),
        ("kind: letter", "`kind`: "),
        ("access: staff", "`access` must be a list, like"),
        ("access:", "`access` must be a list, like"),
        ("kind: note", "addresses it rests on"),
        ("kind: note\nurl: https://a.example\nsummarises: [https://b.example]", "no url"),
        ("summarises: [https://b.example]", "only a note"),
        ("url: javascript:alert(1)", "not an http or https address"),
    ],
)
def test_wrong_front_matter_is_refused_with_the_reason(front: str, reason: str) -> None:
    with pytest.raises(ReadingFailed, match=reason):
        read_markdown(f"---\n{front}\n---\nText.".encode())


def test_half_a_character_in_front_matter_is_replaced_and_two_halves_are_joined() -> None:
    reading = read(
        b'---\ntitle: "Half \\ud800 title \\ud83d\\ude00"\nurl: "https://a.example/\\udc00"\n'
        b'publisher: "DG \\ud800"\naccess: ["\\ud800"]\n---\nText.\n',
        ".md",
    )
    assert (reading.title, reading.url) == (
        "Half \ufffd title \U0001f600",
        "https://a.example/\ufffd",
    )
    assert (reading.publisher, reading.access) == ("DG \ufffd", ("\ufffd",))


def test_front_matter_without_end_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="does not end"):
        read_markdown(b"---\ntitle: Minutes\n\nText.")


@pytest.mark.parametrize("opening", ["--- \n", "\n---\n", "\ufeff---\n", "---\r\n"])
def test_front_matter_is_never_overlooked(opening: str) -> None:
    """It may say who may read the document."""
    assert read_markdown(f"{opening}access: [police]\n---\nText.".encode()).access == ("police",)


def test_numbers_of_lists_and_breaks_of_lines_are_kept() -> None:
    reading = read_markdown(b"3. December 2015 was the day.\n4. Then\n\nAmazon<br>Google\n")
    assert [block.text for block in reading.blocks] == [
        "3. December 2015 was the day.\n4. Then",
        "Amazon Google",
    ]


def test_labels_in_bold_begin_lines_in_markdown() -> None:
    text = b"**Chair:** Ada, who\nlives in **Brussels**\n**Place**: Ghent\n**Budget:**  \nEUR 5\n"
    assert read(text, ".md").blocks == (
        Block("Chair: Ada, who lives in Brussels\nPlace: Ghent\nBudget: EUR 5"),
    )


def test_lines_in_bold_that_state_nothing_are_headings_in_markdown() -> None:
    text = """# Call

**Will it be paid?**
No. It
will not.

**Who may take part?**

Harbours may.

**The harbour**
pays all of it.

**Annex**

**Berths and quays**

None.

**The end**
"""
    assert read(text.encode(), ".md").blocks == (
        Block("Call", 1),
        Block("Will it be paid?", 2),
        Block("No. It will not."),
        Block("Who may take part?", 2),
        Block("Harbours may."),
        Block("The harbour pays all of it."),
        Block("Annex"),  # a line in bold follows
        Block("Berths and quays", 2),
        Block("None."),
        Block("The end"),  # nothing follows
    )


def test_words_in_bold_that_begin_paragraphs_head_them_in_markdown() -> None:
    text = """# Minutes

**Chair:** Ada
**Place:** Brussels

**Hash list.** “The harbour” keeps it.

It grew.

**Next steps** – Quayside sends
it on.

**2. Any other open
business**.
None

- **Item.** A point.

##### Annex

**Berths**

**Fees —** 12 of them are paid.

**Plink:** We pay.
"""
    assert read(text.encode(), ".md").blocks == (
        Block("Minutes", 1),
        Block("Chair: Ada\nPlace: Brussels"),
        Block("Hash list. “The harbour” keeps it.", run_in="Hash list"),
        Block("It grew."),
        Block("Next steps – Quayside sends it on.", run_in="Next steps"),
        Block("2. Any other open business. None", run_in="2. Any other open business"),
        Block("- Item. A point.", run_in="2. Any other open business"),
        Block("Annex", 5),
        Block("Berths", 6),
        Block("Fees — 12 of them are paid.", run_in="Fees"),
        Block("Plink: We pay."),
    )


@pytest.mark.parametrize(
    "line",
    [
        "**Plink:** We have two concerns.",
        "**Plink**: We have two concerns.",
        "**Ada Novak** – Head of the unit",
        "**Ada Novak** – Head of unit.",
        "**Ada Novak** – she heads the unit.",
        "**The harbour.** pays all of it.",
        "**The harbour** pays all of it. It must.",
        "**The harbour pays. All** of it must pay.",
        "**On 3 May 2031.** The harbour paid.",
        "**All the berths and quays.** They are free.",
        "**We paid; it did.** They did not.",
        "**Answer.** There is none.",
        "**Fees.**",
        "It pays **Fees.** They are due.",
        "*Fees.* They are due.",
    ],
)
def test_other_words_in_bold_head_nothing(line: str) -> None:
    said = f"**Hash list.** It grew.\n\n**Next steps.** We send it.\n\n{line}\n"
    last = Block(line.replace("*", ""))
    assert read(said.encode(), ".md").blocks[2:] == (last,)


def test_a_single_paragraph_that_begins_with_words_in_bold_may_only_stress_them() -> None:
    said = read(b"**Hash list.** It grew.\n\n**Plink:** We send it.\n", ".md").blocks
    assert said == (Block("Hash list. It grew."), Block("Plink: We send it."))


def test_words_in_bold_that_head_a_paragraph_are_no_title() -> None:
    said = read(b"**Hash list.** It grew.\n\n**Next steps.** We send it.\n", ".md")
    assert said.title is None


def test_what_words_in_bold_head_stands_under_them_alone() -> None:
    text = "# Minutes\n\n**Figures.** They fell.\n\nIt rained.\n\n## End\n\n**Costs.** None.\n"
    content = build("file:///t.md", "folder", read(text.encode(), ".md"), date(2031, 1, 1))
    said = [(one.headings, content.text[one.start : one.end]) for one in content.sections]
    assert said == [
        (("Figures",), "Figures. They fell."),
        ((), "It rained."),
        (("End", "Costs"), "Costs. None."),
    ]


def test_what_is_struck_out_is_not_read_in_markdown() -> None:
    reading = read_markdown(b"Deadline: ~~15 July~~ 5 August 2026\n")
    assert [block.text for block in reading.blocks] == ["Deadline: 5 August 2026"]
    assert reading.dropped == {"struck-out text": len("15 July")}


def test_html_in_markdown_is_left_out_with_a_warning() -> None:
    reading = read_markdown(b"Text.\n\n<details>Hidden</details>\n")
    assert [block.text for block in reading.blocks] == ["Text."]
    assert "HTML" in reading.warnings[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("Wien, 12. November 2024, 10:00 bis 16:30 Uhr", "Vorsitz: Ada Novak", "Protokoll: Ben"),
        (
            "Quinta reunión",
            "Preside: Inmaculada Roldán (Agencia Española de Protección de Datos)",
            "Asistentes: Alemania, España",
        ),
        ("Varšava 5. května 2025", "Předsedá: Ada Nováková", "Místo konání: sál 2.B"),
        ("Ordre du jour : la charte", "Présidence : Ada Novak", "Secrétariat : Ben Weber"),
        ("Αθήνα, 5 Μαΐου 2025", "Προεδρία: Άντα Νόβακ", "Πρακτικά: Μπεν"),
    ],
)
def test_lines_with_labels_stand_apart_wherever_the_first_one_stands(lines: tuple[str]) -> None:
    text = "\n".join(lines)
    assert [one.text for one in read(text.encode(), ".md").blocks] == [text]
    below = f"Title\n\n{text}\n\nIt began."
    assert text in [one.text for one in read(below.encode(), ".txt").blocks]
    page = f"<main><h1>Title</h1><p>{'<br>'.join(lines)}</p><p>It began.</p></main>"
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>T</title></head>"
    assert text in [one.text for one in read(f"{head}{page}</html>".encode(), ".html").blocks]


def test_a_line_with_a_label_after_a_short_one_stands_apart_and_no_wrapped_one_does() -> None:
    short = "Stockholm den 30 januari 2026\nHandläggare: Ada Novak"
    wrapped = "It was said of all that had been done in these many years by\nItaly: not yet."
    for text, said in ((short, short), (wrapped, wrapped.replace("\n", " "))):
        assert [one.text for one in read(text.encode(), ".md").blocks] == [said]


def test_comments_in_markdown_are_left_out_and_counted() -> None:
    reading = read_markdown(b"Text<!-- in --> here.\n\n<!--\na note\n-->\n")
    assert [block.text for block in reading.blocks] == ["Text here."]
    assert (reading.dropped, reading.warnings) == ({"comments": 8}, ())


def test_a_table_without_labels_and_lists_in_lists() -> None:
    reading = read_markdown(b"| | |\n|-|-|\n| a | b |\n\n- one\n  - two\n- ![image](x)\n")
    assert [block.text for block in reading.blocks] == ["a; b", "- one\n- two"]


MONTHS = (("Malta", "mars"), ("Italy", "avril"), ("Spain", "mai"))


def test_the_first_row_of_a_table_with_empty_labels_may_hold_them() -> None:
    rows = "| | | |\n|-|-|-|\n| Stat | Prénom | Depuis |\n" + "".join(
        f"| {name} | Ada | {month} 2024 |\n" for name, month in MONTHS
    )
    first = read(rows.encode(), ".md").blocks[0].text.split("\n")[0]
    assert first == "Stat: Malta; Prénom: Ada; Depuis: mars 2024"


def test_a_rule_further_down_is_no_front_matter() -> None:
    reading = read_markdown(b"Text.\n\n---\n\nMore.")
    assert [block.text for block in reading.blocks] == ["Text.", "More."]


def test_text_is_unwrapped_but_short_lines_stay_lines() -> None:
    wrapped = (
        "The European Union Internet Forum brings together ministers and\n"
        "companies, and meets once a year.\n\nDetails\nPublication date\n5 June 2024\n"
    )
    reading = read_text(wrapped.encode())
    assert [block.text for block in reading.blocks] == [
        "The European Union Internet Forum brings together ministers and companies, "
        "and meets once a year.",
        "Details\nPublication date\n5 June 2024",
    ]


def test_an_item_of_a_list_begins_a_line_after_a_long_one() -> None:
    listed = (
        "The Forum rests on three pillars:\n- the exchange of what is known among all of them\n"
        "- action days, of which the yearly one on terrorist content is by far\n  the largest\n"
        "- exercises\n"
    )
    (block,) = read_text(listed.encode()).blocks
    assert block.text == (
        "The Forum rests on three pillars:\n- the exchange of what is known among all of them\n"
        "- action days, of which the yearly one on terrorist content is by far the largest\n"
        "- exercises"
    )


def test_lines_of_plain_text_head_what_follows() -> None:
    minutes = (
        "Working Group on Notification\n\nMinutes of the 6th meeting\n\n"
        "Date: 14 March 2024\n\nPresent\n\n- Ada Novak\n- Bea Horvat\n\nApologies: Italy.\n\n"
        "2. The pilot\n\nIt went well.\n\nArticle 3\nRemoval\n\n"
        "1. Content is removed within an hour after the order has arrived.\n"
        "2. Authorities give reasons.\n\nAnnexes\n\nList of members\n\nNone.\n\n"
        "Ada Novak\n\nBea Horvat\n\nCarl Weber\n\nThey signed.\n\nThe Chair"
    )
    reading = read_text(minutes.encode())
    assert [(block.text, block.level) for block in reading.blocks] == [
        ("Working Group on Notification\nMinutes of the 6th meeting", 1),
        ("Date: 14 March 2024", 0),
        ("Present", 2),
        ("- Ada Novak\n- Bea Horvat", 0),
        ("Apologies: Italy.", 0),
        ("2. The pilot", 2),
        ("It went well.", 0),
        ("Article 3\nRemoval", 2),
        (
            "1. Content is removed within an hour after the order has arrived.\n"
            "2. Authorities give reasons.",
            0,
        ),
        ("Annexes", 2),
        ("List of members", 3),
        ("None.", 0),
        *((name, 0) for name in ("Ada Novak", "Bea Horvat", "Carl Weber")),
        ("They signed.", 0),
        ("The Chair", 0),
    ]


def test_a_heading_may_stand_directly_above_its_text() -> None:
    minutes = (
        "Steering Board\nMinutes of the 7th meeting\n\n"
        "Present: Austria, Belgium, Denmark, Finland, France, Germany, Ireland\n"
        "Apologies: Italy\n\n"
        "1. Adoption of the agenda\nThe agenda was adopted.\n2. The pilot\nIt went well so far.\n"
        "Action points\n- Secretariat: send the draft\n- Chair: book a room\n\n"
        "Article 6 - Working groups\n"
        "1. A group is set up for eighteen months, and may be prolonged once.\n"
        "2. Its chair reports once a year.\n\n"
        "Article 7\nLanguages\n\nEnglish and French.\n\n"
        "Trainers\nAda Novak, University of Porto\nBea Horvat, Europol\n\n"
        "Background\nThe network was founded by seven states, and it has grown to sixteen\n"
        "since then.\n\nDetails\nPlace\nRiga"
    )
    assert [(block.text, block.level) for block in read_text(minutes.encode()).blocks] == [
        ("Steering Board\nMinutes of the 7th meeting", 1),
        (
            "Present: Austria, Belgium, Denmark, Finland, France, Germany, Ireland\n"
            "Apologies: Italy",
            0,
        ),
        ("1. Adoption of the agenda", 2),
        ("The agenda was adopted.", 0),
        ("2. The pilot", 2),
        ("It went well so far.", 0),
        ("Action points", 2),
        ("- Secretariat: send the draft\n- Chair: book a room", 0),
        ("Article 6 - Working groups", 2),
        (
            "1. A group is set up for eighteen months, and may be prolonged once.\n"
            "2. Its chair reports once a year.",
            0,
        ),
        ("Article 7\nLanguages", 2),
        ("English and French.", 0),
        ("Trainers", 2),
        ("Ada Novak, University of Porto\nBea Horvat, Europol", 0),
        ("Background", 2),
        (
            "The network was founded by seven states, and it has grown to sixteen since then.",
            0,
        ),
        ("Details\nPlace\nRiga", 0),
    ]


def test_a_list_of_names_below_its_labels_is_a_table() -> None:
    names = (
        "Name, country, organisation\nAda Novak, Italy, Customs\nBea Horvat, Malta, Police\n"
        "Carl Weber, Spain, Customs\n\nAda Novak, who chairs\nBea Horvat, Malta"
    )
    assert [block.text for block in read_text(f"We met.\n\n{names}".encode()).blocks[1:]] == [
        "Name: Ada Novak; country: Italy; organisation: Customs\n"
        "Name: Bea Horvat; country: Malta; organisation: Police\n"
        "Name: Carl Weber; country: Spain; organisation: Customs",
        "Ada Novak, who chairs\nBea Horvat, Malta",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Ada Novak, chair\nBen Weber, Italy\nCarl Roe, Spain\nDora Lind, Malta",
        "Dear all, please find below\nRegards, Anna\nCheers, Bob",
    ],
)
def test_names_and_what_closes_a_letter_are_no_table(lines: str) -> None:
    assert [block.text for block in read_text(f"We met.\n\n{lines}".encode()).blocks[1:]] == [lines]


@pytest.mark.parametrize(
    "lines",
    [
        "No minister from Spain or\nItaly attended the meeting.",
        "No minister from Spain or\nItaly attended the meeting, which was the longest of all.",
        "In the second half of last year\nGermany joined the network.",
        "Die Bundesregierung veröffentlichte gestern gemeinsam mit den\n"
        "Ländern einen Bericht über die Bekämpfung der Netzwerkkriminalität\n"
        "im vergangenen Jahr und kündigte weitere Maßnahmen an.",
        "W spotkaniu nie wzięli udziału ministrowie z\n"
        "Hiszpanii i Włoch, choć zaproszono ich wszystkich na czas.",
    ],
)
def test_the_first_line_of_a_sentence_is_no_heading_of_it(lines: str) -> None:
    text = f"{lines}\n\n{lines}"
    blocks = read_text(text.encode()).blocks
    assert [block.level for block in blocks] == [0, 0]
    assert [block.text.split() for block in blocks] == [lines.split()] * 2


def test_a_heading_may_name_a_year() -> None:
    text = "4. Budget 2026\nThe treasurer presented the draft.\n\nBudget 2027\n\nIt grew by 2 %."
    assert [(block.text, block.level) for block in read_text(text.encode()).blocks] == [
        ("4. Budget 2026", 2),
        ("The treasurer presented the draft.", 0),
        ("Budget 2027", 2),
        ("It grew by 2 %.", 0),
    ]


def test_an_article_may_have_its_title_directly_above_its_text() -> None:
    text = (
        "Article 5\nOrders to freeze\n1. Providers obey within four hours.\n\n"
        "Article 6\nContact points\nEach provider names one.\n\n"
        "Article 7\nEach provider that has an office\nin the Union pays a fee."
    )
    assert [(block.text, block.level) for block in read_text(text.encode()).blocks] == [
        ("Article 5\nOrders to freeze", 2),
        ("1. Providers obey within four hours.", 0),
        ("Article 6\nContact points", 2),
        ("Each provider names one.", 0),
        ("Article 7\nEach provider that has an office\nin the Union pays a fee.", 0),
    ]


def test_a_letter_at_a_headings_end_is_no_word() -> None:
    blocks = read_text(b"We met.\n\nAnnex A\n- Fees\n- Forms").blocks
    assert [(block.text, block.level) for block in blocks[1:]] == [
        ("Annex A", 2),
        ("- Fees\n- Forms", 0),
    ]


def test_long_lines_of_names_are_read_quickly() -> None:
    line = "Ada, " * 40_000
    assert read_text(f"Trainers\n{line}.\nThey met.".encode()).blocks


def test_lines_of_notes_are_not_put_together() -> None:
    notes = (
        "their answer rate fell because two of five moderators left in spring\n"
        "they will hire three people until April, all in Gdansk\n"
        "no plan to sign up\n\n"
        "A paragraph of prose whose lines were broken so as to fit a width of\n"
        "seventy letters.\nAda Novak"
    )
    first, second = (block.text for block in read_text(notes.encode()).blocks)
    assert len(first.split("\n")) == 3
    assert second.split("\n")[1:] == ["Ada Novak"]


THREAD = """{from_}: Tiago Velloso (Unit Z.4)
{sent}: 19 May 2024 17:42
{to}: Jadwiga Korn
Cc: Secretariat
{subject}: RE: Lisbon workshop

Dear Jadwiga,

We have the room.

Tiago

-----Original Message-----
{from_}: Jadwiga Korn
{sent}: 16 May 2024
{to}: Tiago Velloso
{subject}: Lisbon workshop
Could we move the dinner?

Jadwiga
"""


@pytest.mark.parametrize(
    ("from_", "sent", "to", "subject"),
    [
        ("From", "Sent", "To", "Subject"),
        ("Von", "Gesendet", "An", "Betreff"),
        ("De ", "Envoyé ", "À ", "Objet "),
        ("Od", "Wysłano", "Do", "Temat"),
        ("Από", "Στάλθηκε", "Προς", "Θέμα"),
        ("От", "Изпратено", "До", "Относно"),
        ("Feladó", "Elküldve", "Címzett", "Tárgy"),
        ("**From", "**Date", "**To", "**Subject"),
    ],
)
def test_a_mail_stands_under_its_subject_sender_and_date(
    from_: str, sent: str, to: str, subject: str
) -> None:
    text = THREAD.format(from_=from_, sent=sent, to=to, subject=subject)
    reading = read_text(text.encode())
    first, *rest = reading.blocks
    addressed = f"Tiago Velloso (Unit Z.4) ({to.strip()}: Jadwiga Korn Cc: Secretariat)"
    assert first.level == 1
    assert first.text.replace(" :", ":") == f"RE: Lisbon workshop\n{addressed}\n19 May 2024 17:42"
    second = f"Lisbon workshop\nJadwiga Korn ({to.strip()}: Tiago Velloso)\n16 May 2024"
    assert [(one.text.replace(" :", ":"), one.level) for one in rest] == [
        ("Dear Jadwiga,", 0),
        ("We have the room.", 0),
        (second, 1),
        ("Could we move the dinner?", 0),
    ]


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ("Best,\nTiago", []),
        ("\nKind regards\n\nTiago Velloso\nUnit Z.4, 2 555", ["We met.", "Unit Z.4, 2 555"]),
        ("Mit freundlichen Grüßen\nVelloso", []),
        ("Με εκτίμηση,\nTiago", []),
        ("\nS pozdravem\nT. Velloso", []),
        ("\nPozdrawiam,", []),
        ("Best regards to all of you.", ["We met.\nBest regards to all of you."]),
        ("\nJadwiga", ["We met.", "Jadwiga"]),
        ("\nTiago\n\nThree rooms", ["We met.", "Tiago", "Three rooms"]),
    ],
)
def test_what_a_mail_ends_with_and_its_head_says_is_left_out(end: str, left: list[str]) -> None:
    text = f"From: Tiago Velloso <tv@z.example>\nSubject: Forum\n\nWe met.\n{end}"
    assert [one.text for one in read_text(text.encode()).blocks[1:]] == (left or ["We met."])


def test_a_mail_that_only_thanks_is_left_as_it_is() -> None:
    text = "From: Tiago\nSubject: Forum\n\nMany thanks,\nTiago\n"
    assert [one.text for one in read_text(text.encode()).blocks[1:]] == ["Many thanks,\nTiago"]


def test_a_mail_to_many_lists_them_below_its_heading() -> None:
    many = "; ".join(f"Person {letter}" for letter in "ABCDEFGHIJKLMNOP")
    text = f"From: Ada\nTo: {many}\nSubject: Forum\n\nWe met."
    assert [(one.text, one.level) for one in read_text(text.encode()).blocks] == [
        ("Forum\nAda", 1),
        (f"To: {many}", 0),
        ("We met.", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 14 March 2024\nPlace: Vienna\n\nWe met.",
        "From: 2015\nTo: 2020\n\nWe met.",
        "From: Ada\nDate: 4 June 2024\nSubject: Forum",
    ],
)
def test_other_lines_with_labels_and_a_mail_without_a_text_are_text(text: str) -> None:
    assert {one.level for one in read_text(text.encode()).blocks} == {0}


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Send the draft", "2. Book the rooms"],
        ["Budget approved unanimously, 12 votes to none"],
        ["Country 2023 2024\nAustria 10 12"],
        ["2019 Founded in Riga by twelve states"],
        ["7777777777777777777777777777"],
        ["the seat moves to Riga"],
        ["It was agreed to send the draft to all of the members"],
        ["Kind regards\nAda Novak"],
        ["Action points:"],
        ["The board\nmet in Riga at last."],
        ["1. Send the draft\n2. Book the rooms\n3. Pay all of them."],
    ],
)
def test_lines_that_state_something_head_nothing(lines: list[str]) -> None:
    text = "\n\n".join(["Notes", "The board met.", *lines, "They are fine."])
    reading = read_text(text.encode())
    assert [block.level for block in reading.blocks] == [1, *[0] * (len(lines) + 2)]


@pytest.mark.parametrize(
    ("line", "language"), [("Brussels, 5 June 2024", "en"), ("Brüssel, den 5. Juni 2024", "de")]
)
def test_a_letter_in_plain_text_is_dated(line: str, language: str) -> None:
    letter = read_text(f"{line}\n\nDear Sir,\n\nThe Forum met.".encode())
    content = build("file:///letter.txt", "folder", replace(letter, language=language), TODAY)
    assert content.document.published_on == date(2024, 6, 5)


@pytest.mark.parametrize("program", ["Sent: Montag, 17. Juni 2024 12:00", "Sent: 17/06/2024"])
def test_a_thread_is_of_the_day_of_its_last_mail(program: str) -> None:
    thread = (
        f"From: Ada\n{program}\nSubject: RE: Lisbon\n\nWe have the room, but not for all.\n\n"
        "From: Bea\nSent: 16 May 2024\nSubject: Lisbon\n\nCould we move the dinner?\n"
    )
    content = build("file:///mails.txt", "folder", read(thread.encode(), ".txt"), TODAY)
    assert content.document.published_on == date(2024, 6, 17)


@pytest.mark.parametrize(
    ("suffix", "sheet"),
    [
        (".md", "**Q: Why is it no law?**\nA: Members were in a hurry.\n\n{more}"),
        (".txt", "Question 1: Why is it no law?\nAnswer: Members were in a hurry.\n\n{more}"),
        (".txt", "Q: Why is it no law?\n\nA: Members were in a hurry.\n\n{more}"),
        (".html", "<main><h1>Sheet</h1><p>Frage: Why is it no law?<br>Antwort: Members were in a "
         "hurry.</p><p>If pressed on fees:</p><ul><li>None is planned.</li></ul></main>"),
    ],
)  # fmt: skip
def test_an_answer_stands_under_its_question(suffix: str, sheet: str) -> None:
    more = "If pressed on fees:\n- None is planned.\n\nNote: Is it?"
    blocks = read(sheet.format(more=more).encode(), suffix).blocks
    told = [block.text for block in blocks if block.text not in ("Sheet", "Note: Is it?")]
    assert told == [
        "Why is it no law?",
        "Members were in a hurry.",
        "If pressed on fees",
        "- None is planned.",
    ]
    assert [block.level > 0 for block in blocks if block.text in told] == [True, False] * 2


def test_a_question_without_an_answer_heads_nothing() -> None:
    asked = b"Q: Why is it no law?\n\nQ: Who pays?\n\nA: reason may be given."
    texts = [(block.text, block.level) for block in read(asked, ".txt").blocks]
    assert texts[0] == ("Q: Why is it no law?", 0)
    assert texts[1:] == [("Who pays?", 1), ("reason may be given.", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "P. Novak: Will there be a fee?\n\nF. Weber: No, none at all.",
        "R. Meyer: Can we publish it?\n\nT. Rossi: Yes, in May.",
        "C. Who may apply?\n\nA. Novak may apply.",
        "Q: Who pays?\n\nA. Fees",
        "q: Who pays?\n\na: We do.",
        "P: Who pays?\n\nA: Is it Ada who asks?",  # of two languages
        "If pressed on fees:",
    ],
)
def test_initials_and_letters_of_lists_are_no_marks(text: str) -> None:
    blocks = read(text.encode(), ".md").blocks
    assert "\n\n".join(block.text for block in blocks) == text
    assert {block.level for block in blocks} == {0}


def test_an_answer_keeps_what_is_not_its_own_mark() -> None:
    sheet = "If pressed on fees:\n\nA: none\n\nQ1. Who pays? A1. We do.\nQ2: All?\n\nA2: A: is it?"
    assert [block.text for block in read(sheet.encode(), ".txt").blocks] == [
        *("If pressed on fees", "A: none", "Who pays?", "We do.", "All?", "A: is it?"),
    ]


def test_a_long_sheet_in_one_block_is_read_quickly() -> None:
    blocks = [*headed_by_questions([Block("Q: Who pays it?\nA: We do, in full.\n" * 20_000)])]
    assert len(blocks) == 40_000


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("Das Forum für Europa\r\n".encode(), False),
        ("\ufeffDas Forum für Europa".encode(), False),
        ("Das Forum für Europa".encode("utf-16"), False),
        (("Das Forum für Europa. " * 20).encode("latin-1"), True),
    ],
)
def test_encodings_are_told_apart(data: bytes, warned: bool) -> None:
    reading = read_text(data)
    assert reading.blocks[0].text.startswith("Das Forum für Europa")
    assert bool(reading.warnings) == warned


_WIDGET = Path(assistant.__file__).parent / "web" / "widget"


@pytest.mark.parametrize(
    ("languages", "page"),
    [
        ("da de en es fi fr ga it nl pt sv", "windows-1252"),
        ("cs hr hu pl ro sk sl", "windows-1250"),
        ("et lt lv", "windows-1257"),
        ("bg", "windows-1251"),
        ("el", "windows-1253"),
        ("mt", "iso-8859-3"),
    ],
)
def test_a_sentence_in_an_old_code_page_is_read_letter_for_letter(
    languages: str, page: str
) -> None:
    for language in languages.split():
        words = json.loads((_WIDGET / f"{language}.json").read_bytes())
        for text in ("welcome", "notKept", "copyFailed", "commentRefused", "limited"):
            said = words[text] if isinstance(words[text], str) else words[text]["other"]
            data = f"Introduction in English.\n\n{said}".encode(page, errors="ignore")
            assert decode(data)[0] == data.decode(page), (language, text)


def test_what_no_code_page_holds_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="encoding cannot be told"):
        read_text(b"\x81\x83\x88\x90\x98\xa5\xaa\xae\xbe\xd2\xff and text")


def test_binary_data_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="NUL bytes"):
        read_text(b"\x89PNG\x00\x00\x01")


def test_html_gives_the_main_content_and_what_the_page_says_of_itself() -> None:
    reading = read_html(PAGE.encode())
    texts = [block.text for block in reading.blocks]
    assert texts[0] == "Le Forum accueille cinq membres"
    assert "s'est réuni pour élargir sa composition et accueillir" in texts[1]
    assert Block("Membres", level=2) in reading.blocks
    assert "- Amazon\n- Mistral AI" in texts
    assert "Année: 2018; Hachages: 100 000" in texts
    assert not any(word in " ".join(texts) for word in ("Cookies", "Accueil", "Menu"))
    assert (reading.url, reading.publisher) == (
        "https://home.example/forum_fr",
        "Migration and Home Affairs",
    )
    assert (reading.published_on, reading.language) == (date(2024, 6, 5), "fr")


LONG = "This sentence is long enough to be taken for the main content of this very page, is it."


def html_of(body: str) -> list[str]:
    page = f"<html lang='en'><body><article><p>{LONG}</p>{body}</article></body></html>"
    return [block.text for block in read_html(page.encode()).blocks][1:]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>Amazon<br>Google and others</p>", ["Amazon Google and others"]),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>", ["One. Two."]),
        (
            "<ol><li>One</li><li>Two<ul><li>deep</li></ul></li></ol><p>After that came more.</p>",
            ["1. One\n2. Two\n- deep", "After that came more."],
        ),
        (
            "<table><tr><th>Founded</th><td>2015</td></tr><tr><th>Size</th><td>9</td></tr></table>",
            ["Founded: 2015\nSize: 9"],
        ),
    ],
)
def test_html_keeps_words_apart_and_in_order(body: str, texts: list[str]) -> None:
    assert html_of(body) == texts


@pytest.mark.parametrize("text", ["It was launched on 3 December 2015.", "© 2021 The Commission"])
def test_a_date_in_the_text_is_not_the_pages_own(text: str) -> None:
    page = f"<html><body><article><p>{LONG}</p><p>{text}</p></article></body></html>"
    assert read_html(page.encode()).published_on is None


def test_html_without_content_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="No main content"):
        read_html(b"<html><body></body></html>")


def test_a_heading_directly_above_its_text_is_no_line_of_the_title() -> None:
    minutes = (
        "Harbour Group\nMinutes of the 13th meeting, Ljubljana, 13 May 2025\n\n"
        "Participants\nPresent: Ada Novak, Ben Weber.\n\n1. Opening\nThe Chair opened it at ten.\n"
    )
    headed = [(one.text, one.level) for one in read_text(minutes.encode()).blocks if one.level]
    assert headed == [
        ("Harbour Group\nMinutes of the 13th meeting, Ljubljana, 13 May 2025", 1),
        ("Participants", 2),
        ("1. Opening", 2),
    ]


def mail(subject: str = "RE: Łódź: le dîner") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Żaneta Łącka <z@a.example>"
    message["To"] = "Ada <ada@a.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Feb 2026 17:42:10 +0100"
    return message


HEADING = (
    "RE: Łódź: le dîner\nŻaneta Łącka <z@a.example> (To: Ada <ada@a.example>)\n"
    "Tue, 24 Feb 2026 17:42:10 +0100"
)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15"])
@pytest.mark.parametrize("transfer", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("suffix", [".eml", ".txt"])
def test_a_mail_is_read_below_its_subject_sender_and_date(
    charset: str, transfer: str, suffix: str
) -> None:
    message = mail()
    message.set_content(
        "Le dîner est à 19 h.\n\n- 46 guests\n- 2 vegans\n\nOn Monday, Ada wrote:\n"
        "> The bus is paid for.\n>> We know it.\n\n-----Original Message-----\nFrom: Ada\n"
        "Sent: Friday, 20 February 2026 16:03\nSubject: Dinner\n\nThe room is booked.\n",
        charset=charset,
        cte=transfer,
    )
    reading = read(message.as_bytes(), suffix)
    assert [(block.text, block.level) for block in reading.blocks] == [
        (HEADING, 1),
        ("Le dîner est à 19 h.", 0),
        ("- 46 guests\n- 2 vegans", 0),
        ("On Monday, Ada wrote:", 0),
        ("The bus is paid for.", 0),
        ("We know it.", 0),
        ("Dinner\nAda\nFriday, 20 February 2026 16:03", 1),
        ("The room is booked.", 0),
    ]
    document = build("file:///mail.eml", "folder", reading, TODAY).document
    assert (document.title, document.published_on) == ("Łódź: le dîner", date(2026, 2, 24))


def test_a_mail_that_is_a_page_keeps_its_tables_and_what_it_answers() -> None:
    message = mail()
    message.set_content(
        "<html><body><p>Yes.<br>At ten.</p><table><tr><th>Bus</th><th>Time</th></tr><tr><td>1</td>"
        "<td>19:00</td></tr></table><p><b>From:</b> Ada<br><b>Sent:</b> 20 February 2026<br>"
        "<b>Subject:</b> Dinner</p><p>Who pays?</p><p style='display:none'>Us.</p></body></html>",
        subtype="html",
    )
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan é.pdf")
    reading = read(message.as_bytes(), ".eml")
    assert [(block.text, block.level) for block in reading.blocks] == [
        (HEADING, 1),
        ("Yes.\nAt ten.", 0),
        ("Bus: 1; Time: 19:00", 0),
        ("Dinner\nAda\n20 February 2026", 1),
        ("Who pays?", 0),
    ]
    assert reading.warnings == ("What is attached is not read: plan é.pdf.",)
    assert reading.dropped


def test_of_two_wordings_of_a_mail_the_plain_one_is_read_unless_it_is_empty() -> None:
    for plain, read_one in (("Plain.", "Plain."), (" ", "Page.")):
        message = mail()
        message.set_content(plain)
        message.add_alternative("<p>Page.</p>", subtype="html")
        assert read(message.as_bytes(), ".eml").blocks[1].text == read_one


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (b"From: a@a.example\nSubject: =?utf-8?q?=1B[2J?= Plan", "[2J Plan"),
        (b"From: =?utf-8?b?!!!?= <@\nSubject: =?x-none?q?Plan?=\nDate: nonsense", "Plan"),
        (b"From: " + b"(" * 5000 + b"\nSubject: Plan", "Plan"),
        (b"Subject: Plan\nContent-Type: text/plain; charset=nonsense", "Plan"),
        (b"Subject: Plan\nContent-Type: text/plain\nContent-Transfer-Encoding: nonsense", "Plan"),
    ],
)
def test_malformed_heads_of_mails_do_no_harm(head: bytes, title: str) -> None:
    reading = read(head + b"\n\nWe met at ten.\n", ".eml")
    content = build("file:///mail.eml", "folder", reading, TODAY)
    assert content.document.title == title
    assert content.document.published_on is None
    assert content.text.endswith("We met at ten.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no mail"),
        (b"We met at ten.\n", "no mail"),
        (b"From: a@a.example\nSubject: Plan\n\n", "no text"),
        (b"From: a@a.example\nContent-Type: image/png\n\nx", "no text"),
        (b"From: a@a.example\n\n\x00\x01", "NUL"),
        (
            b"From: a@a.example\n"
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                for n in range(2000)
            ),
            "nested too deeply",
        ),
    ],
)
def test_what_is_no_mail_or_has_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingFailed, match=reason):
        read(data, ".eml")
