"""The public pages: find what this person may see, parse, answer."""
