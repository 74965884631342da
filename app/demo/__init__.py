"""A synthetic county that nobody lives in."""
