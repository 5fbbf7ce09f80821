"""Every read of the catalogue longer than a line."""
