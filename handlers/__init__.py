"""Every command, action, view and event of Takt, on one page."""

import re
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.loading import later
from bot.services import Services
from handlers import ids, lifecycle, payloads
from handlers.guard import Guard
from handlers.measuring import count_unread
from handlers.slack_wire import SoundApp

with later():  # each with the first act that it is for: who is idle needs none of them
    from handlers import (
        asking,
        calibration,
        checks,
        conversations,
        follow_ups,
        gaps,
        home,
        notice,
        observation_form,
        observation_shortcuts,
        observation_typed,
        observations,
        own_data,
        own_tips,
        reports,
        standards,
        steps,
        tip_plan,
        tip_report,
        tips,
        voting,
    )


def register(app: SoundApp, services: Services) -> None:
    """Connect Slack's wire to the handlers; frequent ones first, for Bolt tries them in order."""
    guard = Guard(services)
    app.error(guard.fall_through)
    app.turn_away = guard.turn_away
    app.on_unread = partial(count_unread, services)

    app.command(ids.STANDARD)(guard.soon(lambda: standards.standard))
    app.command(ids.OBSERVE)(guard.soon(lambda: observations.observe))
    app.command(ids.TIPS)(guard.soon(lambda: tips.tips))

    app.action(_any(ids.OPEN_STANDARD))(guard.soon(lambda: standards.open_standard))
    app.action(_any(ids.OPEN_SUGGESTION))(guard.soon(lambda: standards.open_standard))
    app.action(_any(ids.TIP_STANDARD))(guard.soon(lambda: standards.open_standard))
    app.action(ids.PICK_STANDARD)(guard.soon(lambda: standards.open_standard))
    app.action(ids.SHARE_STANDARD)(guard.soon(lambda: standards.share_standard))
    app.action(ids.MORE_OF_STANDARD)(guard.soon(lambda: standards.more_of_standard))
    app.action(_any(ids.BROWSE_AREA))(guard.soon(lambda: standards.browse_area))
    app.action(_any(ids.BROWSE_VALUE))(guard.soon(lambda: standards.browse_value))
    app.action(_any(ids.BROWSE_FACTOR))(guard.soon(lambda: standards.browse_factor))
    app.action(ids.SHOW_AREAS)(guard.soon(lambda: standards.show_areas))
    app.action(ids.SHOW_VALUES)(guard.soon(lambda: standards.show_values))
    app.action(ids.BROWSE)(guard.soon(lambda: standards.browse))
    app.action(ids.LIST_STANDARDS)(guard.soon(lambda: standards.list_standards))
    app.action(ids.SEARCH)(guard.soon(lambda: home.search))
    app.shortcut(ids.FIND_STANDARD)(guard.soon(lambda: standards.find_standard))
    app.action(ids.HELPFUL)(guard.soon(lambda: voting.vote_helpful))
    app.action(ids.UNHELPFUL)(guard.soon(lambda: voting.vote_unhelpful))
    app.action(_any(ids.GAP_DRAFT))(guard.soon(lambda: gaps.draft_gap))

    _register_asking(app, guard)
    _register_observation_form(app, guard)
    app.action(_any(ids.OBSERVE_UNDO))(guard.soon(lambda: observations.undo_observation))
    app.action(ids.OBSERVE_MINE)(guard.soon(lambda: observations.show_mine))
    app.action(ids.OBSERVE_RECENT)(guard.soon(lambda: observations.show_recent))
    app.action(ids.REPORT_OPEN)(guard.soon(lambda: reports.open_report))
    app.action(ids.REPORT_SEND)(guard.soon(lambda: reports.send_report))

    _register_steps(app, guard)
    _register_follow_ups(app, guard)
    _register_calibration(app, guard)
    _register_tips(app, guard)

    app.event("app_home_opened")(guard.soon(lambda: home.show_home))
    app.event("app_mention")(guard.soon(lambda: conversations.answer_mention))
    app.event("message")(guard.soon(lambda: conversations.answer_message, only=payloads.is_talk))
    _register_leaving(app, guard)

    _ignore_the_rest(app, guard)


def _register_steps(app: AsyncApp, guard: Guard) -> None:
    """What may be done with an observation that is there, with one's own data, and what the law asks for."""
    app.action(ids.STEP_THANK)(guard.soon(lambda: steps.thank))
    for form in (ids.STEP_REPLY, ids.STEP_CONTEST, ids.STEP_UPHOLD, ids.STEP_AMEND, ids.STEP_WITHDRAW):
        app.action(form)(guard.soon(lambda: steps.open_step))
    app.action(_any(ids.STEP_CORRECT))(guard.soon(lambda: steps.open_step))
    app.view(ids.STEP_FORM)(guard.form(lambda: steps.submit_step))
    app.action(_any(ids.STEP_STORY))(guard.soon(lambda: steps.show_story))
    app.action(ids.EXPORT_MINE)(guard.soon(lambda: own_data.export_mine))
    app.action(ids.NOTICE_OPEN_FORM)(guard.soon(lambda: notice.open_form))
    app.view(ids.NOTICE_FORM)(guard.form(lambda: notice.submit_notice))


def _register_follow_ups(app: AsyncApp, guard: Guard) -> None:
    """What an observer does about a day on which they look again."""
    app.action(_any(ids.FOLLOW_UP_OPEN))(guard.soon(lambda: follow_ups.open_follow_up))
    app.view(ids.FOLLOW_UP_FORM)(guard.form(lambda: follow_ups.submit_follow_up))
    app.action(_any(ids.FOLLOW_UP_LOG))(guard.soon(lambda: follow_ups.log_again))
    app.action(_any(ids.FOLLOW_UP_DROP))(guard.soon(lambda: follow_ups.drop_follow_up))
    app.action(ids.FOLLOW_UP_LIST)(guard.soon(lambda: follow_ups.show_follow_ups))


