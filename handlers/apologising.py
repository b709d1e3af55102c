"""What somebody is told whose act failed: where the answer was to come, with the words that they typed."""

import contextlib

from bot.errors import SlackTrouble, StorageAway, TaktError
from handlers.act import Act, Modal
from handlers.views import errors, home, parts


async def apologise(act: Act, error: Exception) -> None:
    """Say what went wrong: in the windows that still load; beside what was done where none does, or a line was typed.

    Raises `SlackTrouble`.
    """
    sentence = errors.explain(error, act.t)
    are_told = await _fill_windows(act, sentence) if act.loading else False
    if are_told and not act.text:
        return
    if act.text and (isinstance(error, StorageAway) or not isinstance(error, TaktError)):
        sentence = f"{sentence}\n{errors.copy_back(act.text, act.t)}"
    await act.reply(parts.plain_message(sentence))


async def _fill_windows(act: Act, sentence: str) -> bool:
    """Say it in each window, with what was typed for it; False where Slack does not take that."""
    with contextlib.suppress(SlackTrouble):
        for view_id, typed in tuple(act.loading.items()):
            message = errors.hand_back(sentence, typed, act.t) if typed else parts.plain_message(sentence)
            await Modal(act, view_id).show(home.window(message, act.t))
        return True
    return False
