"""How certain it is that a question is answered."""

import math
from dataclasses import replace
from datetime import date

import pytest
from fakes import candidate, evidence_in

from assistant import calibration
from assistant.answering.presenting import composed
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.decision import certainty, decide
from assistant.deciding.sifting import with_its_words_first
from assistant.understanding.kinds.membership import membership
from assistant.understanding.parts.part import FollowUp, Part
from vectorstore.quoting import Quoting

TEXT = "Discord and Twitch joined."


def evidence(weight: float, title: str = "New members", text: str = TEXT) -> list[Evidence]:
    one = candidate(text, title=title)
    return [Evidence(one.hit, one.sentence, weight)]


@pytest.mark.parametrize(
    ("question", "weight", "certain"),
    [
        pytest.param("Who joined?", -1.0, -1.0, id="its weight"),
        pytest.param("When did OpenAI join?", -1.0, -math.inf, id="nobody speaks of OpenAI"),
        pytest.param("Did OpenAI join, or who did?", 0.5, 0.5, id="likelier than not"),
        pytest.param("When did Discord join?", -1.0, -1.0, id="somebody speaks of Discord"),
    ],
)
def test_it_is_the_weight_unless_nothing_speaks_of_who_is_named(
    question: str, weight: float, certain: float
) -> None:
    assert certainty(Asked(Part(question, (question,)), "en"), evidence(weight)) == certain


def test_a_sentence_with_all_words_leads_one_that_weighs_a_little_more() -> None:
    question = "What must activity leads send by when?"
    row, told = (
        replace(one, odds=odds)
        for weight, text, odds in (
            (0.1, "Action: Send figures; Responsible: Ada; Deadline: 31 March 2026", 1.9),
            (-0.3, "The activity leads send a note by the tenth day of each month.", 4.0),
        )
        for one in evidence(weight, text=text)
    )
    asked = Asked(Part(question, (question,)), "en")
    assert with_its_words_first(asked, [row, told]) == [told, row]
    assert with_its_words_first(asked, [row, replace(told, weight=-2.0)])[0] is row
    assert with_its_words_first(asked, [row, replace(told, odds=1.0)])[0] is row


