"""The pictures of reports: what they show, and how they are drawn."""
