"""Every read of the registry longer than a line."""
