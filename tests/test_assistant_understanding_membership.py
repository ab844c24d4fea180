"""Questions that check whether somebody belongs to the Forum."""

import pytest
from fakes import candidate

from assistant.understanding.kinds.membership import (
    asks_how_to_belong,
    asks_who_belongs,
    checks_to_what_it_belongs,
    membership,
    says_to_whom_it_belongs,
)
from vectorstore.language import LANGUAGES

FORUM = "the EU Internet Forum"

CHECKS = {
    "bg": "Член ли е TikTok на Интернет форума на ЕС?",
    "cs": "Je TikTok členem Internetového fóra EU?",
    "da": "Er TikTok medlem af EU's internetforum?",
    "de": "Ist TikTok Mitglied im EU-Internetforum?",
    "el": "Είναι το TikTok μέλος του Φόρουμ της ΕΕ για το διαδίκτυο;",
    "en": "Is TikTok a member of the EU Internet Forum?",
    "es": "¿Es TikTok miembro del Foro de Internet de la UE?",
    "et": "Kas TikTok on ELi internetifoorumi liige?",
    "fi": "Onko TikTok EU:n internetfoorumin jäsen?",
    "fr": "TikTok est-il membre du Forum de l'UE sur l'internet ?",
    "ga": "An bhfuil TikTok ina bhall d'Fhóram Idirlín an AE?",
    "hr": "Je li TikTok član Internetskog foruma EU-a?",
    "hu": "A TikTok tagja az uniós internetfórumnak?",
    "it": "TikTok è membro del Forum dell'UE su Internet?",
    "lt": "Ar TikTok yra ES interneto forumo narys?",
    "lv": "Vai TikTok ir ES Interneta foruma dalībnieks?",
    "mt": "TikTok huwa membru tal-Forum tal-Internet tal-UE?",
    "nl": "Is TikTok lid van het EU-internetforum?",
    "pl": "Czy TikTok jest członkiem Forum UE do spraw Internetu?",
    "pt": "O TikTok é membro do Fórum da UE sobre a Internet?",
    "ro": "Este TikTok membru al Forumului UE pentru internet?",
    "sk": "Je TikTok členom Internetového fóra EÚ?",
    "sl": "Ali je TikTok član Internetnega foruma EU?",
    "sv": "Är TikTok medlem i EU:s internetforum?",
}

