"""The numbers by which tips are chosen, all of them; docs/tips.md publishes them, and a test compares the two."""

NEEDS_DAYS = 30  # calendar days for which observations and questions count
NO_REPEAT_DAYS = 5  # working days between two tips on one standard
COVERAGE_DAYS = 60  # working days within which every standard comes
COVERAGE_SPARE = 2  # of these, tips that may fail or be skipped, where there are so many more than standards
COVERAGE_SLACK = 1.25  # tips per standard within which every one comes, where the rhythm is too slow for the above
BALANCE_TIPS = 10  # tips in a row in which no area may have more than its share times the next number
BALANCE_FACTOR = 2.0
FOCUS_EVERY = 2  # with every second tip comes the standard of the week
NEW_TEXT_DAYS = 14  # calendar days for which a changed text counts as changed
HORIZON_DAYS = 28  # calendar days after which a tip should still be remembered
TEAM_IN_WORDS = 5  # people or observations from which on a number is said

GAIN = 1.0  # what the tip adds to the share of the team that knows it after HORIZON_DAYS
NEW = 0.1  # the channel has not had it
QUESTION = 0.02  # each question about it, MOST_QUESTIONS at most
UNHELPFUL = 0.05  # each answer about it that did not help, MOST_UNHELPFUL at most
CHANGED = 0.15  # its text is new or was changed, and the channel has not had it since
MOST_QUESTIONS = 5
MOST_UNHELPFUL = 3

EXPECTED = 0.5  # the share that is expected to know a standard before anything is known
EXPECTED_ANSWERS = 4.0  # how many answers that expectation is worth
SEEN_ANSWERS = 2.0  # how many answers an observation is worth: nobody guesses on the floor
READ_ONLY = 0.22  # what reading alone does, of what being asked does
READ_HALF_LIFE = 7  # calendar days after which half of that is gone
