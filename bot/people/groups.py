"""How many people make a group; pure."""

FEWEST = 5  # people: of fewer no number is shown, anywhere
