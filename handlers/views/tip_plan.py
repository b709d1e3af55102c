"""The plan of a channel's tips, day by day, with a menu on each; and a person's own, to read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    OverflowMenuElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.ports import ChannelId
from bot.tips.planned import Plan, PlannedDay
from handlers import ids
from handlers.views.cards import titled
from handlers.views.own_tips import rests_or_off
from handlers.views.parts import Message, button, context, escape, plain_message, section
from handlers.views.tips_words import how_to_mend
from handlers.views.why import reasons_said

CHOICES = PIN, SWAP, SKIP, UNDO = "pin", "swap", "skip", "undo"


@dataclass(frozen=True)
class Decided:
    """What was picked in the menu of a day."""

    what: str
    day: date

    @property
    def value(self) -> str:
        """As the option carries it."""
        return f"{self.what}/{self.day.isoformat()}"

    @classmethod
    def read(cls, value: str) -> "Decided | None":
        """What an option carried; None where it is none of ours."""
        what, _, day = value.partition("/")
        try:
            return cls(what, date.fromisoformat(day)) if what in CHOICES else None
        except ValueError:
            return None


@dataclass(frozen=True)
class Swap:
    """Which day of which channel's plan a form is about, and the modal that shows the plan."""

    channel: ChannelId
    day: date
    view: str

    def kept(self) -> str:
        """As the form carries it."""
        return json.dumps([self.channel, self.day.isoformat(), self.view])

    @classmethod
    def read(cls, kept: str) -> "Swap | None":
        """What a form carried; None where it is none of ours."""
        try:
            channel, day, view = json.loads(kept)
            return cls(ChannelId(channel), date.fromisoformat(day), view)
        except (ValueError, TypeError):
            return None


def plan(plan: Plan, channel: ChannelId, catalogue: Catalogue, t: Translator, *, note: str = "") -> View:
    """The plan as a supervisor sees it, in a modal."""
    return View(
        type="modal",
        callback_id=ids.TIPS_PLAN,
        private_metadata=channel,
        title=PlainTextObject(text=t("The next ten tips")),
        close=PlainTextObject(text=t("Close")),
        blocks=[*([section(note)] if note else []), *_blocks(plan, catalogue, t)],
    )


def own(plan: Plan, catalogue: Catalogue, t: Translator) -> Message:
    """A person's own plan; it adapts by itself, so there is nothing to decide."""
    if not plan.days:
        return plain_message(rests_or_off(plan.subscription, t))
    opening = t("Your next ten tips, as of now. They are chosen anew each morning.")
    lines = [_line(one, catalogue, t) for one in plan.days]
    return Message("\n".join([opening, *lines]), [section(opening), *(section(line) for line in lines)])


def swap_form(swap: Swap, t: Translator) -> View:
    """The form that chooses another standard for a day."""
    select = ExternalDataSelectElement(
        action_id=ids.TIPS_SWAP_STANDARD, placeholder=t("Type a word of the standard"), min_query_length=0
    )
    return View(
        type="modal",
        callback_id=ids.TIPS_SWAP_FORM,
        private_metadata=swap.kept(),
        title=PlainTextObject(text=t("Another standard")),
        submit=PlainTextObject(text=t("Save")),
        close=PlainTextObject(text=t("Cancel")),
        blocks=[
            InputBlock(
                block_id=ids.TIPS_SWAP_STANDARD,
                label=PlainTextObject(text=t("Which standard on {day}?", day=t.date(swap.day))),
                element=select,
            )
        ],
    )


def day_gone(day: date, t: Translator) -> str:
    """A day that is no longer ahead."""
    return t("There is no tip ahead on {day} any more, so nothing has changed.", day=t.date(day))


def _blocks(plan: Plan, catalogue: Catalogue, t: Translator) -> Sequence[Block]:
    if not plan.days:
        return [section(_no_plan(plan, t))]
    opening = t(
        "As of now. What nobody has pinned is chosen anew each morning. The menu beside a day swaps, pins or skips it."
    )
    days = [
        section(_line(one, catalogue, t), accessory=_menu(one, t), block_id=f"{ids.TIPS_PLAN_DAY}.{one.day}")
        for one in plan.days
    ]
    return [context(opening), *days, *_buttons(plan, t)]


def _line(one: PlannedDay, catalogue: Catalogue, t: Translator) -> str:
    day = f"*{t.date(one.day)}*"
    if one.is_skipped:
        who = one.decision.member if one.decision else ""
        return f"{day} · " + t("no tip") + "\n" + t("Skipped by {member}.", member=f"<@{who}>")
    title = _title(one.standard, catalogue, t)
    return "\n".join(part for part in (f"{day} · {title}", *_why(one, catalogue, t)) if part)


def _why(one: PlannedDay, catalogue: Catalogue, t: Translator) -> list[str]:
    reasons = reasons_said(one.reasons, t)
    because = t("Why: {reasons}", reasons=reasons) if reasons else ""
    if one.decision is None:
        return [because]
    member = f"<@{one.decision.member}>"
    if one.gone is None:
        return [t("Pinned by {member}.", member=member)]
    gone = t(
        "{member} had pinned “{title}”, which is no longer in force; this comes instead.",
        member=member,
        title=_title(one.gone, catalogue, t),
    )
    return [gone, because]


def _no_plan(plan: Plan, t: Translator) -> str:
    """Why there is none: tips are paused, or off."""
    reason = plan.subscription.paused_reason if plan.subscription else None
    if reason is None:
        return t("No tips come in this channel, so there is no plan. Type `/tips on` first.")
    return titled(t("Tips are paused in this channel."), how_to_mend(reason, t, t("here")))


def _menu(one: PlannedDay, t: Translator) -> OverflowMenuElement:
    pin, swap, skip = (PIN, t("Pin")), (SWAP, t("Swap …")), (SKIP, t("Skip"))
    undo = (UNDO, t("Have a tip after all") if one.is_skipped else t("Unpin"))
    decided = [undo, swap] if one.is_skipped else [swap, skip, undo]
    return OverflowMenuElement(
        action_id=ids.numbered(ids.TIPS_PLAN_DAY, one.day),
        options=[
            Option(value=Decided(what, one.day).value, label=label)
            for what, label in (decided if one.decision else [pin, swap, skip])
        ],
    )


def _buttons(plan: Plan, t: Translator) -> list[Block]:
    free = any(one.decision is None for one in plan.days)
    decided = any(one.decision is not None for one in plan.days)
    buttons = [
        *([button(t("Pin all"), ids.TIPS_PLAN_PIN_ALL, describes=t("Pin all ten days as they are"))] if free else []),
        *(
            [button(t("Undo all"), ids.TIPS_PLAN_UNDO_ALL, describes=t("Undo everything that is pinned or skipped"))]
            if decided
            else []
        ),
    ]
    return [ActionsBlock(elements=buttons)]


def _title(standard: str | None, catalogue: Catalogue, t: Translator) -> str:
    known = catalogue.get(standard or "")
    if known is None:
        return escape(standard or t("nothing to choose from"))
    return escape(catalogue.localise(known, t.language).text.title)
