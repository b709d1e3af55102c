"""What an admin is told of the content folder."""

from collections.abc import Sequence

from bot.i18n import Translator
from handlers.views.parts import Message, bullets, plain_message

MOST_PROBLEMS = 5


def content(problems: Sequence[str], t: Translator) -> Message:
    """What is wrong with an edit, or that all is well again."""
    if not problems:
        return plain_message(t("The standards are in order again, and your edits are in use."))
    intro = t(
        "An edit of the standards has mistakes in it, so it is not in use: staff still get the last good version."
    )
    rest = len(problems) - MOST_PROBLEMS
    more = [t.plural("and {n} more", "and {n} more", rest)] if rest > 0 else []
    advice = t(
        "`takt content check` lists them all. Save the file again when it is mended; nobody has to restart Takt."
    )
    return plain_message("\n".join([intro, bullets([*problems[:MOST_PROBLEMS], *more]), advice]))
