"""Full-text search in the database that is there anyway."""
