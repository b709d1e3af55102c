"""The forms of what follows an observation: a reply, a reason, a sentence, a correction."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.catalogue.cautions import Caution
from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import Observed
from bot.observations.rules import NOTE_LIMIT, PLACE_LIMIT
from bot.observations.steps import WORDS_LIMIT
from bot.ports import Profile
from handlers import ids
from handlers.views.cautions import asks_back
from handlers.views.observation_form import standard_option
from handlers.views.observation_parts import level_label, quotation, spoken, what, when_and_where
from handlers.views.parts import context, section
from handlers.views.step_parts import who_about_whom

ASKS_BACK = "asks-back"
TITLES = {
    ids.STEP_REPLY: "Reply",
    ids.STEP_CONTEST: "Contest",
    ids.STEP_CORRECT: "Correct",
    ids.STEP_UPHOLD: "Uphold",
    ids.STEP_AMEND: "Correct",
    ids.STEP_WITHDRAW: "Withdraw",
}


def form(step: str, observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> View:
    """The form of a step: what it is about, then what there is to write."""
    fields: list[Block] = []
    if step in {ids.STEP_CORRECT, ids.STEP_AMEND}:
        fields += _correction(observed, catalogue, reader, t)
    if step != ids.STEP_CORRECT:
        fields.append(_words(_question(step, t)))
    if step == ids.STEP_CONTEST:
        fields.append(context(_who_reads_a_contest(t)))
    return View(
        type="modal",
        callback_id=ids.STEP_FORM,
        private_metadata=json.dumps({"step": step, "observation": observed.id}),
        title=_plain(t(TITLES[step])),
        submit=_plain(t("Send")),
        close=_plain(t("Cancel")),
        blocks=[*_about(observed, catalogue, reader, t), *fields],
    )


def asking_back(
    view: Mapping[str, Any], about: Mapping[str, Any], asked: Sequence[str], cautions: Sequence[Caution], t: Translator
) -> View:
    """The form as it was sent, with a question about words of the note above it; what is typed stays in it."""
    question = section(asks_back(cautions, t))
    question.block_id = ASKS_BACK
    blocks = [question.to_dict(), *(one for one in view.get("blocks") or () if one["block_id"] != ASKS_BACK)]
    return View(
        type="modal",
        callback_id=ids.STEP_FORM,
        private_metadata=json.dumps({**about, "asked": list(asked)}, ensure_ascii=False),
        title=_plain(str((view.get("title") or {}).get("text") or "Takt")),
        submit=_plain(t("Send all the same")),
        close=_plain(t("Cancel")),
        blocks=blocks,
    )


def _question(step: str, t: Translator) -> str:
    questions = {
        ids.STEP_REPLY: t("Your reply, which I pass on word for word"),
        ids.STEP_CONTEST: t("What is not right? Those who decide read it word for word."),
    }
    return questions.get(step) or t("Why? Both of them read your sentence.")


def _who_reads_a_contest(t: Translator) -> str:
    return t(
        "It goes to the colleague who wrote this, as long as they are a supervisor, and to one admin who is neither of "
        "you, if there is one. Until it is decided, the observation is in no report."
    )


def _about(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Sequence[Block]:
    facts = f"{what(observed, catalogue, reader, t)} · {when_and_where(observed, reader, t)}"
    return [section(spoken(who_about_whom(observed, t), facts)), *quotation(observed.note)]


def _correction(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Sequence[Block]:
    known = catalogue.get(observed.standard)
    standard = ExternalDataSelectElement(
        action_id=ids.OBSERVE_STANDARD,
        placeholder=t("Type a word of the standard"),
        initial_option=standard_option(known, catalogue, reader.language) if known else None,
        min_query_length=0,
    )
    levels = {level: Option(value=level.value, text=_plain(level_label(level, t))) for level in Level}
    level = RadioButtonsElement(
        action_id=ids.OBSERVE_LEVEL, options=list(levels.values()), initial_option=levels[observed.level]
    )
    note = PlainTextInputElement(
        action_id=ids.OBSERVE_NOTE, multiline=True, max_length=NOTE_LIMIT, initial_value=observed.note or None
    )
    place = PlainTextInputElement(
        action_id=ids.OBSERVE_PLACE, max_length=PLACE_LIMIT, initial_value=observed.place or None
    )
    return [
        InputBlock(block_id=ids.OBSERVE_STANDARD, label=_plain(t("Which standard?")), element=standard, optional=True),
        InputBlock(block_id=ids.OBSERVE_LEVEL, label=_plain(t("How did it go?")), element=level),
        InputBlock(block_id=ids.OBSERVE_NOTE, label=_plain(t("What did you see?")), element=note, optional=True),
        InputBlock(block_id=ids.OBSERVE_PLACE, label=_plain(t("Where?")), element=place, optional=True),
    ]


def _words(label: str) -> InputBlock:
    box = PlainTextInputElement(action_id=ids.STEP_WORDS, multiline=True, max_length=WORDS_LIMIT)
    return InputBlock(block_id=ids.STEP_WORDS, label=_plain(label), element=box)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=True)
