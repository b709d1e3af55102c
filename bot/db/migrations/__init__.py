"""One Alembic history for both databases."""

HEAD = "0026"
"""The newest revision; here so that a start can check it without importing Alembic (a test compares)."""