@pytest.mark.parametrize(
    ("question", "text", "answered", "unsure"),
    [
        ("Was the club founded in 2018?", "The club was founded in 2015.", True, False),
        ("Was the club closed in 2018?", "The club was founded in 2015.", False, False),
        ("When was the club founded?", "The club was founded in 2015.", False, False),
    ],
)
def test_what_was_instead_answers_a_check_that_nothing_else_answers(
    question: str, text: str, answered: bool, unsure: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    part = Part(question, (question,))
    for weight in (fitted.answerable - 5, fitted.answerable - 0.1):
        decision = decide([(part, evidence(weight, text=text))], "en", fitted)
        assert bool(decision.answered) is answered
        assert bool(decision.unsure) is unsure
    other = evidence((fitted.answerable + fitted.certain) / 2, text="The club was busy.")
    both = [*other, *evidence(fitted.answerable - 5, text=text)]
    assert decide([(part, both)], "en", fitted).unsure == [part]


@pytest.mark.parametrize(
    ("question", "texts", "answered"),
    [
        ("Was there a club meeting in 2018?", ["The third club meeting was in 2017."], False),
        ("Was the third club meeting in 2018?", ["The third club meeting was in 2017."], True),
        ("Was a fair held in 2018?", ["A fair was held in 2016."], True),
        (
            "Was a fair held in 2018?",
            ["A fair was held in May 2016.", "A fair was held in May 2020."],
            False,
        ),
    ],
)
def test_what_may_take_place_again_contradicts_no_check(
    question: str, texts: list[str], answered: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    told = [one for text in texts for one in evidence(fitted.answerable - 5, text=text)]
    decision = decide([(Part(question, (question,)), told)], "en", fitted)
    assert bool(decision.answered) is answered


def test_what_a_text_is_to_be_is_no_name_that_nothing_speaks_of() -> None:
    for question, certain in (
        ("Factsheet zum Beitritt von Discord", -1.0),
        ("Factsheet zum Beitritt von OpenAI", -math.inf),
    ):
        assert certainty(Asked(Part(question, ("Discord",)), "de"), evidence(-1.0)) == certain


def test_who_another_one_is_is_asked_by_naming_them() -> None:
    name = TEXT.split()[0].strip(",")
    instead = f"Who is {name}?"
    light = evidence(-9.0)
    assert (
        certainty(Asked(Part(f"And {name}?", (instead,), instead=instead), "en"), light) == math.inf
    )
    assert (
        certainty(Asked(Part("And Zuse?", ("Who is Zuse?",), instead="Who is Zuse?"), "en"), light)
        < 0
    )


def test_a_document_on_nothing_else_says_what_something_is() -> None:
    light = evidence(-9.0, title="The Christchurch Call of May 2019")
    question = "What is the Christchurch Call?"
    assert certainty(Asked(Part(question, (question,)), "en"), light) == math.inf
    follow_up, instead = "And the Christchurch Call?", "What is the Christchurch Call?"
    assert certainty(Asked(Part(follow_up, (instead,), instead=instead), "en"), light) == math.inf
    before = "My boss mentioned the Christchurch Call. "
    for asked, certain in (("What is that?", math.inf), ("Who is behind it?", -9.0)):
        assert certainty(Asked(Part(asked, (before + asked,)), "en"), light) == certain


def test_a_title_with_the_words_for_something_may_not_say_what_it_is() -> None:
    light = evidence(-9.0, title="Size of the shared hash database")
    for question in ("What is the hash database?", "What is a hash?"):
        assert certainty(Asked(Part(question, (question,)), "en"), light) == -9.0


def test_nothing_found_answers_nothing() -> None:
    assert certainty(Asked(Part("Who?", ("Who?",)), "en"), []) == -math.inf


def test_what_is_asked_is_answered_in_doubt_or_lacking_by_its_certainty() -> None:
    fitted = calibration.read(calibration.SHIPPED).model_copy(
        update={"answerable": -3.0, "certain": -1.0}
    )
    weights = {"Who joined?": -1.0, "Who won?": -1.1, "Who paid?": -3.1}
    parts = [(Part(text, (text,)), evidence(weight)) for text, weight in weights.items()]
    decision = decide(parts, "en", fitted)
    assert [asked.part.wording for asked, _ in decision.answered] == ["Who joined?", "Who won?"]
    assert [part.wording for part in decision.unsure] == ["Who won?"]
    assert [part.wording for part in decision.lacking] == ["Who paid?"]
    assert not decision.is_unsure
    assert decide(parts[1:], "en", fitted).is_unsure


def test_what_follows_up_has_to_be_more_certain() -> None:
    fitted = calibration.read(calibration.SHIPPED).model_copy(
        update={"answerable": -3.0, "certain": -1.5, "certain_following": -0.5}
    )
    first = Part("Who joined?", ("Who joined?",))
    later = Part("Who joined?", ("Who joined?", "The club. Who joined?"))
    assert not decide([(first, evidence(-1.0))], "en", fitted).is_unsure
    assert decide([(later, evidence(-1.0))], "en", fitted).is_unsure
    assert not decide([(later, evidence(-0.4))], "en", fitted).is_unsure


def test_a_follow_up_is_answered_in_doubt_by_what_the_reader_takes_for_no_answer() -> None:
    fitted = calibration.read(calibration.SHIPPED)
    sure = evidence(fitted.certain_following + 1)
    unread = [replace(one, odds=-1.5) for one in sure]
    later = Part("Who joined?", ("Who joined?", "New members. Who joined?"))
    assert not decide([(later, sure)], "en", fitted).unsure
    assert decide([(later, unread)], "en", fitted).unsure == [later]
    # When that was is told by what was just quoted, whatever the reader makes of "When?".
    when = replace(later, follow_up=FollowUp(dated_by="Discord joined in 2021. [1]"))
    first = replace(later, readings=later.readings[:1])
    for one in (when, first, replace(later, is_more=True)):
        assert not decide([(one, unread)], "en", fitted).unsure


def test_what_has_not_what_is_asked_for_instead_answers_in_doubt() -> None:
    fitted = calibration.read(calibration.SHIPPED)
    asked = "Who joined in 2021? And small companies?"
    instead = FollowUp(Quoting("Meta joined. [1]"), contrasted=frozenset({"small", "compani"}))
    part = Part("And small companies?", (asked,), follow_up=instead)
    small = evidence(9.0, text="Of small companies, Yubo joined.")
    titled = evidence(9.0, title="Small companies")
    acronym = replace(part, follow_up=replace(instead, codes=frozenset({"CSA"})))
    abuse = evidence(9.0, text="Child sexual abuse was added in 2019.")
    assert not decide([(acronym, abuse)], "en", fitted).unsure
    assert not decide([(part, small)], "en", fitted).unsure
    assert not decide([(part, titled)], "en", fitted).unsure
    assert decide([(part, evidence(9.0))], "en", fitted).unsure == [part]


def test_what_counts_nothing_is_told_of_the_ninth_in_doubt() -> None:
    fitted = calibration.read(calibration.SHIPPED)

    def is_unsure(question: str, title: str) -> bool:
        found = evidence(9.0, title, "Member States name their heads by 16 February 2026.")
        return bool(decide([(Part(question, (question,)), found)], "en", fitted).unsure)

    assert is_unsure("When was the ninth meeting?", "Senior officials")
    assert not is_unsure("When was the ninth meeting?", "Ninth meeting")
    assert not is_unsure("When was the meeting?", "Senior officials")
    assert not is_unsure("When was it first announced?", "Senior officials")


def test_what_stands_under_a_heading_is_told_of_what_was_just_spoken_of() -> None:
    def under(heading: str, title: str, text: str) -> Evidence:
        one = candidate(text, title=title)
        passage = replace(one.hit.passage, headings=(heading,))
        return Evidence(replace(one.hit, passage=passage), one.sentence, -2.0)

    third = under("When", "Third meeting", "The third meeting was on 6 May 2017.")
    other = under("Participants", "Board", "Malta and Italy were there.")
    asked = "When was the third meeting? Who attended?"
    part = Part("Who attended?", (asked, "Who attended?"))
    assert Asked(part, "en").under_heading([third, other]) == [other]
    stays = replace(part, follow_up=FollowUp(stays_with=Quoting(f"{third.wording} [1]")))
    assert Asked(stays, "en").under_heading([third, other]) == []


def test_what_was_just_told_answers_again_in_doubt() -> None:
    shipped = calibration.read(calibration.SHIPPED)
    anew, lighter = evidence(9.0), evidence(8.0)
    told = [replace(one, is_told=True) for one in anew]
    asked = Part("And how did they join?", ("And how did they join?",))
    assert decide([(asked, told)], "en", shipped).is_unsure
    assert not decide([(asked, anew)], "en", shipped).is_unsure
    checked = Part("Did they join that day?", ("Did they join that day?",))
    assert not decide([(checked, told)], "en", shipped).is_unsure
    again = [replace(one, is_told=True) for one in lighter]
    assert not decide([(asked, [*anew, *again])], "en", shipped).is_unsure


def test_what_the_reader_takes_for_an_answer_may_be_told_again() -> None:
    shipped = calibration.read(calibration.SHIPPED)
    asked = Part("And how did they join?", ("And how did they join?",))
    for odds, is_unsure in ((0.4, True), (3.0, False)):
        told = [replace(one, is_told=True, odds=odds) for one in evidence(9.0)]
        assert decide([(asked, told)], "en", shipped).is_unsure == is_unsure


@pytest.mark.parametrize(
    ("question", "text", "odds"),
    [
        ("Who joined?", TEXT, -3.1),
        ("Who joined the third meeting?", "Ten firms joined the fourth meeting.", 0.0),
        ("What is the fine?", TEXT, 0.0),
        ("Which 21 firms joined?", "Once, 21 firms joined.", 0.0),
        ("Where was the fourth meeting?", "Ten firms joined the fourth meeting.", 0.0),
        ("How many ministers came in 2026?", "Ada chaired it on 4 March 2026.", 0.0),
    ],
)
def test_what_is_doubtful_and_no_answer_by_its_words_or_the_reader_is_refused(
    question: str, text: str, odds: float
) -> None:
    shipped = calibration.read(calibration.SHIPPED)
    part = Part(question, (question,))
    doubtful = [replace(one, odds=odds) for one in evidence(shipped.certain - 0.1, text=text)]
    assert decide([(part, doubtful)], "en", shipped).lacking == [part]
    other = Part("Who joined?", ("Who joined?",))
    likely = [replace(one, odds=0.0) for one in doubtful]
    assert not decide([(other, likely)], "en", shipped).lacking
    hardly = [replace(one, odds=-3.1) for one in doubtful]
    overview = Part("A briefing on the club", ("A briefing on the club",))
    assert not decide([(overview, hardly)], "en", shipped).lacking
    titled = evidence(shipped.certain - 0.1, title="Size of the shared hash database")
    what = Part("What is the hash database?", ("What is the hash database?",))
    hardly = [replace(one, odds=-3.1) for one in titled]
    assert not decide([(what, hardly)], "en", shipped).lacking


def test_what_may_be_wrong_is_at_least_on_what_is_asked() -> None:
    shipped = calibration.read(calibration.SHIPPED)
    beside, on_it = evidence(3.0, text="Ada came."), evidence(-3.0, text="It has EUR 9 million.")
    for question, told in (("What is the budget?", on_it), ("Who came?", beside)):
        decision = decide([(Part(question, (question,)), [*beside, *on_it])], "en", shipped)
        answer = composed(decision, shipped.answerable, date(2029, 1, 1), frozenset())
        quote = answer.quotes[0]
        assert quote.passage.text[quote.start : quote.end] == told[0].wording
        assert decision.is_unsure is (told is on_it)


def test_what_is_doubtful_is_refused_if_what_leads_is_no_answer_either() -> None:
    shipped = calibration.read(calibration.SHIPPED)
    part = Part("What is the budget?", ("What is the budget?",))
    beside, on_it = evidence(-2.0, text="Ada came."), evidence(-3.0, text="It has EUR 9 million.")
    unread = [replace(one, odds=-9.0) for one in on_it]
    assert decide([(part, beside)], "en", shipped).lacking
    assert decide([(part, [*beside, *unread])], "en", shipped).lacking
    assert decide([(part, [*beside, *on_it])], "en", shipped).unsure


def test_what_is_doubtful_is_led_by_the_place_or_the_amount_that_is_asked_for() -> None:
    shipped = calibration.read(calibration.SHIPPED)
    beside, there = evidence(-2.0, text="Ada came."), evidence(-2.1, text="They met in Rome.")
    seventh = evidence(-2.1, text="It was the seventh meeting.")
    for question, found in (
        ("Where did they meet?", [*beside, *there]),
        ("How many times did they meet?", [*beside, *seventh]),  # which tells it
        ("Who came, and where did they meet?", beside),  # also asks for somebody
    ):
        assert decide([(Part(question, (question,)), found)], "en", shipped).unsure
    question = "Where did they meet?"
    assert decide([(Part(question, (question,)), beside)], "en", shipped).lacking
    for text in ("The meeting took place in Grazz.", "They met at the Corn Exchange."):
        somewhere = evidence(-2.0, text=text)
        assert decide([(Part(question, (question,)), somewhere)], "en", shipped).unsure


@pytest.mark.parametrize(
    ("question", "is_unsure"),
    [
        ("Who joined in 2019?", True),
        ("Who joined in 2021?", False),
        ("Who joined the second meeting?", True),
        ("Who joined the third meeting?", False),
    ],
)
def test_what_is_on_another_year_or_another_one_is_in_doubt(question: str, is_unsure: bool) -> None:
    shipped = calibration.read(calibration.SHIPPED)
    told = evidence(3.0, text="Discord and Twitch joined the third meeting in 2021.")
    decision = decide([(Part(question, (question,)), told)], "en", shipped)
    assert decision.answered
    assert decision.is_unsure == is_unsure


@pytest.mark.parametrize(
    ("text", "is_unsure"),
    [
        ("Twitch joined the Forum in 2021.", False),
        ("Twitch was among the guests of the third meeting.", True),
    ],
)
def test_who_was_there_may_be_no_member(text: str, is_unsure: bool) -> None:
    question = "Is Twitch a member of the Forum?"
    checked = Part(question, (question,), membership=membership(question, "en"))
    shipped = calibration.read(calibration.SHIPPED)
    told = evidence(3.0, text=text)
    assert decide([(checked, told)], "en", shipped).is_unsure == is_unsure
    open_question = Part("Who was at the meeting?", ("Who was at the meeting?",))
    assert not decide([(open_question, told)], "en", shipped).is_unsure


@pytest.mark.parametrize(
    ("question", "text", "is_told"),
    [
        ("When did Streamo join the Forum?", "It joined the Forum in October 2024.", True),
        ("Is Streamo a member of the Forum?", "It joined the Forum in October 2024.", True),
        ("Is Streamo a member of the Forum?", "It joined the Forum.", True),
        ("When did Streamo join the Forum?", "It joined the Forum.", False),
        ("When did Streamo join the Forum?", "It joined the Pact in October 2024.", False),
        ("When did Streamo join the Forum?", "Vidra joined the Forum in October 2024.", False),
        ("When did Portugal join the Forum?", "It joined the Forum in October 2024.", False),
        ("When did Streamo answer the Forum?", "It joined the Forum in October 2024.", False),
    ],
)
def test_that_somebody_joined_may_be_said_of_whom_the_sentence_before_is_on(
    question: str, text: str, *, is_told: bool
) -> None:
    checked = Part(question, (question,), membership=membership(question, "en"))
    shipped = calibration.read(calibration.SHIPPED)
    told = evidence_in(f"# Notes\n\nStreamo is a platform from Portugal. {text}")
    decision = decide([(checked, told)], "en", shipped)
    leads = [found[0].wording for _, found in decision.answered]
    assert (leads, decision.unsure) == ([text] if is_told else [], [])


@pytest.mark.parametrize(
    ("question", "text", "unsure"),
    [
        ("Which companies have more than 45 offices?", "Discord and Twitch joined.", True),
        ("Which companies have more than 45 offices?", "With over 45 offices: Discord.", False),
        ("Which companies joined?", "Discord and Twitch joined.", False),
        ("Welche Firmen haben mindestens 45 Büros?", "Discord and Twitch joined.", True),
    ],
)
def test_what_a_bound_is_not_compared_with_is_in_doubt(
    question: str, text: str, unsure: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    part = Part(question, (question,))
    language = "de" if question.startswith("Welche") else "en"
    said = evidence(fitted.certain + 1, text=text)
    assert bool(decide([(part, said)], language, fitted).unsure) is unsure


@pytest.mark.parametrize(
    ("question", "language", "text", "unsure"),
    [
        ("Is Acme still running?", "en", "Acme was launched in 2016.", True),
        ("Läuft Acme noch?", "de", "Acme was launched in 2016.", True),
        ("Existe encore Acme ?", "fr", "Acme was launched in 2016.", True),
        ("Is Acme still running?", "en", "Acme came to an end in 2022.", False),
        ("Is Acme running?", "en", "Acme was launched in 2016.", False),
        ("Who still runs Acme?", "en", "Ada Lovelace launched Acme.", False),  # checks nothing
    ],
)
def test_that_something_began_leaves_open_whether_it_is_still_so(
    question: str, language: str, text: str, unsure: bool
) -> None:
    told = evidence(3.0, text=text)
    decision = decide(
        [(Part(question, (question,)), told)], language, calibration.read(calibration.SHIPPED)
    )
    assert bool(decision.unsure) is unsure


@pytest.mark.parametrize(
    ("question", "language", "told", "leads"),
    [
        ("Since when does it deal with drugs?", "en", "In 2022, drugs were added.", True),
        ("Seit wann geht es um Drogen?", "de", "In 2022, drugs were added.", True),
        ("Since when does it deal with drugs?", "en", "In 2022, drugs were dealt with.", False),
        ("When did it deal with drugs?", "en", "In 2022, drugs were added.", False),
        ("Is the work of Acme still going on?", "en", "Acme came to an end in 2022.", True),
        ("Is the work of Acme finished?", "en", "Acme came to an end in 2022.", True),
        ("Is the work of Bravo finished?", "en", "Acme came to an end in 2022.", False),
        ("Is the work finished?", "en", "Acme came to an end in 2022.", False),
        ("Is Twitch one of them?", "en", "Discord and Twitch joined.", True),
        ("Is Yubo one of them?", "en", "Discord and Twitch joined.", False),
        ("Is Twitch a company?", "en", "Discord and Twitch joined.", False),
    ],
)
def test_what_tells_outright_leads_and_is_no_doubt(
    question: str, language: str, told: str, leads: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    text = f"As stated in 2024, it deals with drugs. {told}"
    first, other = (
        replace(one, weight=weight)
        for one, weight in zip(
            evidence_in(f"# Scope\n\n{text}"), (1.0, fitted.certain_following), strict=True
        )
    )
    follow_up = FollowUp(Quoting("Discord and Twitch joined. [1]"))
    part = Part(question, (question,), follow_up=follow_up)
    decision = decide([(part, [first, other])], language, fitted)
    _, found = decision.answered[0]
    assert (found[0].sentence == other.sentence) is leads
    assert not (leads and decision.unsure)


@pytest.mark.parametrize(
    ("question", "text", "unsure"),
    [
        ("What is encryption?", "They talked about encryption in 2026.", True),
        ("What is planned?", "The Commission plans to revise the rules in 2027.", False),
        ("What is next?", "The Commission plans to revise the rules in 2027.", False),
    ],
)
def test_what_only_mentions_a_thing_is_told_in_doubt_but_not_what_is_planned(
    question: str, text: str, unsure: bool
) -> None:
    told = evidence(3.0, text=text)
    decision = decide(
        [(Part(question, (question,)), told)], "en", calibration.read(calibration.SHIPPED)
    )
    assert bool(decision.unsure) is unsure


@pytest.mark.parametrize(
    ("question", "first", "unsure"),
    [
        ("Was any meeting held online?", "A meeting was held by video in 2021.", False),
        ("Was any meeting held in Rome?", "The meeting was held in Rome in 2019.", False),
        ("Which technical meetings were there?", "The technical meeting was in Rome.", False),
        ("Which political meetings were there?", "The technical meeting was in Rome.", True),
    ],
)
def test_meetings_of_another_kind_or_in_a_room_are_told_in_doubt(
    question: str, first: str, unsure: bool
) -> None:
    texts = ("The technical meeting was in Rome.", "A meeting was held by video in 2021.", first)
    told = [one for text in dict.fromkeys(texts) for one in evidence(3.0, text=text)]
    decision = decide(
        [(Part(question, (question,)), told)], "en", calibration.read(calibration.SHIPPED)
    )
    assert bool(decision.unsure) is unsure
    if "online" in question:
        ((_, found),) = decision.answered
        assert found[0].wording == first
        there = told[:1]
        assert decide(
            [(Part(question, (question,)), there)], "en", calibration.read(calibration.SHIPPED)
        ).unsure


PREPARED = "Delegations were asked to name their heads."
COUNTED = "The ninth ministerial meeting asked delegations to name their heads."


@pytest.mark.parametrize(
    ("question", "language", "text", "title", "is_sure"),
    [
        ("Who chaired the ninth ministerial meeting?", "en", PREPARED, "Officials", False),
        ("Quand a eu lieu la neuvième réunion ministérielle ?", "fr", PREPARED, "Officials", False),
        ("Who asked at the ninth ministerial meeting?", "en", PREPARED, "Ninth meeting", True),
        ("Who was asked at the ninth ministerial meeting?", "en", COUNTED, "Officials", True),
        ("When were heads named first?", "en", PREPARED, "Officials", True),
        ("Which third parties were asked?", "en", PREPARED, "Officials", True),
    ],
)
def test_who_asks_for_an_ordinal_is_not_surely_told_where_nothing_has_it(
    question: str, language: str, text: str, title: str, is_sure: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    found = evidence(fitted.certain + 1, title=title, text=text)
    decision = decide([(Part(question, (question,)), found)], language, fitted)
    assert decision.is_unsure is not is_sure


@pytest.mark.parametrize(
    ("title", "heading", "is_sure"),
    [
        (
            "Minutes of the meeting of 22 January 2026",
            "Follow-up to the meeting of 18 May 2025",
            False,
        ),
        ("Minutes of the meeting of 18 May 2025", "Follow-up to the meeting of 3 March 2025", True),
        ("Minutes of the meeting of 18 May 2025", "Red teaming", True),
        ("Mails, 22 January 2026", "On the meeting of 18 May 2025", True),
        ("Meetings, as of 22 January 2026", "The 2nd meeting, 18 May 2025", True),
    ],
)
def test_what_is_below_a_heading_on_another_meeting_was_said_at_that_of_the_title(
    title: str, heading: str, is_sure: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    one = candidate("The action points were gone through.", title=title)
    below = replace(one.hit, passage=replace(one.hit.passage, headings=(heading,)))
    found = [Evidence(below, one.sentence, fitted.certain + 1)]
    question = "What was gone through at the meeting in May 2025?"
    assert decide([(Part(question, (question,)), found)], "en", fitted).is_unsure is not is_sure


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [("The test can start in May.", False), ("Piet de Vries leads the test.", True)],
)
def test_who_somebody_is_is_told_by_what_names_them(text: str, is_sure: bool) -> None:
    question = "Who is Piet de Vries?"
    fitted = calibration.read(calibration.SHIPPED)
    found = evidence(3.0, "Mail of Piet de Vries", text)
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    assert decision.answered
    assert decision.is_unsure is not is_sure


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [("Can portals check the adverts?", False), ("What do they ask about portals?", True)],
)
def test_what_a_sentence_leaves_open_is_told_in_doubt(question: str, is_sure: bool) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    found = evidence(3.0, "Letter", "They ask whether portals must check adverts.")
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    assert decision.is_unsure is not is_sure
