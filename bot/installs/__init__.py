"""Where Takt is installed: tokens, and what happens when a workspace removes it."""
