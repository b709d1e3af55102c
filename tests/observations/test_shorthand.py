"""What `/observe` understands of a typed line."""

import pytest

from bot.answers.normalise import searchable
from bot.catalogue.model import Level
from bot.observations.shorthand import understand
from bot.observations.understood import NotSeen, Part, Understood
from tests.observations.names import misspelt, named

ANNA, BEN = "U0ANNA", "U0BEN"


def read(text: str) -> Understood:
    return understand(text, "en", named, misspelt)


@pytest.mark.parametrize(
    ("text", "standard", "level", "note"),
    [
        ("<@U0ANNA|anna> greeting met Warm welcome", "greeting", Level.MET, "Warm welcome"),
        ("<@U0ANNA> greeting met Warm welcome", "greeting", Level.MET, "Warm welcome"),
        ("<@U0ANNA|Anna Jensen> greeting met", "greeting", Level.MET, ""),
        ("greeting met <@U0ANNA|anna> Warm welcome", "greeting", Level.MET, "Warm welcome"),
        ("+ greeting <@U0ANNA|anna> Warm", "greeting", Level.MET, "Warm"),
        ("<@U0ANNA|anna> met greeting Warm", "greeting", Level.MET, "Warm"),
        ("<@U0ANNA|anna>, greeting, met: Warm", "greeting", Level.MET, "Warm"),
        ("<@U0ANNA|anna> kigger bare opfyldt Fint", "approaching-customers", Level.MET, "Fint"),
        ("<@U0ANNA|anna> eye contact and a friendly face + x", "eye-contact-and-smile", Level.MET, "x"),
        ("<@U0ANNA|anna> eye contact + and a face", "eye-contact-and-smile", Level.MET, "and a face"),
        ('<@U0ANNA|anna> "eye contact" met "Hi!"', "eye-contact-and-smile", Level.MET, '"Hi!"'),
        ("<@U0ANNA|anna> “kigger bare” + x", "approaching-customers", Level.MET, "x"),
        ("<@U0ANNA|anna> »kø« + x", "queue", Level.MET, "x"),
        ("<@U0ANNA|anna> saying no met x", "saying-no", Level.MET, "x"),
        ("<@U0ANNA|anna> ikke muligt ikke Sagde bare nej", "saying-no", Level.NOT_YET, "Sagde bare nej"),
        ("<@U0ANNA|anna> + ikke muligt Viste en anden vej", "saying-no", Level.MET, "Viste en anden vej"),
        ("<@U0ANNA|anna>! hilsen ikke opfyldt Så ikke op", "greeting", Level.NOT_YET, "Så ikke op"),
        ("<@U0ANNA|anna> greeting not yet met Late", "greeting", Level.NOT_YET, "Late"),
        ("<@U0ANNA|anna> hilsen ikke endnu opfyldt", "greeting", Level.NOT_YET, ""),
        ("<@U0ANNA|anna> hilsen endnu ikke opfyldt Så ned", "greeting", Level.NOT_YET, "Så ned"),
        ("<@U0ANNA|anna> - hilsen - ikke opfyldt Så ned", "greeting", Level.NOT_YET, "Så ned"),
        ("<@U0ANNA|anna> - greeting not met with a smile", "greeting", Level.NOT_YET, "not met with a smile"),
        ("<@U0ANNA|anna> + greeting Met the guest outside", "greeting", Level.MET, "Met the guest outside"),
        ("<@U0ANNA|anna> greeting met - Warm", "greeting", Level.MET, "Warm"),
        ("<@U0ANNA|anna> greeting met Helped <@U0BEN|ben>", "greeting", Level.MET, "Helped @ben"),
        ("<@U0ANNA|anna> GREETING Not-Yet No greeting", "greeting", Level.NOT_YET, "No greeting"),
        ("<@U0ANNA|anna> greeting - No greeting at all", "greeting", Level.NOT_YET, "No greeting at all"),
        ("<@U0ANNA|anna> greeting met no smile, though", "greeting", Level.MET, "no smile, though"),
        ("<@U0ANNA|anna> greeting met Line one\nline two", "greeting", Level.MET, "Line one\nline two"),
        ("<@U0ANNA|anna> lost &amp; found ok R&amp;D &lt;3", "lost-property", Level.MET, "R&D <3"),
        ("<@U0ANNA|anna> greeting + helped <@U0BEN|ben>", "greeting", Level.MET, "helped @ben"),
        ("<@U0ANNA|anna> greeting + <!channel> <https://x.dk>", "greeting", Level.MET, "@channel https://x.dk"),
        ("<@U0ANNA|anna> greeting ! &lt;!channel&gt;", "greeting", Level.EXAMPLE, "<!channel>"),
    ],
)
def test_complete_line_is_understood(text: str, standard: str, level: Level, note: str) -> None:
    said = read(text)
    assert (said.subject, said.standard, said.level, said.note) == (ANNA, standard, level, note)
    assert said.complete


