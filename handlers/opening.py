"""Opens the forms that not everybody may use: at once, for a trigger id lives three seconds; who may, is seen then."""

from collections.abc import Awaitable, Callable

from bot.errors import NotAllowed, RoleUnknown, StorageAway, TaktError
from bot.observations.fair_errors import RecordingLocked
from handlers import forms
from handlers.act import Act, Modal
from handlers.views.errors import explain
from handlers.views.home import window
from handlers.views.parts import plain_message

HANDS_BACK = (RoleUnknown, StorageAway, RecordingLocked)


async def open_allowed(act: Act, callback: str, check: Callable[[], Awaitable[None]]) -> Modal | None:
    """The modal to fill; None when the check refused, which the modal says then.

    Raises `SlackTrouble`; of refusals only what time may mend, where a typed line has to be handed back.
    """
    modal = await act.open_loading(forms.loading(act, callback))
    try:
        await check()
    except (NotAllowed, RoleUnknown, StorageAway) as refusal:
        await say_why_not(modal, refusal)
        if act.text and isinstance(refusal, HANDS_BACK):
            raise
        return None
    return modal


async def say_why_not(modal: Modal, refusal: TaktError) -> None:
    """Say in the form's place why there is none."""
    t = modal.act.t
    await modal.show(window(plain_message(explain(refusal, t)), t))
