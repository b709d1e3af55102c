"""The form is opened from a message, the menu of shortcuts, Home, and the card of a standard."""

import pytest

from playground.client import Workspace

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


async def test_message_s_author_and_words_are_carried_over(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.says("Jeg fulgte gæsten hele vejen til døren")
    await sofie.uses("observe_message", on=await sofie.sees("Jeg fulgte gæsten"))
    form = await sofie.form("Hvem handler det om?")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert form.values["observe.note"]["observe.note"]["value"] == "Jeg fulgte gæsten hele vejen til døren"
    assert form.values["observe.seen_at"]["observe.seen_at"]["selected_date_time"]
    await sofie.submits({"observe.standard": "farewell", "observe.level": "example"})
    told = await anna.sees("har noteret noget", channel="dm")
    assert "Jeg fulgte gæsten hele vejen til døren" in told.words
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.", channel="butikken")
    await slack.person("ben").does_not_see("Gemt.")


@OVER_SOCKET
async def test_message_of_one_s_own_leaves_the_colleague_open(slack: Workspace) -> None:
    await slack.change(user="ben", supervisor=True)
    ben = slack.person("ben")
    await ben.says("I saw a warm welcome")
    await ben.uses("observe_message", on=await ben.sees("I saw a warm"))
    form = await ben.form("This message is your own. Choose the colleague")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == []
    assert form.values["observe.note"]["observe.note"]["value"] == "I saw a warm welcome"


@OVER_SOCKET
async def test_message_of_an_app_leaves_the_colleague_open(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await ben.says("@takt greeting")
    await sofie.uses("observe_message", on=await sofie.sees("greeted out loud", channel="butikken"))
    form = await sofie.form("Beskeden er skrevet af en app.")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == []


@OVER_SOCKET
async def test_long_message_holds_its_beginning_and_says_so(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.says("ord " * 200 + "slut")
    await sofie.uses("observe_message", on=await sofie.sees("ord ord"))
    form = await sofie.form("Beskeden er på 804 tegn; de første 300 står her.")
    assert len(form.values["observe.note"]["observe.note"]["value"]) <= 300


@OVER_SOCKET
async def test_mention_in_a_message_becomes_a_name(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await slack.person("ben").types("/observe help")  # Takt knows Ben from now on
    await anna.says("Tak til @ben & <de andre>")
    await sofie.uses("observe_message", on=await sofie.sees("Tak til"))
    form = await sofie.form("Hvem handler det om?")
    assert form.values["observe.note"]["observe.note"]["value"] == "Tak til @ben & <de andre>"


async def test_shortcut_in_the_menu_opens_an_empty_form_and_confirms_by_direct_message(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.uses("observe_anywhere")
    await sofie.form("Hvem handler det om?")
    await sofie.submits({"observe.subject": "anna", "observe.standard": "greeting", "observe.level": "met"})
    await anna.sees("har noteret noget", channel="dm")
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.", channel="dm")


@pytest.mark.parametrize(("name", "words"), [("anna", "Det er kun for ledere"), ("ben", "Only supervisors and admins")])
@OVER_SOCKET
async def test_staff_are_refused_in_the_form_s_place(slack: Workspace, name: str, words: str) -> None:
    person, sofie = slack.person(name), slack.person("sofie")
    await person.uses("observe_anywhere")
    assert (await person.form(words)).values == {}
    await sofie.says("God morgen")
    await person.uses("observe_message", on=await person.sees("God morgen"))
    assert (await person.form(words)).values == {}


@pytest.mark.parametrize(
    ("name", "typed", "button", "title"),
    [
        ("sofie", "/standard hilsen", "Notér en observation", "Hilsen"),
        ("ben", "/standard greeting", "Log an observation", "Greeting"),
    ],
)
async def test_supervisor_logs_from_the_card_of_a_standard(
    slack: Workspace, name: str, typed: str, button: str, title: str
) -> None:
    person, anna = slack.person(name), slack.person("anna")
    await slack.change(user=name, supervisor=True)
    await person.types(typed)
    await person.sees(button)
    await person.presses("observe.open_form")
    form = await person.form(button)
    assert form.values["observe.standard"]["observe.standard"]["selected_option"]["text"]["text"] == title
    await person.submits({"observe.subject": "anna", "observe.level": "met", "observe.note": "Fint"})
    await anna.sees("Fint", channel="dm")


async def test_card_offers_staff_no_form(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard hilsen")
    assert "Notér en observation" not in (await anna.sees("mundtlig hilsen")).words


@OVER_SOCKET
async def test_card_that_everybody_sees_offers_nobody_the_form(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.says("@takt hilsen")
    assert "Notér en observation" not in (await sofie.sees("mundtlig hilsen", channel="butikken")).words
    await sofie.types("/standard hilsen")
    await sofie.presses("Del i kanalen")
    shared = await slack.person("anna").sees("deler en standard", channel="butikken")
    assert "Notér en observation" not in shared.words


@OVER_SOCKET
async def test_card_in_direct_messages_offers_supervisors_the_form(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.dm("hilsen")
    await sofie.sees("mundtlig hilsen", channel="dm")
    await sofie.presses("Notér en observation", channel="dm")
    form = await sofie.form("Hvem handler det om?")
    assert form.values["observe.standard"]["observe.standard"]["selected_option"]["value"] == "greeting"


async def test_home_opens_the_form(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.opens_home()
    await sofie.presses("observe.open_form")
    await sofie.form("Hvem handler det om?")
    await sofie.submits({"observe.subject": "anna", "observe.standard": "greeting", "observe.level": "met"})
    await anna.sees("har noteret noget", channel="dm")
