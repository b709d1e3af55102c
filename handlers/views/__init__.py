"""Slack views: pure functions from data and language to blocks."""