JOINED = {
    "bg": "Кога се присъедини TikTok към Форума?",
    "cs": "Kdy se TikTok připojil k fóru?",
    "da": "Hvornår tilsluttede TikTok sig forummet?",
    "de": "Wann ist TikTok dem Forum beigetreten?",
    "el": "Πότε εντάχθηκε το TikTok στο Φόρουμ;",
    "en": "When did TikTok join the Forum?",
    "es": "¿Cuándo se unió TikTok al Foro?",
    "et": "Millal TikTok foorumiga liitus?",
    "fi": "Milloin TikTok liittyi foorumiin?",
    "fr": "Quand TikTok a-t-il rejoint le Forum ?",
    "ga": "Cathain a chuaigh TikTok isteach san Fhóram?",
    "hr": "Kada se TikTok pridružio Forumu?",
    "hu": "Mikor csatlakozott a TikTok a fórumhoz?",
    "it": "Quando TikTok ha aderito al Forum?",
    "lt": "Kada TikTok prisijungė prie forumo?",
    "lv": "Kad TikTok pievienojās forumam?",
    "mt": "Meta ngħaqad TikTok mal-Forum?",
    "nl": "Wanneer is TikTok tot het forum toegetreden?",
    "pl": "Kiedy TikTok dołączył do Forum?",
    "pt": "Quando é que a TikTok aderiu ao Fórum?",
    "ro": "Când s-a alăturat TikTok Forumului?",
    "sk": "Kedy sa TikTok pripojil k fóru?",
    "sl": "Kdaj se je TikTok pridružil forumu?",
    "sv": "När anslöt sig TikTok till forumet?",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_it_is_read_as_who_was_among_the_members(language: str) -> None:
    checked = membership(CHECKS[language], language)
    assert checked is not None
    assert checked.wording == "Was TikTok among the members of the EU Internet Forum?"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_since_when_is_read_as_when_they_became_one(language: str) -> None:
    checked = membership(JOINED[language], language)
    assert checked is not None
    assert checked.wording == "When did TikTok become a member of the EU Internet Forum?"


def test_the_forum_is_named_only_if_the_question_names_it() -> None:
    """The documents may be on another network, of which somebody became a member."""
    checked = membership("Is Denmark a member?", "en")
    since = membership("Wann trat Twitch bei?", "de")
    assert checked is not None
    assert since is not None
    assert checked.wording == "Was Denmark among the members of the network?"
    assert since.wording == "When did Twitch become a member of the network?"


@pytest.mark.parametrize(
    ("question", "language", "who"),
    [
        ("Is TikTok still a member?", "en", "TikTok"),
        ("is soundcloud in the forum", "en", "soundcloud"),
        ("soundcloud member of the forum", "en", "soundcloud"),
        ("TikTok ist Mitglied", "de", "TikTok"),
        ("Are Roblox or Steam members of the EUIF?", "en", "Roblox or Steam"),
        (
            "Is the Institute for Strategic Dialogue a member?",
            "en",
            "Institute for Strategic Dialogue",
        ),
        ("And is X / Twitter part of it?", "en", "X / Twitter"),
        ("Is X a member?", "en", "X"),
        ("Gehört Discord zum Forum?", "de", "Discord"),
        ("Twitch fait-il partie du Forum ?", "fr", "Twitch"),
        ("Patří Snap do fóra?", "cs", "Snap"),
        ("Discord est-il membre du Forum ?", "fr", "Discord"),  # which is a French word
        ("Did Telegram join the Forum in 2024?", "en", "Telegram"),
        ("Since when has TikTok been a member?", "en", "TikTok"),
        ("since when is yubo a member", "en", "yubo"),
        ("In what year did the Institute for Strategic Dialogue join?", "en", "Institute"),
        ("Quando è entrata a far parte del forum Amazon?", "it", "Amazon"),
        ("Gli Stati Uniti sono membri del Forum?", "it", "Stati Uniti"),
        # What a verb leaves open between its two parts.
        ("Wann trat Twitch bei?", "de", "Twitch"),
        ("Ist Twitch dabei?", "de", "Twitch"),
        ("Wanneer sloot Meta zich aan?", "nl", "Meta"),
        ("När gick Twitch med i forumet?", "sv", "Twitch"),
        ("Hvornår sluttede Twitch sig til forummet?", "da", "Twitch"),
        ("Face Twitch parte din Forum?", "ro", "Twitch"),
        ("Kada Twitch tapo nariu?", "lt", "Twitch"),
        # A follow-up as it is restated.
        ("Since when has Twitch been a member? What about Twitch?", "en", "Twitch"),
    ],
)
def test_who_is_asked_about_is_found(question: str, language: str, who: str) -> None:
    checked = membership(question, language)
    assert checked is not None
    assert f" {who} " in checked.wording


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is TikTok a member of GIFCT?", "en"),
        ("GIFCT members", "en"),
        ("Mitglieder von GIFCT", "de"),
        ("les membres de GIFCT", "fr"),
        ("członkowie GIFCT", "pl"),
        ("Does the Forum belong to DG CONNECT?", "en"),
        ("Gehört das Forum zur GD CONNECT?", "de"),
        ("Is drug trafficking part of the Forum's scope?", "en"),
        ("Ist Drogenhandel Teil des Forums?", "de"),
        ("When did TikTok join the action days?", "en"),
        ("When did the Forum join the Christchurch Call?", "en"),
        ("When did the companies join?", "en"),
        ("When did Poland join the EU?", "en"),
        ("Did Telegram refuse to join?", "en"),
        ("Did the Commission invite Telegram to join the Forum?", "en"),
        ("Can a platform be a member?", "en"),
        ("Since when is Twitch a member? And what was discussed that day?", "en"),
        ("Can a small platform join the Forum?", "en"),
        ("Wann ist TikTok dem Verhaltenskodex beigetreten?", "de"),
        ("¿Cuándo se unió TikTok al código de conducta?", "es"),
        ("Quando è che TikTok ha aderito al codice di condotta?", "it"),
        ("Laat Telegram terroristische inhoud toe?", "nl"),
        ("Kdy přidal Telegram novou funkci?", "cs"),
        ("What happened when TikTok joined?", "en"),
        ("Wann trat die Verordnung in Kraft?", "de"),
        ("Kdy vstoupilo nařízení v platnost?", "cs"),
        ("Quando il Regno Unito ha lasciato il Forum?", "it"),
        ("När deltar Europol i övningen?", "sv"),
        ("Účastní se Europol cvičení?", "cs"),
        ("Nimmt Irland teil?", "de"),
        ("Which companies are members of the Forum?", "en"),
        ("Is it a member?", "en"),
        ("Is taking part voluntary for members of the Forum?", "en"),
        ("Did Facebook tell members of Parliament?", "en"),
        # What stands over the question is nobody.
        ("Briefing for the Commissioner\nWhen did TikTok join the Forum?", "en"),
        ("Note sur Meta\nQuand TikTok a-t-il rejoint le Forum ?", "fr"),
    ],
)
def test_what_asks_anything_else_is_none(question: str, language: str) -> None:
    assert membership(question, language) is None


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        ("Is TikTok a member?", "en", "TikTok and Yubo joined in 2021.", True),
        ("Is TikTok a member?", "en", "Taking part is voluntary.", False),
        ("Is TikTok a member?", "en", "Mistral AI joined in 2024.", False),
        ("Is Mistral AI a member?", "en", "Mistral joined.", False),
        ("Are Roblox or Yubo members?", "en", "TikTok and Yubo joined in 2021.", True),
        (
            "GIFCT est-il membre du Forum ?",
            "fr",
            "The Global Internet Forum to Counter Terrorism",
            True,
        ),
        # Names that are words, too, and of which nothing is told.
        ("Quando Meta ha aderito al Forum?", "it", "TikTok and Yubo joined in 2021.", False),
        ("Wann ist YouTube dem Forum beigetreten?", "de", "TikTok and Yubo joined.", False),
        ("La Banque d'Irlande est-elle membre du Forum ?", "fr", "Ireland joined.", False),
        ("L'Autriche est-elle membre du Forum ?", "fr", "Austria took part.", True),
        # "Institut" may be "Institute" there, but "Reddit" is no word.
        ("L'Institut pour le dialogue est-il membre ?", "fr", "An institute joined.", True),
        ("Reddit est-il membre du Forum ?", "fr", "An institute joined.", False),
    ],
)
def test_only_what_names_them_tells_of_them(
    question: str, language: str, text: str, told: bool
) -> None:
    checked = membership(question, language)
    assert checked is not None
    assert checked.tells_of_any(candidate(text)) is told


