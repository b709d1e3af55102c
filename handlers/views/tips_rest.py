"""When a channel is left in peace: what applies, in words, and the form's fields for it."""

from collections.abc import Callable
from datetime import date

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject

from bot.i18n import Translator
from bot.tips.calendars import Calendar
from bot.tips.public_holidays import calendar_name, holiday_name, regions
from bot.tips.records import Status, SubscriptionRecord
from bot.tips.rest import Break, Quiet
from bot.tips.schedule import LeftOut, Rule
from handlers import ids
from handlers.views.cards import titled
from handlers.views.parts import Message, bullets, plain_message, quoted, section

DAYS_SHOWN = 6
FEW = 3  # moments that a confirmation names
FIELD_LIMIT = 1000


def rests(status: Status, t: Translator) -> Message:
    """A change is saved: when tips come now, and when not."""
    subscription = status.subscription
    if subscription is None:
        return no_tips_yet("", t)
    saved = " ".join([t("Saved."), *named_days(status, t)])
    lines = [saved, *coming_lines(status, FEW, t), rest_lines(status, t)]
    return Message("\n".join(lines), [section(line) for line in lines])


def named_days(status: Status, t: Translator) -> list[str]:
    """The days that were said, with weekday and year, so that nobody has to guess which are meant."""
    skipped, resumed = (
        ", ".join(_span(one, t.full_date, t) for one in days) for days in (status.skipped, status.resumed)
    )
    lines = [t("No tips: {days}.", days=skipped)] if skipped else []
    return [*lines, t("Tips again: {days}.", days=resumed)] if resumed else lines


def coming_lines(status: Status, count: int, t: Translator) -> list[str]:
    """The next moments, and why none of them is today where that may surprise."""
    subscription = status.subscription
    if subscription is None or not status.next_slots:
        return []
    lines = [titled(t("Next"), bullets([t.moment(slot, subscription.time_zone) for slot in status.next_slots[:count]]))]
    if status.had_today:
        lines.append(t("Today’s tip has come or is on its way, so the next one comes another day."))
    return lines


def paused_by_hand(t: Translator) -> Message:
    """The tips have stopped until somebody says otherwise."""
    return plain_message(
        t("The tips are paused until somebody types `/tips resume` here. Everything else stays as it is.")
    )


def no_tips_yet(typed: str, t: Translator) -> Message:
    """There is nothing to leave in peace; what was typed comes back."""
    lines = [t("There are no tips in this channel. Type `/tips on` first, then this once more:")]
    return plain_message("\n".join([*lines, f"`{ids.TIPS} {quoted(typed, 1500)}`"]))


def rest_lines(status: Status, t: Translator) -> str:
    """What keeps the channel in peace, and the next days on which it does."""
    subscription = status.subscription
    if subscription is None:
        return ""
    calendar = subscription.rest.holidays.calendar(subscription.time_zone)
    lines = [*_quiet(subscription.rule, t), *(_left_out(one, status.today, t) for one in status.left_out[:DAYS_SHOWN])]
    if calendar is not None:
        lines.insert(0, _holidays(calendar, t))
    listed = [titled(t("Without tips"), bullets(lines))] if lines else []
    return "\n".join([*listed, *([] if calendar else [_no_holidays(subscription, t)])])


def rest_fields(rule: Rule, t: Translator) -> list[InputBlock]:
    """The form's fields, each of which may be empty."""
    calendar = rule.rest.holidays.calendar(rule.time_zone)
    country = calendar_name(calendar, t.language) if calendar else ""
    days = ", ".join(_span(one, t.day, t) for one in rule.rest.breaks)
    quiet = rule.rest.quiet
    return [
        _field(
            ids.TIPS_DAYS_OFF,
            t("Days without tips"),
            days,
            t("Such as “24 Dec” or “20 Dec to 3 Jan”, with commas between."),
        ),
        _field(
            ids.TIPS_HOLIDAYS,
            t("Public holidays without tips"),
            country,
            t("A country, with a region if you like, such as “Germany BY”. Empty: tips come on holidays, too."),
        ),
        _field(
            ids.TIPS_QUIET,
            t("Quiet hours"),
            _hours(quiet) if quiet else "",
            t("No tip comes between, such as 22:00-07:00."),
        ),
    ]


def _holidays(calendar: Calendar, t: Translator) -> str:
    name = calendar_name(calendar, t.language)
    if calendar.region is None and regions(calendar.country):
        return t("Public holidays: {country}, those of the whole country", country=name)
    return t("Public holidays: {country}", country=name)


def _no_holidays(subscription: SubscriptionRecord, t: Translator) -> str:
    """No public holiday goes without a tip: as was wished, or as nobody knows whose they are."""
    if not subscription.rest.holidays.on:
        return t("Tips come on public holidays, too.")
    zone = subscription.time_zone
    return t(
        "Tips come on public holidays, too: {zone} does not belong to one country. Name one: `holidays DK`.", zone=zone
    )


def _quiet(rule: Rule, t: Translator) -> list[str]:
    quiet = rule.rest.quiet
    if quiet is None:
        return []
    line = t("Quiet hours: {hours}", hours=_hours(quiet))
    if rule.loud_time == rule.local_time:
        return [line]
    chosen, moved = f"{rule.local_time:%H:%M}", f"{rule.loud_time:%H:%M}"
    return [line, t("{chosen} lies within them, so the tip comes at {moved}", chosen=chosen, moved=moved)]


def _left_out(one: LeftOut, today: date | None, t: Translator) -> str:
    is_this_year = today is not None and one.dates.last.year == one.dates.first.year == today.year
    days = _span(one.dates, t.date if is_this_year else t.full_date, t)
    if one.by_plan:
        return t("{day}: skipped in the plan", day=days)
    if one.calendar is None:
        return days
    name = holiday_name(one.dates.first, one.calendar, t.language) or t("public holiday")
    return f"{days}: {name}"


def _span(one: Break, show: Callable[[date], str], t: Translator) -> str:
    shown = [show(day) for day in (one.first, one.last)]
    return shown[0] if one.first == one.last else t("{first} to {last}", first=shown[0], last=shown[1])


def _hours(quiet: Quiet) -> str:
    return f"{quiet.start:%H:%M}–{quiet.end:%H:%M}"


def _field(block: str, label: str, value: str, hint: str) -> InputBlock:
    box = PlainTextInputElement(action_id=block, initial_value=value or None, max_length=FIELD_LIMIT)
    return InputBlock(
        block_id=block, label=PlainTextObject(text=label), element=box, hint=PlainTextObject(text=hint), optional=True
    )
