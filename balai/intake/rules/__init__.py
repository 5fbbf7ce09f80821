"""Decisions from values: what counts as the same, and how two changes go together."""
