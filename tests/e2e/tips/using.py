"""Which buttons, forms and commands of tips there are, and which of them a dialogue has used: by their ids."""

from collections.abc import Iterator
from typing import Any

from bot.tips.asides import STYLES, own_words, style_named, style_words
from bot.tips.rest_wording import READERS
from bot.tips.rest_words import verb
from bot.tips.wish import Verb
from bot.tips.wording import read
from handlers import ids, own_tips, tips
from handlers.views.tip_plan import CHOICES
from playground.server import Playground

Json = dict[str, Any]
LANGUAGES = ("da", "en")


def everything() -> set[str]:
    """All that there is to use, as the code has it."""
    named = {str(value) for name, value in vars(ids).items() if name.startswith(("TIP", "OWN_TIP"))} - {ids.TIPS}
    choices = {f"{ids.TIPS_PLAN_DAY} {choice}" for choice in CHOICES}
    return named | choices | _commands("", tips.ANSWERS) | _commands("me", own_tips.ANSWERS)


def used(playground: Playground) -> set[str]:
    """What people have used of it, as it went over the wire."""
    out = [entry["body"] for entry in playground.slack.traffic.entries() if entry["direction"] == "out"]
    return {one for body in out for one in _used_by(body)}


def command(text: str) -> str:
    """The command that was typed behind `/tips`, in English and without what it is told."""
    own = own_words(text)
    words = text if own is None else own
    return _named("" if own is None else "me", _said(words))


def _said(words: str) -> str:
    style = style_words(words)
    if style is not None:
        return f"style {style_named(style) or ''}"
    rest = verb().fullmatch(words.strip())
    if rest is not None:
        return next(name for name in READERS if rest[name])
    return _verb(read(words, LANGUAGES).verb)


def _commands(whose: str, answers: Any) -> set[str]:
    said = {_verb(one) for one in {*answers, Verb.HELP} - {Verb.REST}} | set(READERS)
    return {_named(whose, one) for one in (*said, "style", *(f"style {one}" for one in STYLES.values()))}


def _verb(verb: Verb) -> str:
    return "" if verb is Verb.FORM else verb.name.casefold()


def _named(whose: str, said: str) -> str:
    return " ".join([ids.TIPS, *f"{whose} {said}".split()])


def _used_by(body: Json) -> Iterator[str]:
    if body.get("command") == ids.TIPS:
        yield command(body["text"])
    for action in body.get("actions") or []:
        name = _plain(action["action_id"])
        yield name
        yield f"{name} {(action.get('selected_option') or {}).get('value', '').partition('/')[0]}"
    view = body.get("view") or {}
    yield view.get("callback_id", "")
    if body.get("type") == "view_submission":
        yield from view["state"]["values"]


def _plain(action: str) -> str:
    """The id without the mark that tells it from others of its kind."""
    known = [str(value) for value in vars(ids).values() if action == value or action.startswith(f"{value}.")]
    return max(known, key=len, default=action)
