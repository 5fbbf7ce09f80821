"""Writes that set several domains side by side."""
