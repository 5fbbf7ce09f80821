"""Every write about activities: a module per noun."""