WHEN_OF_ANY = "When did TikTok become a member of the network?"
WAS, WHEN = "Was TikTok among the members of {}?", "When did TikTok become a member of {}?"


@pytest.mark.parametrize(
    ("before", "question", "language", "wording"),
    [
        ("When did TikTok join the Forum?", "Is it still a member?", "en", WAS),
        ("Is TikTok a member of the Forum?", "Since when is it a member?", "en", WHEN),
        ("Is TikTok a member?", "Since when is it a member?", "en", WHEN_OF_ANY),
        ("Wann ist TikTok dem Forum beigetreten?", "Ist es noch Mitglied?", "de", WAS),
        ("TikTok est-il membre du Forum ?", "Est-il toujours membre ?", "fr", WAS),
        ("TikTok è membro del Forum?", "Ne è ancora membro?", "it", WAS),
        ("Czy TikTok jest członkiem Forum?", "Czy nadal jest członkiem?", "pl", WAS),
        ("Who founded TikTok?", "Are they still members?", "en", None),
        ("When did TikTok join?", "When did the others join?", "en", None),
        ("Is TikTok a member?", "Are there other members?", "en", None),
        ("Is TikTok a member?", "Do members pay?", "en", None),
        ("TikTok est-il membre du Forum ?", "Y a-t-il d'autres membres ?", "fr", None),
        ("", "Is it still a member?", "en", None),
    ],
)
def test_whoever_is_still_one_is_whom_the_question_before_asks_about(
    before: str, question: str, language: str, wording: str | None
) -> None:
    found = membership(question, language, before)
    assert (found and found.wording) == (wording and wording.format(FORUM))