@pytest.mark.parametrize(
    ("words", "level"),
    [
        *[(words, Level.NOT_YET) for words in ("not yet", "not-yet", "notyet", "NO", "ikke endnu", "ikke", "nej")],
        *[(words, Level.NOT_YET) for words in ("-", "−", "–", "ikke opfyldt", "ikke mødt", "not met", "ikke ok")],
        *[(words, Level.MET) for words in ("met", "Met.", "ok", "OK!", "yes", "opfyldt", "mødt", "moedt", "ja", "+")],
        *[(words, Level.EXAMPLE) for words in ("example", "great", "star", "!", "forbilledligt", "forbillede")],
        *[(words, Level.EXAMPLE) for words in ("eksempel", "Eksempel,")],
    ],
)
def test_level_word_of_either_language_is_understood(words: str, level: Level) -> None:
    said = read(f"<@U0ANNA|anna> greeting {words} Stood at the door")
    assert (said.level, said.note, said.complete) == (level, "Stood at the door", True)


@pytest.mark.parametrize(
    ("text", "unclear", "note"),
    [
        ("@nobody greeting met Hi", {Part.SUBJECT: "@nobody"}, "Hi"),
        ("anna greeting met Hi", {Part.SUBJECT: "anna"}, "Hi"),
        ("@Anna Jensen greeting met Hi", {Part.SUBJECT: "@Anna Jensen"}, "Hi"),
        ("<!channel> greeting met Hi", {Part.SUBJECT: "@channel"}, "Hi"),
        ("greeting met Thanks to <@U0ANNA|anna>", {Part.SUBJECT: "@anna"}, "Thanks to @anna"),
        ("<@U0ANNA|anna> <@U0BEN|ben> greeting met Hi", {Part.SUBJECT: "@anna @ben"}, "Hi"),
        ("<@U0ANNA|anna> blorf met Hi", {Part.STANDARD: "blorf"}, "blorf met Hi"),
        ("<@U0ANNA|anna> met blorf", {Part.STANDARD: "blorf"}, "blorf"),
        ("<@U0ANNA|anna> greeting fantastisk Varm", {Part.LEVEL: "fantastisk"}, "fantastisk Varm"),
        ("<@U0ANNA|anna> greeting - met Hi", {Part.LEVEL: "-"}, "- met Hi"),
        ("<@U0ANNA|anna> - hilsen - opfyldt - Varm", {Part.LEVEL: "opfyldt"}, "- opfyldt - Varm"),
        ("greeting - <@U0ANNA|anna> met Warm", {Part.LEVEL: "met"}, "met Warm"),
        ("<@U0ANNA|anna> greeting - met - Warm", {Part.LEVEL: "-"}, "- met - Warm"),
        ("- <@U0ANNA|anna>: hilsen opfyldt Varm", {Part.LEVEL: "opfyldt"}, "opfyldt Varm"),
        ("<@U0ANNA|anna> - greeting: met Warm", {Part.LEVEL: "met"}, "met Warm"),
        ("<@U0ANNA|anna> ! greeting not yet late", {Part.LEVEL: "not yet"}, "not yet late"),
        ("<@U0ANNA|anna> - greeting + said hello", {Part.LEVEL: "+"}, "+ said hello"),
        ("<@U0ANNA|anna> - greeting great job", {Part.LEVEL: "great"}, "great job"),
        ("<@U0ANNA|anna> greeting met. Not yet perfect", {Part.LEVEL: "Not yet"}, "Not yet perfect"),
        ("<@U0ANNA|anna> greeting met a guest badly", {Part.LEVEL: "met"}, "met a guest badly"),
        ("<@U0ANNA|anna> hilsen mødt en gæst", {Part.LEVEL: "mødt"}, "mødt en gæst"),
        ("<@U0ANNA|anna> greeting example of no smile", {Part.LEVEL: "example"}, "example of no smile"),
        ("<@U0ANNA|anna> og <@U0BEN|ben> hilsen + Hi", {Part.SUBJECT: "@anna og @ben"}, "Hi"),
        ("<@U0ANNA|anna> greeting met <@U0BEN|ben>", {Part.SUBJECT: "@ben"}, ""),
        ("<@U0ANNA|anna> greting met Hi", {Part.STANDARD: "greting"}, "greting met Hi"),
        ("<@U0ANNA|anna> + greting the guest", {Part.STANDARD: "greting"}, "greting the guest"),
        ("<@U0ANNA|anna> kiger bare + Hi", {Part.STANDARD: "kiger bare"}, "kiger bare + Hi"),
        ("<@U0ANNA|anna> greeting no eye contact", {Part.LEVEL: "no"}, "no eye contact"),
        ("<@U0ANNA|anna> hilsen ikke et smil", {Part.LEVEL: "ikke"}, "ikke et smil"),
        ("<@U0ANNA|anna> greeting great job", {Part.LEVEL: "great"}, "great job"),
    ],
)
def test_unclear_part_is_named_and_its_words_are_kept(text: str, unclear: dict[Part, str], note: str) -> None:
    said = read(text)
    assert (said.unclear, said.note, said.complete) == (unclear, note, False)


