"""Pages of galleries."""
