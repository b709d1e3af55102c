"""Asking a person: the form, the post to the content owners, their form, and the reply."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.i18n import Translator
from handlers import ids
from handlers.views.observation_parts import quotation
from handlers.views.parts import Message, button, context, escape, section

LONGEST = 2000


def form(question: str, t: Translator) -> View:
    """The form with the question filled in."""
    without_name = Option(value=ids.ASK_WITHOUT_NAME, text=_plain(t("Ask without my name")))
    how = CheckboxesElement(action_id=ids.ASK_HOW, options=[without_name])
    return View(
        type="modal",
        callback_id=ids.ASK_FORM,
        title=_plain(t("Ask a person")),
        submit=_plain(t("Send")),
        close=_plain(t("Cancel")),
        blocks=[
            section(t("Your question goes to those who look after the standards. I will bring you their reply here.")),
            InputBlock(block_id=ids.ASK_HOW, label=_plain(t("Your name")), element=how, optional=True),
            _words(ids.ASK_TEXT, t("Your question"), question),
        ],
    )


def sent(t: Translator) -> View:
    """In place of the form, once the question is with the owners."""
    thanks = t("Your question is on its way. I will write to you as soon as there is a reply.")
    return View(type="modal", title=_plain(t("Ask a person")), close=_plain(t("Close")), blocks=[section(thanks)])


def post(ask: str, text: str, asker: str | None, t: Translator) -> Message:
    """The question as the content owners get it, with a button to reply."""
    reply = button(t("Reply"), ids.REPLY_OPEN_FORM, ask, style="primary", describes=t("Reply to this question"))
    return _question(text, asker, t).then(ActionsBlock(elements=[reply]))


def answered(text: str, asker: str | None, owner: str, t: Translator) -> Message:
    """The same post after the reply."""
    done = t("Answered by <@{member}>", member=owner)
    return _question(text, asker, t).then(context(done), text=done)


def reply_form(question: str, about: Mapping[str, Any], t: Translator) -> View:
    """The owner's form; `about` says which post it belongs to."""
    asked: list[Block] = [section(t("The question:")), *quotation(question)]
    return View(
        type="modal",
        callback_id=ids.REPLY_FORM,
        private_metadata=json.dumps(dict(about)),
        title=_plain(t("Reply")),
        submit=_plain(t("Send")),
        close=_plain(t("Cancel")),
        blocks=[*asked, _words(ids.REPLY_TEXT, t("Your reply, which I pass on word for word"), "")],
    )


def reply(question: str, words: str, owner: str, t: Translator) -> Message:
    """What the asker gets."""
    asked, answers = t("You asked:"), t("<@{member}> answers:", member=owner)
    spoken = "\n".join([asked, escape(question), answers, escape(words)])
    return Message(spoken, [section(asked), *quotation(question), section(answers), *quotation(words)])


def _question(text: str, asker: str | None, t: Translator) -> Message:
    who = t("<@{member}> asks:", member=asker) if asker else t("A colleague asks, without a name:")
    return Message(f"{who}\n{escape(text)}", [section(who), *quotation(text)])


def _words(block: str, label: str, initial: str) -> InputBlock:
    element = PlainTextInputElement(action_id=block, multiline=True, initial_value=initial or None, max_length=LONGEST)
    return InputBlock(block_id=block, label=_plain(label), element=element)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text)
