"""What the public pages read from several domains."""
