"""Every callback, action and block id, and the commands, in one place. Values travel in buttons, not in ids."""

# Commands
STANDARD = "/standard"
TIPS = "/tips"
OBSERVE = "/observe"

# Standards
OPEN_STANDARD = "standard.open"  # value: standard id
OPEN_SUGGESTION = "standard.suggestion"  # + ".0", ".1", …; value: an `Asked`
SHARE_STANDARD = "standard.share"  # value: an `Asked`
MORE_OF_STANDARD = "standard.more"  # value: an `Asked`
BROWSE_AREA = "standard.area"  # + "." + area id; value: area id
BROWSE_VALUE = "standard.value"  # + "." + value id; value: value id
BROWSE_FACTOR = "standard.factor"  # + "." + factor; value: factor
BROWSE = "standard.browse"
SHOW_AREAS = "standard.areas"
SHOW_VALUES = "standard.values"
LIST_STANDARDS = "standard.list"
PICK_STANDARD = "standard.pick"  # a select; option value: standard id
SEARCH = "standard.search"  # text input on Home

HELPFUL = "standard.helpful"  # value: an `Asked`
UNHELPFUL = "standard.unhelpful"  # value: an `Asked`
FIND_STANDARD = "find_standard"  # the shortcut on a message

# Questions to people
ASK_OPEN_FORM = "ask.open_form"  # value: the question
ASK_FORM = "ask.form"
ASK_TEXT = "ask.text"
ASK_HOW = "ask.how"
ASK_WITHOUT_NAME = "ask.without_name"
REPLY_OPEN_FORM = "reply.open_form"  # value: ask id
REPLY_FORM = "reply.form"
REPLY_TEXT = "reply.text"

# Gaps
GAP_DRAFT = "gaps.draft"  # + ".0", ".1", …; value: a `Draft`

# Tips
TIPS_FORM = "tips.form"
TIPS_OPEN_FORM = "tips.open_form"
TIPS_TIME = "tips.time"
TIPS_ZONE = "tips.zone"
TIPS_DAYS = "tips.days"
TIPS_LANGUAGE = "tips.language"
TIPS_DAYS_OFF = "tips.days_off"
TIPS_HOLIDAYS = "tips.holidays"
TIPS_QUIET = "tips.quiet"
TIPS_STYLE = "tips.style"
OWN_TIPS_FORM = "own_tips.form"
OWN_TIPS_OPEN_FORM = "own_tips.open_form"
OWN_TIPS_OFF = "own_tips.off"
TIPS_PLAN = "tips.plan"  # the modal
TIPS_PLAN_DAY = "tips.plan.day"  # + "." + date; an overflow menu, option value: a `Decided`
TIPS_PLAN_PIN_ALL = "tips.plan.pin_all"
TIPS_PLAN_UNDO_ALL = "tips.plan.undo_all"
TIPS_SWAP_FORM = "tips.swap"
TIPS_SWAP_STANDARD = "tips.swap.standard"
TIPS_REPORT = "tips.report"  # + "." + channel; value: channel
TIP_STANDARD = "tips.standard"  # the button under a tip; value: standard id
TIP_ANSWER = "tips.answer"  # + ".0", ".1", ".2", as shown; value: delivery id, "/" and the option's number
TIPS_OFF = "tips.off"

# Observations
OBSERVE_FORM = "observe.form"
OBSERVE_OPEN_FORM = "observe.open_form"
OBSERVE_SUBJECT = "observe.subject"
OBSERVE_STANDARD = "observe.standard"
OBSERVE_LEVEL = "observe.level"
OBSERVE_NOTE = "observe.note"
OBSERVE_PLACE = "observe.place"
OBSERVE_SEEN_AT = "observe.seen_at"
OBSERVE_FOLLOW_UP = "observe.follow_up"  # shown for a not yet
OBSERVE_FIELDS = (
    *(OBSERVE_SUBJECT, OBSERVE_STANDARD, OBSERVE_NOTE, OBSERVE_PLACE),
    OBSERVE_FOLLOW_UP,
)
OBSERVE_AFRESH = "observe.afresh"  # in a form that holds a draft
OBSERVE_GO_ON = "observe.go_on"  # in a form beside which there is a draft
OBSERVE_ALL_THE_SAME = "observe.all_the_same"  # value: a `Held`
OBSERVE_REWORD = "observe.reword"  # value: a `Held`
OBSERVE_MESSAGE = "observe_message"  # the shortcut on a message
OBSERVE_ANYWHERE = "observe_anywhere"  # the shortcut in the menu
OBSERVE_UNDO = "observe.undo"  # value: observation id
OBSERVE_MINE = "observe.mine"
OBSERVE_RECENT = "observe.recent"

# What follows an observation; the value of a button is its number
STEP_THANK = "step.thank"
STEP_REPLY = "step.reply"
STEP_CONTEST = "step.contest"
STEP_CORRECT = "step.correct"
STEP_UPHOLD = "step.uphold"
STEP_AMEND = "step.amend"
STEP_WITHDRAW = "step.withdraw"
STEP_STORY = "step.story"  # + "." + observation id
STEP_FORM = "step.form"  # metadata: which step, of which observation
STEP_WORDS = "step.words"

# Follow-ups; the value of a button is the observation's number
FOLLOW_UP_OPEN = "follow_up.open"  # + "." + observation id
FOLLOW_UP_LOG = "follow_up.log"  # + "." + observation id
FOLLOW_UP_DROP = "follow_up.drop"  # + "." + observation id
FOLLOW_UP_LIST = "follow_up.list"
FOLLOW_UP_FORM = "follow_up.form"  # metadata: of which observation
FOLLOW_UP_DAY = "follow_up.day"

# The report on observations
REPORT_OPEN = "report.open"
REPORT_SEND = "report.send"  # value: a period, or the first day of a week

# Calibration
CALIBRATE_FORM = "calibrate.form"  # metadata: which standard
CALIBRATE_LEVEL = "calibrate.level"  # + "." + the scenario's key
CALIBRATE_PICK = "calibrate.pick"  # a select; option value: standard id
CALIBRATE_OFFER = "calibrate.offer"
CALIBRATE_COMPARE = "calibrate.compare"  # value: standard id
CALIBRATE_AGREEMENT = "calibrate.agreement"

# The notice to staff, and one's own data
NOTICE_FORM = "notice.form"
NOTICE_OPEN_FORM = "notice.open_form"
NOTICE_DAY = "notice.day"
NOTICE_REASON = "notice.reason"
EXPORT_MINE = "observe.export"


def numbered(action: str, mark: object) -> str:
    """An action id that is unique in its message: several buttons of one kind need a mark each."""
    return f"{action}.{mark}"
