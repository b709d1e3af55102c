"""`/observe calibrate`: supervisors rate the same scenarios in private; admins see how far they agree."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.models.views import View

from bot.catalogue.model import Level
from bot.errors import UnknownStandard
from bot.markup import as_typed
from bot.observations.calibration_rules import AGREEMENT_WORDS, Sheet
from bot.observations.draft import judged
from bot.observations.errors import ObservationRefused
from bot.observations.fair_errors import NotAllRated
from bot.people.roles import Action, allows
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.forms import Filled
from handlers.observation_form import suggest_standards
from handlers.opening import open_allowed, say_why_not
from handlers.showing import show
from handlers.views import calibration as views
from handlers.views.home import window

MOST_NEAR = 3


async def calibrate(act: Act, services: Services) -> None:
    """Open the scenarios of the standard that is named; without one offer those that there are."""
    words = as_typed(act.text).partition(" ")[2].strip()
    if words.casefold() in AGREEMENT_WORDS:
        await show_agreement(act, services)
    elif words:
        standard = await services.answers.find(words, act.language)
        if standard is None:
            await services.answers.load()
            raise UnknownStandard(words, services.answers.near(words, act.language, MOST_NEAR))
        await _open(act, services, standard)
    else:
        await show_offer(act, services)


async def show_offer(act: Act, services: Services) -> None:
    """What calibration is, how far the person has come, and the standards to choose from."""
    sheets = await services.fair.calibration.sheets(act.workspace, act.member)
    role = await services.people.role(act.workspace, act.member)
    sees_agreement = allows(role, Action.SEE_AGREEMENT)
    await show(act, views.offer(sheets, services.catalogue.current, act.person, act.t, sees_agreement=sees_agreement))


async def open_picked(act: Act, services: Services) -> None:
    """Open the scenarios of the standard that was picked."""
    await _open(act, services, act.value)


async def suggest_calibrated(act: Act, services: Services) -> list[dict[str, Any]]:
    """The type-ahead: standards that have scenarios, near the words."""
    scenarios = services.catalogue.current.scenarios
    return [option for option in await suggest_standards(act, services) if scenarios.get(option["value"])]


async def keep_rating(act: Act, services: Services) -> None:
    """Keep a level as soon as it is chosen: a form that is closed loses nothing."""
    key, level = act.action.removeprefix(f"{ids.CALIBRATE_LEVEL}."), judged(act.value)
    if isinstance(level, Level):
        await services.fair.calibration.rate(act.workspace, act.member, views.standard_of(act.view), {key: level})


async def submit_ratings(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Send the ratings; name what has no level yet, and show the scenarios anew where they have changed."""
    standard, filled = views.standard_of(act.view), Filled(act.view)
    sheet = await services.fair.calibration.sheet(act.workspace, act.member, standard)
    blocks = {scene.key: ids.numbered(ids.CALIBRATE_LEVEL, scene.key) for scene in sheet.open}
    levels = {key: level for key, block in blocks.items() if isinstance(level := judged(filled.option(block)), Level)}
    try:
        sent = await services.fair.calibration.send(act.workspace, act.member, standard, levels)
    except NotAllRated as missing:
        shown = {block["block_id"] for block in (act.view or {}).get("blocks") or ()}
        errors = {blocks[key]: act.t("Choose a level.") for key in missing.missing if blocks[key] in shown}
        if errors:
            return forms.errors(errors)
        now = await services.fair.calibration.sheet(act.workspace, act.member, standard)
        return forms.update(_form(act, services, now, act.t("The scenarios have changed. Please rate these.")))
    return forms.update(window(views.sent(sent, services.catalogue.current, act.person, act.t), act.t))


async def compare(act: Act, services: Services) -> None:
    """The person's own ratings beside the group's, because they asked for it."""
    found = await services.fair.calibration.compare(act.workspace, act.member, act.value)
    await show(act, views.compared(act.value, found, services.catalogue.current, act.person, act.t))


async def show_agreement(act: Act, services: Services) -> None:
    """How far all raters agree, by standard; for admins."""
    found, hidden = await services.fair.calibration.agreement(act.workspace, act.member)
    await show(act, views.agreement(found, hidden, services.catalogue.current, act.person, act.t))


async def _open(act: Act, services: Services, standard: str) -> None:
    may_rate = partial(services.fair.calibration.require_rater, act.workspace, act.member)
    modal = await open_allowed(act, ids.CALIBRATE_FORM, may_rate)
    if modal is None:
        return
    try:
        sheet = await services.fair.calibration.sheet(act.workspace, act.member, standard)
    except (ObservationRefused, UnknownStandard) as refusal:
        await say_why_not(modal, refusal)
        return
    if sheet.open:
        await modal.show(_form(act, services, sheet))
    else:
        await modal.show(window(views.sent(sheet, services.catalogue.current, act.person, act.t), act.t))


def _form(act: Act, services: Services, sheet: Sheet, line: str = "") -> View:
    return views.form(sheet, services.catalogue.current, act.person, act.t, line=line)
