"""The common emoji names and their characters; an unknown name stays as it was typed."""

from __future__ import annotations

import re

_TABLE = """
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|100 💯|alarm_clock ⏰|apple 🍎|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️
arrow_up ⬆️|arrows_counterclockwise 🔄|balloon 🎈|bar_chart 📊|bell 🔔|birthday 🎂|blossom 🌼|blue_heart 💙|book 📖
bookmark 🔖|books 📚|boom 💥|brain 🧠|bulb 💡|busts_in_silhouette 👥|calendar 📆|spiral_calendar_pad 🗓️
chart_with_downwards_trend 📉|chart_with_upwards_trend 📈|clap 👏|clipboard 📋|clock9 🕘|coffee ☕|compass 🧭
confetti_ball 🎊|construction 🚧|cry 😢|date 📅|dart 🎯|disappointed 😞|door 🚪|earth_africa 🌍|email ✉️|envelope ✉️
exclamation ❗|eyes 👀|file_folder 📁|fire 🔥|gear ⚙️|gift 🎁|globe_with_meridians 🌐|grey_question ❔|grin 😁
grinning 😀|hand ✋|handshake 🤝|heart ❤️|green_heart 💚|heavy_check_mark ✔️|heavy_minus_sign ➖|heavy_plus_sign ➕
herb 🌿|hotel 🏨|hourglass ⌛|hourglass_flowing_sand ⏳|house 🏠|inbox_tray 📥|information_source ℹ️|joy 😂|key 🔑
label 🏷️|large_blue_circle 🔵|large_green_circle 🟢|large_orange_circle 🟠|large_red_square 🟥|large_yellow_circle 🟡
link 🔗|lock 🔒|loudspeaker 📢|mag 🔍|mega 📣|memo 📝|mortar_board 🎓|muscle 💪|musical_note 🎵|neutral_face 😐|new 🆕
no_bell 🔕|no_entry ⛔|no_entry_sign 🚫|notebook 📓|ok ✅|ok_hand 👌|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣
open_book 📖|outbox_tray 📤|page_facing_up 📄|paperclip 📎|party_popper 🎉|tada 🎉|pencil 📝|pencil2 ✏️|people_hugging 🫂
phone ☎️|telephone_receiver 📞|point_down 👇|point_left 👈|point_right 👉|point_up ☝️|pray 🙏|printer 🖨️|pushpin 📌
question ❓|raised_hand ✋|raised_hands 🙌|red_circle 🔴|repeat 🔁|rocket 🚀|rotating_light 🚨|scales ⚖️|seedling 🌱
shield 🛡️|shopping_bags 🛍️|slightly_frowning_face 🙁|slightly_smiling_face 🙂|small_blue_diamond 🔹|smile 😄|smiley 😃
sob 😭|sparkles ✨|speech_balloon 💬|star ⭐|star2 🌟|stop_sign 🛑|stopwatch ⏱️|sunflower 🌻|sunny ☀️|sun_with_face 🌞
sunrise 🌅|sweat_smile 😅|thinking_face 🤔|ticket 🎫|timer_clock ⏲️|toolbox 🧰|trophy 🏆|unlock 🔓|warning ⚠️
wastebasket 🗑️|wave 👋|white_check_mark ✅|white_circle ⚪|white_large_square ⬜|wink 😉|wrench 🔧|writing_hand ✍️
x ❌|yellow_heart 💛|zap ⚡|zzz 💤
"""

_CHARACTERS: dict[str, str] = {
    name: character for name, _, character in (pair.partition(" ") for pair in re.split(r"[|\n]", _TABLE.strip()))
}
_NAME = re.compile(r":([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?", re.IGNORECASE)


def emoji(name: str) -> str:
    """The character of an emoji name, or the name in colons when it is not in the table."""
    return _CHARACTERS.get(name.lower().partition("::")[0], f":{name}:")


def with_emoji(text: str) -> str:
    """The text with every known `:name:` replaced."""
    return _NAME.sub(lambda found: emoji(found[1]), text)
