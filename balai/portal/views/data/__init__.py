"""What is held about people: their own page, their requests, and the officers' answers."""
