"""What pages about people read."""
