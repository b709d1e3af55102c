"""The words that Takt asks back about: found with their endings, in both languages, and never inside other words."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.cautions import Kind, cautions_in, names_in
from bot.catalogue.loader import CatalogueError, load
from bot.catalogue.reload import fingerprint
from bot.settings import DEFAULT_CONTENT
from tests.catalogue.packs import greeting, queue, write_pack

DEFAULT = load(DEFAULT_CONTENT)


def found(note: str) -> list[tuple[str, Kind]]:
    return [(caution.word, caution.kind) for caution in cautions_in(note, DEFAULT.cautions)]


@pytest.mark.parametrize(
    ("note", "word", "kind"),
    [
        ("Anna was lazy today", "lazy", Kind.TRAIT),
        ("Her laziness shows", "laziness", Kind.TRAIT),
        ("RUDE to the guest", "RUDE", Kind.TRAIT),
        ("Spoke rudely, and left", "rudely", Kind.TRAIT),
        ("Anna er doven", "doven", Kind.TRAIT),
        ("Et dovent svar og et suk", "dovent", Kind.TRAIT),
        ("De dovne kolleger", "dovne", Kind.TRAIT),
        ("Svarede uhøfligt", "uhøfligt", Kind.TRAIT),
        ("Uhøflig over for gæsten", "Uhøflig", Kind.TRAIT),
        (unicodedata.normalize("NFD", "Han er håbløs"), "håbløs", Kind.TRAIT),
        ("has a bad\nattitude", "bad attitude", Kind.TRAIT),
        ("She is pregnant", "pregnant", Kind.HEALTH),
        ("was sick again", "sick", Kind.HEALTH),
        ("has ADHD", "ADHD", Kind.HEALTH),
        ("Han er sygemeldt", "sygemeldt", Kind.HEALTH),
        ("Hun er gravid", "gravid", Kind.HEALTH),
        ("prays in the break", "prays", Kind.RELIGION),
        ("because he is a Muslim", "Muslim", Kind.RELIGION),
        ("Fordi han er muslim", "muslim", Kind.RELIGION),
        ("talks about her union", "union", Kind.UNION),
        ("Skrev til fagforeningen", "fagforeningen", Kind.UNION),
        ("Vores tillidsmand var der", "tillidsmand", Kind.UNION),
        ("since her divorce", "divorce", Kind.FAMILY),
        ("called his wife", "his wife", Kind.FAMILY),
        ("Efter sin skilsmisse", "skilsmisse", Kind.FAMILY),
        ("Hentede hendes børn", "hendes børn", Kind.FAMILY),
    ],
)
def test_word_is_found_as_it_was_typed(note: str, word: str, kind: Kind) -> None:
    assert found(note) == [(word, kind)]


MISSED = {
    Kind.TRAIT: "mavesur|hidsig|useriøs|besværlig|has an attitude|rudest|moodier|nastiest|dovneste|dummeste",
    Kind.HEALTH: "adhd|ivf|langtidssygemeldt|brystkræft|fødselsdepression|højgravid|slidgigt|udbrændthed|stress"
    "|handicapped|handikap|handikappet|HIV|astma|gigt|was diagnosed",
    Kind.RELIGION: "kristen|kristne|går i kirke",
    Kind.UNION: "foa|3f|sympatistrejke|HK|Dansk Metal|TR|tillidskvinde",
    Kind.FAMILY: "blevet skilt|skal skilles|mine børn|deres børn|ekskone|svigermor|ægteskab",
}


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, all_ in MISSED.items() for word in all_.split("|")])
def test_word_is_found_in_capitals_or_not_and_in_what_it_is_joined_with(kind: Kind, word: str) -> None:
    assert found(f"Anna: {word}.") == [(word, kind)]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Met the guest at Union Station",
        "Det var sygt godt klaret",
        "Explained the operation of the till",
        "Operation of the till",
        "Diagnosed the printer",
        "Åbnede medicinskabet for gæsten",
        "Sure thing",
        "Hiv i døren og sagde velkommen",
        "Svarede afhængigt af spørgsmålet og bekræftede det",
        "Warm welcome at the door, and the family smiled",
        "A reunion of old friends was shown to table four",
        "Explained the sickle-shaped key, I'll note it",
        "Made sure that the guest was seen first",
        "Offered to wrap the gift and took the coat",
        "Christian opened the door in good faith",
        "Pudsede ruden og en anden rude",
        "Viste skiltet frem og fulgte gæsten på tværs af gulvet",
        "Serverede suppe med surdejsbrød, og kunden takkede",
        "Fandt bønner og bager brød; kontoret er åbent",
        "Lad være med at løbe, sagde hun, og fik fat i stigen",
        "Hilste på en mor og to børn ved døren",
        "Paid with Western Union at the European Union desk",
        "🙂 שלום https://example.com/lazy_dog =SUM(A1)",
        "z̷̢͔̓a̴l̶g̵o̷" * 20,
    ],
)
def test_what_was_seen_is_not_asked_back_about(note: str) -> None:
    assert found(note) == []


def test_nothing_that_the_standards_themselves_say_is_asked_back_about() -> None:
    said = [
        line
        for standard in DEFAULT.standards
        for text in standard.text.values()
        for line in (text.criterion, *text.do, *text.dont, *text.say, *text.tips)
    ]
    assert [line for line in said if found(line)] == []


def test_words_are_named_in_their_order_and_once() -> None:
    assert found("Doven og syg, ja doven") == [("Doven", Kind.TRAIT), ("syg", Kind.HEALTH)]


def test_english_words_in_a_danish_note_are_found_unless_danish_has_the_word_itself() -> None:
    assert found("Hun var lazy og det var det") == [("lazy", Kind.TRAIT)]
    assert found("Hun tørrede en rude af") == []
    assert found("rude") == [("rude", Kind.TRAIT)]


@given(st.text())
def test_any_note_can_be_looked_through(note: str) -> None:
    assert all(caution.word for caution in cautions_in(note, DEFAULT.cautions))


def test_pack_s_own_words_count_in_place_of_takt_s(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, greeting(), queue())
    assert cautions_in("Anna was lazy", load(pack).cautions)
    own = pack / "cautions" / "en.yaml"
    own.parent.mkdir()
    own.write_text(yaml.safe_dump({"traits": ["slowcoach*"]}), encoding="utf-8")
    cautions = load(pack).cautions
    assert [one.word for one in cautions_in("lazy slowcoaches, doven", cautions)] == ["slowcoaches", "doven"]


def test_list_that_is_broken_is_refused_with_its_line(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, greeting(), queue())
    before = fingerprint(pack)
    (pack / "cautions").mkdir()
    (pack / "cautions" / "en.yaml").write_text("traits: [lazy]\ntrait: [rude]\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load(pack)
    [problem] = refused.value.problems
    assert (problem.file, problem.line) == ("cautions/en.yaml", 2)
    assert "did you mean `traits`?" in problem.message
    assert fingerprint(pack) != before


@pytest.mark.parametrize(
    ("note", "names", "words"),
    [
        ("Anna smiled", ["Anna Holm", "Ben"], ["Anna"]),
        ("holm og Anna, Anna og BEN", ["Anna Holm", "Ben"], ["holm", "Anna", "BEN"]),
        ("Annas kunde, Ben’s customer", ["Anna", "Ben"], ["Anna", "Ben"]),
        (unicodedata.normalize("NFD", "Åse smilede"), ["Åse"], ["Åse"]),
        ("Annabel and a bench", ["Anna", "Ben"], []),
        ("A good day (.*)", ["", "A", ".*"], []),
        ("Jensen smilede, Anna hilste", ["Jensen, Anna", "Ben"], ["Jensen", "Anna"]),
        ("Anne hilste, og Mettes kunde smilede", ["Anne-Mette Holm", "Ben"], ["Anne", "Mette"]),
        ("Anna hilste", ["anna.holm", "Ben"], ["Anna"]),
        ("O’Brien hilste, HOLM'S gæst gik", ["Pat O'Brien", "anna_holm2"], ["Brien", "HOLM"]),
        ("De smilede begge to, de 24 gæster gik", ["Anna de Vries", "ANNA DE VRIES", "ben 24"], []),
        ("Vries hilste", ["Anna de Vries", "Ben"], ["Vries"]),
        ("Og da de kom, hilste Silva", ["Maria da Silva", "Ben"], ["Silva"]),
        ("Hilste på gæsten fra hotellet", ["Anna fra Kassen", "Ben"], []),
        ("Bo hilste, LIS gæst gik", ["Bo Jensen", "Ng, Li"], ["Bo", "LI"]),
        ("Gæsten skal bo her, jo", ["Bo Jensen", "Jo A. Holm"], []),
        ("", ["Anna"], []),
    ],
)
def test_names_of_those_who_read_a_note_are_found_in_it(note: str, names: list[str], words: list[str]) -> None:
    assert [caution.word for caution in names_in(note, names)] == words
    assert {caution.kind for caution in names_in(note, names)} <= {Kind.NAME}
