"""Block Kit and mrkdwn as HTML: pure functions and Jinja macros, without a server."""
