"""Decisions of reservations: from values to values, without database or clock."""
