"""The words with which people name days, in every language at once; pure."""

from dataclasses import replace

from bot.spoken_days import ORDINALS
from bot.spoken_words import meanings, spoken
from bot.tips.dates import SaidDay
from bot.tips.words import AND, FROM, THROUGH, TO, UNTIL

RELATIVE = meanings(
    {
        -1: spoken("yesterday|the day before"),
        0: spoken("today|this day"),
        1: spoken("tomorrow"),
        2: spoken("the day after tomorrow|day after tomorrow"),
    }
)
FEASTS = meanings(
    {
        (24, 12): spoken("christmas eve"),
        (25, 12): spoken("christmas day"),
        (26, 12): spoken("boxing day"),
        (31, 12): spoken("new year's eve"),
        (1, 1): spoken("new year's day|new year"),
        (5, 6): spoken("danish constitution day"),
    }
)
JOINS = meanings(
    {
        "to": TO.plus("-"),
        "through": THROUGH,
        "until": UNTIL,
        "from": FROM,
        "apart": AND.plus(",;&+"),
    }
)
TODAY, MONDAY, SUNDAY = SaidDay(ahead=0), SaidDay(weekday=0), SaidDay(weekday=6)
SATURDAY = SaidDay(weekday=5)
STRETCHES = meanings(
    {
        (MONDAY, SUNDAY): spoken("next week"),
        (SATURDAY, SUNDAY): spoken("next weekend|coming weekend"),
        (replace(SATURDAY, may_have_begun=True), SUNDAY): spoken("weekend|this weekend"),
        (SaidDay(day=24, month=12), SaidDay(day=26, month=12)): spoken("christmas"),
        (TODAY, SUNDAY): spoken("this week|the rest of the week|rest of the week|the rest of this week"),
    }
)
WEEKENDS = spoken("weekends").folded  # which come again and again
IDLE = spoken("on|the|for|please|tips|tip|next|this|over|of|in|coming|every|all|whole").folded
IN_DATES = ORDINALS.plus(spoken("of")).folded
WEEK = spoken("week").plus(spoken("week|weeks")).folded
