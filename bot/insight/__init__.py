"""What reads across features: needs per team. Features do not read each other; this does."""
