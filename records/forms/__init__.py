"""Forms about kinds of forms."""
