"""Decisions about activities, from plain values."""

from balai.activities.rules.sessions import LED_FOR, OFFICERS, PLANNERS, SHOWN_FOR, door_is_open

__all__ = ["LED_FOR", "OFFICERS", "PLANNERS", "SHOWN_FOR", "door_is_open"]
