"""The standards of one content pack, loaded and checked."""
