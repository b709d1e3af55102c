"""Calibration: the scenarios to rate, one's own ratings beside the group's, and how far all agree."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ExternalDataSelectElement,
    InputBlock,
    InteractiveElement,
    Option,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.carrying import read_object
from bot.catalogue.model import Catalogue, Level, Scenario
from bot.i18n import Translator
from bot.observations.calibration_rules import Agreement, Compared, Scene, Sheet
from bot.people.groups import FEWEST
from bot.ports import Profile
from handlers import ids
from handlers.views.form_parts import field, plain
from handlers.views.observation_parts import level_label, level_meaning, spoken, standard_title
from handlers.views.parts import Message, button, clip, context, escape, header, section

OPTION_LIMIT = 75
LINES_IN_A_SECTION = 10
MOST_NAMED = 20


def offer(
    sheets: Sequence[Sheet], catalogue: Catalogue, reader: Profile, t: Translator, *, sees_agreement: bool
) -> Message:
    """What it is for, how far the reader has come, and the standards to choose from."""
    title = t("Do we judge alike?")
    intro = t("Rate five short scenarios of a standard on the three levels. It takes two minutes.")
    private = _private(t)
    rated = sum(not sheet.open for sheet in sheets)
    done = t("You have rated {n} of {total} standards.", n=rated, total=len(sheets))
    begun = [_begun(sheet, catalogue, reader, t) for sheet in sheets if sheet.open and sheet.rated]
    going_on = t("Begun: {standards}.", standards=", ".join(begun[:MOST_NAMED])) if begun else ""
    elements: list[InteractiveElement] = [
        ExternalDataSelectElement(action_id=ids.CALIBRATE_PICK, placeholder=t("Choose a standard"), min_query_length=0)
    ]
    if sees_agreement:
        elements.append(button(t("Agreement"), ids.CALIBRATE_AGREEMENT, describes=t("How far all raters agree")))
    said = spoken(intro, done, going_on)
    return Message(
        spoken(title, said, private),
        [header(title), section(said), ActionsBlock(elements=elements), context(private)],
    )


def form(sheet: Sheet, catalogue: Catalogue, reader: Profile, t: Translator, *, line: str = "") -> View:
    """The scenarios that are still to be rated, with what has been chosen so far."""
    found = catalogue.localise(sheet.standard, reader.language).text
    title, criterion = escape(found.title), escape(found.criterion)
    shown: list[Block] = [section(line)] if line else []
    shown.append(section(f"*{title}*\n{criterion}"))
    shown.append(context(spoken(_private(t), t("Each choice is kept at once: you can close this and go on later."))))
    every = enumerate(sheet.scenes, 1)
    shown += [_rating(n, scene, catalogue, reader, t) for n, scene in every if not scene.is_sent]
    return View(
        type="modal",
        callback_id=ids.CALIBRATE_FORM,
        private_metadata=json.dumps({"standard": sheet.standard.id}),
        title=plain(t("Calibrate")),
        submit=plain(t("Send")),
        close=plain(t("Later")),
        blocks=shown,
    )


def standard_of(view: Mapping[str, Any] | None) -> str:
    """The standard that a form is about."""
    return str(read_object(str((view or {}).get("private_metadata") or "{}")).get("standard", ""))


def sent(sheet: Sheet, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """All is rated; who likes may look at their own beside the group's."""
    title = escape(standard_title(sheet.standard.id, catalogue, reader.language))
    thanks = t("Thank you: you have rated all scenarios of *{title}*. They stay as they are.", title=title)
    own = t("If you like, look at your own ratings beside the middle of your group. Nobody else sees yours.")
    beside = button(t("Mine beside the middle"), ids.CALIBRATE_COMPARE, sheet.standard.id)
    return Message(spoken(thanks, own), [section(thanks), section(own), ActionsBlock(elements=[beside, _more(t)])])


