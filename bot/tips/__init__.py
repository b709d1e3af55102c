"""Daily tips: when, which, and what became of them."""