@pytest.mark.parametrize(
    ("text", "missing", "note"),
    [
        ("", (Part.SUBJECT, Part.STANDARD, Part.LEVEL), ""),
        ("<@U0ANNA|anna>", (Part.STANDARD, Part.LEVEL), ""),
        ("<@U0ANNA|anna> greeting", (Part.LEVEL,), ""),
        ("<@U0ANNA|anna> met", (Part.STANDARD,), ""),
        ("greeting met Hi", (Part.SUBJECT,), "Hi"),
        ("<@U0ANNA|anna> Gave a child a very big smile", (Part.STANDARD, Part.LEVEL), "Gave a child a very big smile"),
    ],
)
def test_missing_part_is_named(text: str, missing: tuple[Part, ...], note: str) -> None:
    said = read(text)
    assert (said.missing, said.note, said.complete) == (missing, note, False)


@pytest.mark.parametrize("word", ["køb", "smi", "mil", "quee"])
def test_short_word_that_is_nearly_a_name_is_no_standard(word: str) -> None:
    said = read(f"<@U0ANNA|anna> + {word} af hjertet")
    assert (said.standard, said.note, said.complete) == (None, f"{word} af hjertet", False)


@pytest.mark.parametrize(
    ("words", "standard", "level"),
    [
        ("greting met Hi", "greeting", Level.MET),
        ("kiger bare - Hi", "approaching-customers", Level.NOT_YET),
        ("greeting no eye contact", "greeting", Level.NOT_YET),
        ("- hilsen - opfyldt - Varm", "greeting", Level.MET),
        ("greeting - met Hi", "greeting", Level.MET),
        ("- greeting met. Not yet perfect", "greeting", Level.MET),
        ("! greeting not yet late", "greeting", Level.NOT_YET),
        ("hilsen ikke et smil", "greeting", Level.NOT_YET),
    ],
)
def test_guess_is_filled_in_for_the_form(words: str, standard: str, level: Level) -> None:
    said = read(f"<@U0ANNA|anna> {words}")
    assert (said.standard, said.level, said.complete) == (standard, level, False)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("greeting no: eye contact", "eye contact"),
        ("greeting no, eye contact", "eye contact"),
        ("greeting ikke\nså ned", "så ned"),
        ("greeting ikke", ""),
        ("ikke greeting så ned", "så ned"),
        ("greeting ikke endnu så ned", "så ned"),
    ],
)
def test_level_that_stands_apart_from_the_note_is_one(words: str, note: str) -> None:
    said = read(f"<@U0ANNA|anna> {words}")
    assert (said.standard, said.level, said.note, said.complete) == ("greeting", Level.NOT_YET, note, True)


