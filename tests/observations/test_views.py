"""What people read of observations: within Slack's limits, in their language, and never alive."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator, translator
from bot.observations.cells import Group
from bot.observations.draft import Draft, of_line
from bot.observations.periods import Period, Span
from bot.observations.records import Observed, Page
from bot.observations.report import Coverage, Figure, Report, Tally
from bot.observations.steps import Story
from bot.observations.understood import Part, Understood
from bot.ports import ObservationMessage
from handlers.views import observation_form, observation_help, observation_lists, observations, report, story
from handlers.views.carried import Carried, carried_by
from handlers.views.errors import hand_back
from handlers.views.observation_unclear import unclear
from handlers.views.parts import Message
from playground.blockkit.check import check_blocks, check_view
from tests.catalogue.packs import greeting, queue, write_pack
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE, WORKSPACE, person

NASTY = "<!channel> <https://evil.dk|click> & *bold* <@U0BEN>"
LONGEST = (NASTY * 9)[:300]
READER = person(ANNA, "da")
OBSERVED = Observed(
    id=7,
    workspace=WORKSPACE,
    observer=SOFIE,
    subject=ANNA,
    standard="greeting",
    standard_version="0123456789ab",
    level=Level.MET,
    note=NASTY,
    place="<b>Indgang</b> & dør",
    seen_at=MONDAY_MORNING,
    recorded_at=MONDAY_MORNING,
)
MESSAGE = ObservationMessage(
    observation=7,
    observer=SOFIE,
    standard="greeting",
    title="Hilsen",
    criterion="Der hilses.",
    level="met",
    level_sentence="Opfyldt: kriteriet er opfyldt",
    note=NASTY,
    place="Indgang",
    seen_at=MONDAY_MORNING,
    language="da",
    time_zone="Europe/Copenhagen",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load(write_pack(tmp_path, greeting(), queue()))


@pytest.fixture
def t() -> Translator:
    return translator("da")


def sent(message: Message) -> dict[str, Any]:
    """The message as it goes over the wire, once Slack would take it."""
    wire = message.to_dict()
    check_blocks(wire["blocks"], "message")
    return wire


def opened(view: View) -> dict[str, Any]:
    """The view as it goes over the wire, once Slack would open it."""
    wire = view.to_dict()
    check_view(wire)
    return wire


def markup(wire: dict[str, Any]) -> str:
    """Everything in the message that Slack reads as markup: mentions and links in it come alive."""
    texts = [wire["text"]]
    for block in wire["blocks"]:
        parts = [block.get("text"), *block.get("elements", [])]
        texts += [part["text"] for part in parts if isinstance(part, dict) and part.get("type") == "mrkdwn"]
    return "\n".join(texts)


def fields(wire: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in wire["blocks"] if block["type"] == "input"}


def test_subject_reads_what_where_when_by_whom_and_what_the_standard_says(t: Translator) -> None:
    words = sent(observations.told(MESSAGE, t))["text"]
    for part in ("<@U0SOFIE>", "Hilsen", "Opfyldt", "Kriteriet er opfyldt", "Der hilses.", "Indgang", "09:00"):
        assert part in words
    assert "`/observe mine`" in words


def test_nothing_in_a_note_or_a_place_comes_alive(catalogue: Catalogue, t: Translator) -> None:
    page = Page((OBSERVED,), 0, 0)
    for message in (
        observations.told(MESSAGE, t),
        observations.confirmation(OBSERVED, catalogue, READER, t),
        observation_lists.mine(page, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180),
        observation_lists.recent([OBSERVED], catalogue, READER, t, now=MONDAY_MORNING, kept_days=180),
        hand_back("Nej.", NASTY.replace("<", "&lt;"), t),
    ):
        alive = markup(sent(message))
        assert not [token for token in ("<!channel>", "<https://", "<@U0BEN>", "<b>") if token in alive]


def test_note_is_quoted_word_for_word(t: Translator) -> None:
    [quote] = [block for block in sent(observations.told(MESSAGE, t))["blocks"] if block["type"] == "rich_text"]
    assert quote["elements"][0]["elements"] == [{"type": "text", "text": NASTY}]


@pytest.mark.parametrize("note", [LONGEST, "z̷̢͔̓" * 75, "😀" * 300, "", "שלום \u202eabc"])
def test_messages_keep_slacks_limits_whatever_the_note(catalogue: Catalogue, t: Translator, note: str) -> None:
    observed = replace(OBSERVED, note=note, place="&" * 80)
    sent(observations.told(replace(MESSAGE, note=note), t))
    sent(observations.confirmation(observed, catalogue, READER, t))
    latest = [replace(observed, id=number) for number in range(10)]
    sent(
        observation_lists.mine(Page(tuple(latest[:8]), 0, 99), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180)
    )
    sent(observation_lists.recent(latest, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))


def test_plain_text_of_a_full_page_holds_every_note(catalogue: Catalogue, t: Translator) -> None:
    page = Page(tuple(replace(OBSERVED, id=number, note=f"{number}" + "x" * 299) for number in range(8)), 0, 3)
    words = sent(observation_lists.mine(page, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))["text"]
    assert all(observed.note in words for observed in page.observations)
    assert "Vis ældre (3)" in words


def test_older_ones_are_a_button_away(catalogue: Catalogue, t: Translator) -> None:
    some = tuple(replace(OBSERVED, id=number) for number in range(8))
    wire = sent(observation_lists.mine(Page(some, 8, 3), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))
    [older, export] = [
        element for block in wire["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]
    assert (older["value"], older["text"]["text"]) == ("16", "Vis ældre (3)")
    assert export["action_id"] == "observe.export"


@pytest.mark.parametrize(("later", "says"), [(0, "is planned for Thu"), (15, "was planned for Thu")])
def test_day_of_a_follow_up_is_the_observer_s_to_a_reader_far_away(catalogue: Catalogue, later: int, says: str) -> None:
    nine_in_new_york = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    ends = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
    planned = replace(OBSERVED, level=Level.NOT_YET, follow_up=date(2026, 11, 26), follow_up_ends=ends)
    sydney, now = person(ANNA, time_zone="Australia/Sydney"), nine_in_new_york + timedelta(hours=later)
    mine = observation_lists.mine(Page((planned,), 0, 0), catalogue, sydney, translator("en"), now=now, kept_days=180)
    assert says in sent(mine)["text"]
    told = story.story(Story(planned, {}, ()), catalogue, sydney, translator("en"), now=now)
    assert says in sent(told)["text"]


def test_withdrawn_observation_is_listed_without_its_note(catalogue: Catalogue, t: Translator) -> None:
    undone = replace(OBSERVED, undone_at=MONDAY_MORNING, note="secret")
    wire = sent(observation_lists.mine(Page((undone,), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))
    assert "Trukket tilbage" in wire["text"]
    assert "secret" not in str(wire)


def test_only_fresh_observations_offer_undo(catalogue: Catalogue, t: Translator) -> None:
    old = replace(OBSERVED, id=8, recorded_at=MONDAY_MORNING - timedelta(minutes=16))
    undone = replace(OBSERVED, id=9, undone_at=MONDAY_MORNING)
    wire = sent(
        observation_lists.recent([OBSERVED, old, undone], catalogue, READER, t, now=MONDAY_MORNING, kept_days=180)
    )
    buttons = [element for block in wire["blocks"] if block["type"] == "actions" for element in block["elements"]]
    assert [button["value"] for button in buttons if button["action_id"].startswith("observe.undo")] == ["7"]
    assert [button["value"] for button in buttons if button["action_id"].startswith("step.correct")] == ["7", "8"]


def test_empty_lists_say_so(catalogue: Catalogue, t: Translator) -> None:
    assert (
        "ikke noteret noget om dig"
        in sent(observation_lists.mine(Page((), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))["text"]
    )
    empty = observation_lists.recent([], catalogue, READER, t, now=MONDAY_MORNING, kept_days=180)
    assert "/observe" in sent(empty)["text"]


def test_form_shows_what_was_understood(catalogue: Catalogue, t: Translator) -> None:
    said = Draft((ANNA, BEN), "greeting", Level.EXAMPLE, "Varm velkomst", "Indgang", MONDAY_MORNING)
    elements = fields(opened(observation_form.form(said, catalogue, "da", t, carried=Carried())))
    assert elements["observe.subject"]["initial_users"] == ["U0ANNA", "U0BEN"]
    assert elements["observe.place"]["initial_value"] == "Indgang"
    assert elements["observe.seen_at"]["initial_date_time"] == int(MONDAY_MORNING.timestamp())
    assert elements["observe.standard"]["initial_option"]["text"]["text"] == "Hilsen"
    assert elements["observe.level"]["initial_option"]["value"] == "example"
    assert elements["observe.note"]["initial_value"] == "Varm velkomst"


def test_form_names_what_is_unclear_and_what_is_missing(catalogue: Catalogue, t: Translator) -> None:
    said = Understood(standard="greeting", unclear={Part.SUBJECT: "@<!channel>"})
    lines = [unclear(said, t)]
    wire = opened(
        observation_form.form(of_line(said, MONDAY_MORNING.date()), catalogue, "da", t, carried=Carried(), lines=lines)
    )
    line = wire["blocks"][0]["text"]["text"]
    assert "»@&lt;!channel&gt;«" in line
    assert "Der mangler stadig: niveau." in line


def test_empty_form_asks_without_complaint(catalogue: Catalogue, t: Translator) -> None:
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried(), lines=[""]))
    assert wire["blocks"][0]["type"] == "input"


def test_form_with_a_note_that_is_too_long_holds_its_beginning_and_says_so(catalogue: Catalogue, t: Translator) -> None:
    said = Understood(subject=ANNA, note="ord " * 1250)
    lines = [unclear(said, t)]
    wire = opened(
        observation_form.form(of_line(said, MONDAY_MORNING.date()), catalogue, "da", t, carried=Carried(), lines=lines)
    )
    assert "5000 tegn" in wire["blocks"][0]["text"]["text"]
    assert len(fields(wire)["observe.note"]["initial_value"]) == 300


def test_retired_standard_is_not_filled_in(tmp_path: Path, t: Translator) -> None:
    catalogue = load(write_pack(tmp_path, greeting(retired=True), queue()))
    draft = Draft(standard="greeting")
    elements = fields(opened(observation_form.form(draft, catalogue, "da", t, carried=Carried())))
    assert "initial_option" not in elements["observe.standard"]


def test_form_offers_three_levels_with_their_sentence_and_not_seen(catalogue: Catalogue, t: Translator) -> None:
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried()))
    options = fields(wire)["observe.level"]["options"]
    assert [option["value"] for option in options] == ["not-yet", "met", "example", "not-seen"]
    assert all(option["description"]["text"] for option in options)


def test_new_turn_gives_every_field_a_new_place_so_that_slack_forgets_what_was_typed(
    catalogue: Catalogue, t: Translator
) -> None:
    first = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried("C1")))
    second = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried("C1", turn=1)))
    assert not set(fields(first)) & set(fields(second))
    assert carried_by(second) == Carried("C1", turn=1)


def test_what_the_form_carries_is_read_back_whole(catalogue: Catalogue, t: Translator) -> None:
    carried = Carried("C1", "key", "V1", 2, ("doven", "»syg«"))
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=carried))
    assert carried_by(wire) == carried
    assert carried_by({"private_metadata": "C0BUTIK"}) == Carried("C0BUTIK")
    assert carried_by(None) == Carried()


@pytest.mark.parametrize("language", ["en", "da"])
def test_text_is_handed_back_whole(language: str) -> None:
    typed = "/observe &lt;@anna&gt; " + "ord " * 1250
    wire = sent(hand_back("Nej.", typed, translator(language)))
    boxes = [block["elements"][0]["elements"][0]["text"] for block in wire["blocks"] if block["type"] == "rich_text"]
    assert "".join(boxes) == typed.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("language", ["en", "da"])
def test_help_names_every_way_to_use_the_command(language: str) -> None:
    words = sent(observation_help.usage(translator(language), may_observe=True))["text"]
    assert all(part in words for part in ("`/observe`", "@anna", "`/observe mine`", "15 minut"))


@pytest.mark.parametrize(
    ("may_observe", "actions"),
    [(True, ["observe.open_form", "observe.recent", "follow_up.list", "observe.mine"]), (False, ["observe.mine"])],
)
def test_help_offers_only_what_the_person_may_do(t: Translator, may_observe: bool, actions: list[str]) -> None:
    [*_, last] = sent(observation_help.usage(t, may_observe=may_observe))["blocks"]
    assert [element["action_id"] for element in last["elements"]] == actions


GONE, SEEN = "Der er ingen observationer tilbage fra den tid.", "Der er ikke observeret noget i den tid."


@pytest.mark.parametrize("period", [Period.DAYS_30, Period.LAST_WEEK])
@pytest.mark.parametrize(
    ("kept_days", "says", "not_said"),
    [(20, f"{GONE}|Observationer slettes efter 20 dage.|mangler her", SEEN), (None, SEEN, f"{GONE}|mangler her")],
)
def test_report_on_days_that_are_gone_says_so_and_not_that_nothing_was_seen(
    catalogue: Catalogue, t: Translator, period: Period, kept_days: int | None, says: str, not_said: str
) -> None:
    seen = nothing_seen(period, kept_days)
    for message in (report.report(seen, catalogue, t), report.in_window(seen, catalogue, t)):
        words = sent(message)["text"]
        assert all(part in words for part in says.split("|"))
        assert not any(part in words for part in not_said.split("|"))


@pytest.mark.parametrize(
    ("kept_days", "says"),
    [(3, "Der er ingen observationer tilbage fra sidste uge,"), (None, "blev der ikke observeret noget,")],
)
def test_monday_without_observations_says_so_only_of_a_week_that_is_kept(
    catalogue: Catalogue, t: Translator, kept_days: int | None, says: str
) -> None:
    assert says in sent(report.digest(nothing_seen(Period.LAST_WEEK, kept_days), catalogue, t))["text"]


def nothing_seen(period: Period, kept_days: int | None) -> Report:
    """A report without observations, for somebody with a follow-up."""
    day = MONDAY_MORNING.date()
    return Report(period, Span(day, day), Group(), Coverage(0, 1, None, None), follow_ups=1, kept_days=kept_days)


def test_window_shows_every_area_however_many_there_are(catalogue: Catalogue, t: Translator) -> None:
    day, tally = MONDAY_MORNING.date(), Tally(1, 2, 3)
    areas = [f"area-{number}-{'x' * 60}" for number in range(60)]
    parts = tuple(Figure(Group(area), tally, before=50) for area in areas)
    span, coverage = Span(day, day), Coverage(60, 60, 9, 9)
    seen = Report(Period.DAYS_30, span, Group(), coverage, Figure(Group(), tally), parts)
    wire = report.in_window(seen, catalogue, t)
    shown = "\n".join(block.to_dict()["text"]["text"] for block in wire.blocks if block.type == "section")
    assert [area for area in areas if f"• {area}: " not in shown] == []
    sent(wire)
