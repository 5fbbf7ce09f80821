"""Letting people in, and looking after them."""
