"""Block Kit as Slack enforces it: which blocks and elements exist, their limits, and the controls in them."""
