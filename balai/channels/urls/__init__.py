"""Nouns, and the views that answer them: in each language, or once for the site."""
