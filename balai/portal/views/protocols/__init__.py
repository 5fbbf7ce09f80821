"""The pages of communities, and of what they keep."""
