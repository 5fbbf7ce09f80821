"""The doors of activities: HTML."""
