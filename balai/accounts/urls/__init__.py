"""Nouns, and the views that answer them."""
