"""From a question to the one standard that applies."""