def test_level_behind_an_unknown_standard_is_filled_in_for_the_form() -> None:
    assert read("<@U0ANNA|anna> blorf met Hi").level is Level.MET


@pytest.mark.parametrize("words", ["not seen", "Not-Seen", "not observed", "ikke set", "Ikke set:", "ikke observeret"])
def test_what_was_not_seen_is_no_level_and_never_a_not_yet(words: str) -> None:
    said = read(f"<@U0ANNA|anna> greeting {words} Nobody came in")
    assert (said.level, said.note, said.complete) == (NotSeen.NOT_SEEN, "Nobody came in", True)


def test_several_people_are_kept_for_the_form_which_asks_whether_all_are_meant() -> None:
    said = read("<@U0ANNA|anna> <@U0BEN|ben> greeting met Hi")
    assert (said.subject, said.others, said.complete) == (ANNA, (BEN,), False)


@pytest.mark.parametrize("joint", ["og", "and", "&amp;", ",", " , ", "+", ", and", "/"])
def test_people_may_be_joined_as_one_says_it(joint: str) -> None:
    said = read(f"<@U0ANNA|anna> {joint} <@U0BEN|ben> hilsen opfyldt Varm")
    assert (said.subject, said.others, said.standard, said.note) == (ANNA, (BEN,), "greeting", "Varm")
    assert set(said.unclear) == {Part.SUBJECT}


@pytest.mark.parametrize("note", ["<@U0BEN|ben>", "and <@U0BEN>", "<@U0BEN>, <@U0BEN>", "<@U0BEN>, follow 3d"])
def test_note_of_nothing_but_mentions_is_asked_about(note: str) -> None:
    said = read(f"<@U0ANNA|anna> hilsen opfyldt {note}")
    assert (said.subject, set(said.others), said.note, said.complete) == (ANNA, {BEN}, "", False)


@pytest.mark.parametrize("many", ["- ", "+ ", "! - ", "<@U0ANNA> ", " ", "and ", "&amp; ", "met ", "not yet "])
def test_line_of_one_thing_again_and_again_is_read_at_once(many: str) -> None:
    assert read(f"<@U0ANNA|anna> hilsen {many * 2000}").subject == ANNA


def test_typed_brackets_never_make_a_person() -> None:
    said = read("&lt;@U0ANNA|anna&gt; greeting met Hi")
    assert said.subject is None


def test_two_people_in_the_note_are_no_guess() -> None:
    assert read("greeting met Thanks to <@U0ANNA|anna> and <@U0BEN|ben>").subject is None


@pytest.mark.parametrize("sign", [":+1:", ":-1:", ":star:", ":white_check_mark:", ":wave::skin-tone-2:", "👍"])
def test_emoji_behind_a_standard_is_no_part_of_its_name(sign: str) -> None:
    said = understand(f"<@{ANNA}> greeting {sign} Warm", "en", lambda words, tongue: named(searchable(words), tongue))
    assert (said.standard, said.level, said.note) == ("greeting", None, f"{sign} Warm")
    assert said.unclear == {Part.LEVEL: sign}


def test_emoji_before_a_standard_is_none_either_and_stays() -> None:
    said = understand(f"<@{ANNA}> :star: greeting met", "en", lambda words, tongue: named(searchable(words), tongue))
    assert said.note.startswith(":star: greeting met")
