"""Takt: everything that is not Slack's wire."""
