"""What Takt asks of a workspace that installs it; `manifest.yaml` says the same (a test compares them)."""

NEEDED = frozenset({"app_mentions:read", "chat:write", "commands", "im:history", "users:read", "usergroups:read"})
OPTIONAL = frozenset({"channels:history", "channels:read", "files:write", "groups:history", "groups:read", "im:write"})
