"""A local stand-in for Slack at the wire: Web API, Socket Mode, HTTP requests, and people who can act."""