@pytest.mark.parametrize(
    ("question", "language", "is_so"),
    [
        ("How can a company join?", "en", True),
        ("Who may join?", "en", True),
        ("Как може да се присъединим?", "bg", True),
        ("Jak se stát členem?", "cs", True),
        ("Hvordan bliver man medlem?", "da", True),
        ("Wie wird man Mitglied?", "de", True),
        ("Πώς γίνεται μια εταιρεία μέλος;", "el", True),
        ("¿Cómo se hace uno miembro?", "es", True),
        ("Kuidas saab liikmeks?", "et", False),  # a form that asks of nobody whether they are one
        ("Miten tullaan jäseneksi, kuka saa olla jäsen?", "fi", True),
        ("Comment devenir membre ?", "fr", True),
        ("Kako postati član?", "hr", True),
        ("Hogyan lesz valaki a Fórum tagja?", "hu", True),
        ("Come si diventa membro?", "it", True),
        ("Hoe word je lid?", "nl", True),
        ("Como se torna alguém membro?", "pt", True),
        ("Cum devine cineva membru?", "ro", True),
        ("Kako postati član?", "sl", True),
        ("Hur blir man medlem?", "sv", True),
        ("Wer darf beim Forum mitmachen?", "de", True),
        ("¿Quién puede unirse al Foro?", "es", True),
        ("Jak se připojit k fóru?", "cs", True),
        ("Who may chair the meeting?", "en", False),
        ("What can the Forum do about drugs?", "en", False),
        ("Was kann das Forum gegen Drogen tun?", "de", False),
        ("Can you tell me who joined?", "en", False),
        ("Who joined in 2024?", "en", False),
        ("How many companies joined?", "en", False),
        ("How long has Twitch been a member?", "en", False),
        ("How does the alarm work?", "en", False),
    ],
)
def test_how_to_join_is_not_asked_of_who_joined(question: str, language: str, is_so: bool) -> None:
    assert asks_how_to_belong(question, language) is is_so


WHO_BELONGS = {
    "bg": "Кой членува във Форума?",
    "cs": "Kdo je členem fóra?",
    "da": "Hvem deltager i forummet?",
    "de": "Wer nimmt am Forum teil?",
    "el": "Ποιοι είναι μέλη του Φόρουμ;",
    "en": "Who takes part in the Forum?",
    "es": "¿Quién forma parte del Foro?",
    "et": "Kes kuulub foorumisse?",
    "fi": "Ketkä ovat foorumin jäseniä?",
    "fr": "Qui fait partie du Forum ?",
    "ga": "Cé atá ina bhall den Fhóram?",
    "hr": "Tko je član Foruma?",
    "hu": "Ki vesz részt a Fórumban?",
    "it": "Chi fa parte del Forum?",
    "lt": "Kas yra Forumo narys?",
    "lv": "Kas ir Foruma dalībnieks?",
    "mt": "Min huwa membru tal-Forum?",
    "nl": "Wie zijn er lid van het Forum?",
    "pl": "Kto należy do Forum?",
    "pt": "Quem faz parte do Fórum?",
    "ro": "Cine face parte din Forum?",
    "sk": "Kto je členom fóra?",
    "sl": "Kdo je član Foruma?",
    "sv": "Vilka är med i forumet?",
}
TO_WHOM = {
    "bg": "Форумът принадлежи към ГД „Миграция“.",
    "cs": "Fórum patří do gesce GŘ HOME.",
    "da": "Forummet hører under GD HOME.",
    "de": "Das Forum gehört zur GD HOME.",
    "el": "Το Φόρουμ ανήκει στη ΓΔ HOME.",
    "en": "Within the Commission, the Forum belongs to DG HOME.",
    "es": "El Foro pertenece a la DG HOME.",
    "et": "Foorum kuulub rände peadirektoraadi alla.",
    "fi": "Foorumi kuuluu muuttoliikkeen pääosastoon.",
    "fr": "Le Forum relève de la DG HOME.",
    "ga": "Baineann an Fóram le DG HOME.",
    "hr": "Forum pripada Glavnoj upravi HOME.",
    "hu": "A Fórum a HOME főigazgatósághoz tartozik.",
    "it": "Il Forum appartiene alla DG HOME.",
    "lt": "Forumas priklauso HOME generaliniam direktoratui.",
    "lv": "Forums ietilpst HOME ģenerāldirektorātā.",
    "mt": "Il-Forum jappartjeni lid-DĠ HOME.",
    "nl": "Het Forum valt onder DG HOME.",
    "pl": "Forum należy do DG HOME.",
    "pt": "O Fórum pertence à DG HOME.",
    "ro": "Forumul aparține de DG HOME.",
    "sk": "Fórum patrí pod GR HOME.",
    "sl": "Forum spada v GD HOME.",
    "sv": "Forumet hör till GD HOME.",
}


