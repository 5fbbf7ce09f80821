"""What is read of reservations."""
