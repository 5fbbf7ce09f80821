"""What other programs fetch: feeds, sitemaps, pictures, posters."""