def compared(standard: str, found: Sequence[Compared], catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """Each scenario: what the reader chose, what the content owner expects, and the middle of the reader's group."""
    title = standard_title(standard, catalogue, reader.language)
    lines = [_compared(one, catalogue, reader, t) for one in found]
    when = t("The middle is shown once {n} have rated, you among them, and for as long as all {n} are here.", n=FEWEST)
    hint = when if any(one.middle is None for one in found) else ""
    return Message(
        spoken(title, *lines, hint, _private(t)),
        [
            header(title),
            *(section(line) for line in lines),
            ActionsBlock(elements=[_more(t)]),
            context(spoken(hint, _private(t))),
        ],
    )


def agreement(
    found: Sequence[Agreement], hidden: Sequence[str], catalogue: Catalogue, reader: Profile, t: Translator
) -> Message:
    """The agreement of each standard, for admins; nobody's own, and nothing but of whole groups of five."""
    title = t("How far our supervisors agree")
    lines = [_agreement(one, catalogue, reader, t) for one in found]
    names = [escape(standard_title(one, catalogue, reader.language)) for one in hidden[:MOST_NAMED]]
    more = f" (+{len(hidden) - len(names)})" if len(hidden) > len(names) else ""
    few = t("Not enough have rated yet: {standards}.", standards=", ".join(names) + more) if hidden else ""
    counts = t("These are means of whole groups of {n}, without the group that you rated in yourself.", n=FEWEST)
    means = t(
        "Percent: pairs of raters who chose the same level. Alpha (Krippendorff, ordered levels): 1 is full agreement, "
        "0 is chance; below 0.67 it pays to talk the scenarios over."
    )
    starts = range(0, len(lines), LINES_IN_A_SECTION)
    groups = [section("\n".join(lines[start : start + LINES_IN_A_SECTION])) for start in starts]
    return Message(
        spoken(title, *lines, few, counts, means),
        [header(title), *groups, *([section(few)] if few else []), context(spoken(counts, means))],
    )


def _rating(number: int, scene: Scene, catalogue: Catalogue, reader: Profile, t: Translator) -> InputBlock:
    block = ids.numbered(ids.CALIBRATE_LEVEL, scene.key)
    options = {level: _option(level, catalogue, reader, t) for level in Level}
    radios = RadioButtonsElement(
        action_id=block,
        options=list(options.values()),
        initial_option=options[scene.level] if scene.level else None,
    )
    return field(block, f"{number}. {_words(scene.scenario, catalogue, reader)}", radios)


def _option(level: Level, catalogue: Catalogue, reader: Profile, t: Translator) -> Option:
    meaning = level_meaning(level, catalogue.level_sentence(level, reader.language), t)
    return Option(value=level.value, text=plain(level_label(level, t)), description=plain(clip(meaning, OPTION_LIMIT)))


def _words(scenario: Scenario, catalogue: Catalogue, reader: Profile) -> str:
    """The scenario in the reader's language, else in the pack's default, else in the first that it has."""
    wanted = (reader.language, catalogue.default_language, *scenario.text)
    return scenario.text[next(language for language in wanted if language in scenario.text)]


def _compared(one: Compared, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    own = level_label(one.scene.level, t) if one.scene.level else ""
    expected = level_label(one.scene.scenario.expected, t)
    parts = [t("You: {level}", level=f"*{own}*"), t("The content owner: {level}", level=expected)]
    if one.middle is not None:
        parts.append(t("The middle of your group of {n}: {level}", n=FEWEST, level=level_label(one.middle, t)))
    return f"{escape(_words(one.scene.scenario, catalogue, reader))}\n{' · '.join(parts)}"


def _agreement(one: Agreement, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    title = escape(standard_title(one.standard, catalogue, reader.language))
    raters = t.plural("{n} rater", "{n} raters", one.raters)
    alpha = t("no alpha, all chose one level") if one.alpha is None else t("alpha {value}", value=t.decimal(one.alpha))
    percent = t("{n} % agree", n=one.percent)
    return f"*{title}* · {percent} · {alpha} · {raters}"


def _begun(sheet: Sheet, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    title = escape(standard_title(sheet.standard.id, catalogue, reader.language))
    return t("{title} ({n} of {total})", title=title, n=sheet.rated, total=len(sheet.scenes))


def _more(t: Translator) -> ButtonElement:
    return button(t("Other standards"), ids.CALIBRATE_OFFER, describes=t("Choose another standard to rate"))


def _private(t: Translator) -> str:
    return t(
        "Only you see your ratings. Admins see how far we agree on a standard, in whole groups of {n} and without the "
        "group that they rated in themselves, and never whose rating is whose.",
        n=FEWEST,
    )
