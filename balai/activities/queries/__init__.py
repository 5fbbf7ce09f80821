"""What pages about activities read."""
