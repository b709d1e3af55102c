"""An editor's lint for a content pack: named rules, each documented in docs/content-rules.md."""