def _register_calibration(app: AsyncApp, guard: Guard) -> None:
    """Scenarios that supervisors rate, and how far they agree."""
    app.action(ids.CALIBRATE_OFFER)(guard.soon(lambda: calibration.show_offer))
    app.options(ids.CALIBRATE_PICK)(guard.options(lambda: calibration.suggest_calibrated))
    app.action(ids.CALIBRATE_PICK)(guard.soon(lambda: calibration.open_picked))
    app.action(_any(ids.CALIBRATE_LEVEL))(guard.soon(lambda: calibration.keep_rating))
    app.view(ids.CALIBRATE_FORM)(guard.form(lambda: calibration.submit_ratings))
    app.action(ids.CALIBRATE_COMPARE)(guard.soon(lambda: calibration.compare))
    app.action(ids.CALIBRATE_AGREEMENT)(guard.soon(lambda: calibration.show_agreement))


def _register_asking(app: AsyncApp, guard: Guard) -> None:
    """A question for a person, and the reply to it."""
    app.action(ids.ASK_OPEN_FORM)(guard.soon(lambda: asking.open_ask))
    app.view(ids.ASK_FORM)(guard.form(lambda: asking.submit_ask))
    app.action(ids.REPLY_OPEN_FORM)(guard.soon(lambda: asking.open_reply))
    app.view(ids.REPLY_FORM)(guard.form(lambda: asking.submit_reply))


def _register_observation_form(app: AsyncApp, guard: Guard) -> None:
    """The ways into the form that records an observation, and what happens in it."""
    app.action(ids.OBSERVE_OPEN_FORM)(guard.soon(lambda: observation_shortcuts.open_form))
    app.shortcut(ids.OBSERVE_ANYWHERE)(guard.soon(lambda: observation_shortcuts.open_anywhere))
    app.shortcut(ids.OBSERVE_MESSAGE)(guard.soon(lambda: observation_shortcuts.open_on_message))
    app.options(ids.OBSERVE_STANDARD)(guard.options(lambda: observation_form.suggest_standards))
    app.view(ids.OBSERVE_FORM)(guard.form(lambda: observation_form.submit_observation))
    app.view_closed(ids.OBSERVE_FORM)(guard.soon(lambda: observation_form.keep_closed))
    for choice in (ids.OBSERVE_LEVEL, ids.OBSERVE_SEEN_AT):
        app.action(choice)(guard.soon(lambda: observation_form.choose))
    for field in ids.OBSERVE_FIELDS:
        app.action(field)(guard.soon(lambda: observation_form.keep_filled))
    app.action(ids.OBSERVE_AFRESH)(guard.soon(lambda: observation_form.start_afresh))
    app.action(ids.OBSERVE_GO_ON)(guard.soon(lambda: observation_form.go_on_with_draft))
    app.action(ids.OBSERVE_ALL_THE_SAME)(guard.soon(lambda: observation_typed.log_all_the_same))
    app.action(ids.OBSERVE_REWORD)(guard.soon(lambda: observation_typed.reword))


def _register_tips(app: AsyncApp, guard: Guard) -> None:
    """What belongs to tips beside their command."""
    app.action(_any(ids.TIP_ANSWER))(guard.surely(lambda: checks.answer_check))
    app.view(ids.TIPS_FORM)(guard.form(lambda: tips.submit_subscription))
    app.action(ids.TIPS_OPEN_FORM)(guard.soon(lambda: tips.open_form))
    app.action(ids.TIPS_OFF)(guard.soon(lambda: tips.turn_off))
    app.action(_any(ids.TIPS_PLAN_DAY))(guard.soon(lambda: tip_plan.decide_day))
    app.action(ids.TIPS_PLAN_PIN_ALL)(guard.soon(lambda: tip_plan.pin_all))
    app.action(ids.TIPS_PLAN_UNDO_ALL)(guard.soon(lambda: tip_plan.undo_all))
    app.options(ids.TIPS_SWAP_STANDARD)(guard.options(lambda: observation_form.suggest_standards))
    app.view(ids.TIPS_SWAP_FORM)(guard.form(lambda: tip_plan.submit_swap))
    app.action(_any(ids.TIPS_REPORT))(guard.soon(lambda: tip_report.send_report))
    app.view(ids.OWN_TIPS_FORM)(guard.form(lambda: own_tips.submit_own))
    app.action(ids.OWN_TIPS_OPEN_FORM)(guard.soon(lambda: own_tips.open_own_form))
    app.action(ids.OWN_TIPS_OFF)(guard.soon(lambda: own_tips.turn_own_off))


def _register_leaving(app: AsyncApp, guard: Guard) -> None:
    """Who leaves the workspace or is another now, and the workspace that leaves."""
    removal = lifecycle.is_removal
    for told in ("app_uninstalled", "tokens_revoked"):
        app.event(told)(guard.quietly(lambda: lifecycle.remove_workspace, only=removal, surely=removal))
    app.event("user_change")(
        guard.quietly(lambda: lifecycle.note_change, only=payloads.is_of_person, surely=payloads.has_left)
    )


def _ignore_the_rest(app: AsyncApp, guard: Guard) -> None:
    for unhandled in (app.action(re.compile(".*")), app.view(re.compile(".*")), app.view_closed(re.compile(".*"))):
        unhandled(guard.ignore)
    app.shortcut(re.compile(".*"))(guard.ignore)
    app.options(re.compile(".*"))(guard.ignore)
    app.event(re.compile(".*"))(guard.ignore)
    app.command(re.compile(".*"))(guard.ignore)


def _any(action: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(action)}(\..+)?$")