def test_to_whom_the_forum_belongs_is_none_who_belongs_to_it() -> None:
    assert WHO_BELONGS.keys() == TO_WHOM.keys() == LANGUAGES
    asked = {each for each in WHO_BELONGS if asks_who_belongs(WHO_BELONGS[each], each)}
    told = {each for each in TO_WHOM if says_to_whom_it_belongs(TO_WHOM[each], each)}
    assert (LANGUAGES - asked, LANGUAGES - told) == (set(), {"ga"})  # there the verb comes first
    assert asks_who_belongs("Who takes part?", "en")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who does the Forum belong to?", "en"),
        ("Wem gehört das Forum?", "de"),
        ("Zu wem gehört das Forum?", "de"),
        ("Who chaired the last meeting?", "en"),
        ("Which companies are in the Forum?", "en"),
    ],
)
def test_who_asks_to_whom_it_belongs_or_what_else_asks_not_who_belongs(
    question: str, language: str
) -> None:
    assert not asks_who_belongs(question, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Before 2024, 17 companies belonged to the EU Internet Forum.", "en"),
        ("Zum Forum gehören 17 Unternehmen.", "de"),
        ("The Forum counts Discord among its members.", "en"),
    ],
)
def test_who_belongs_to_the_forum_is_not_what_it_belongs_to(text: str, language: str) -> None:
    assert not says_to_whom_it_belongs(text, language)


@pytest.mark.parametrize(
    ("question", "language", "is_one"),
    [
        ("how long are members of the Expert Group appointed for", "en", False),
        ("Seit wann sind die Mitglieder der TikTok-Gruppe bestellt?", "de", False),
        ("Depuis quand les membres du Conseil sont-ils payés ?", "fr", False),
        ("Since when is TikTok a member of the Forum?", "en", True),
        ("Desde quando é membro a TikTok?", "pt", True),
        ("is TikTok a member then?", "en", True),
    ],
)
def test_whose_members_they_are_is_no_member(question: str, language: str, is_one: bool) -> None:
    found = membership(question, language)
    assert (found is not None) == is_one


_A_PART_OF = {
    "bg": "Част ли е Форумът от Европол?",
    "cs": "Je Fórum součástí Europolu?",
    "da": "Er forummet en del af Europol?",
    "de": "Gehört das Forum zu Europol?",
    "el": "Ανήκει το Φόρουμ στην Ευρωπόλ;",
    "en": "Is the Forum part of Europol?",
    "es": "¿Forma parte el Foro de Europol?",
    "et": "Kas foorum kuulub Europoli juurde?",
    "fi": "Kuuluuko foorumi Europoliin?",
    "fr": "Le Forum fait-il partie d'Europol ?",
    "ga": "An bhfuil an Fóram ina chuid de Europol?",
    "hr": "Pripada li Forum Europolu?",
    "hu": "A Fórum az Europol része?",
    "it": "Il Forum fa parte di Europol?",
    "lt": "Ar forumas priklauso Europolui?",
    "lv": "Vai forums ietilpst Eiropolā?",
    "mt": "Il-Forum huwa parti mill-Europol?",
    "nl": "Behoort het Forum tot Europol?",
    "pl": "Czy Forum jest częścią Europolu?",
    "pt": "O Fórum faz parte da Europol?",
    "ro": "Forumul face parte din Europol?",
    "sk": "Je Fórum súčasťou Europolu?",
    "sl": "Ali Forum pripada Europolu?",
    "sv": "Är forumet en del av Europol?",
}


@pytest.mark.parametrize("language", sorted(_A_PART_OF))
def test_whether_the_forum_is_a_part_of_something_is_asked_in_each_language(language: str) -> None:
    assert checks_to_what_it_belongs(_A_PART_OF[language], language)


@pytest.mark.parametrize(
    "question",
    [
        "Is Europol part of the Forum?",
        "Is TikTok a member?",
        "What is the Forum part of?",
        "Is Discord one of the members of the EU Internet Forum?",
        "Did the Forum join?",
    ],
)
def test_who_belongs_to_the_forum_is_no_whole_that_it_is_part_of(question: str) -> None:
    assert not checks_to_what_it_belongs(question, "en")
