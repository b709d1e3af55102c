"""One Alembic history for both databases."""

HEAD = "0027"
"""The newest revision; here so that a start can check it without importing Alembic (a test compares)."""
