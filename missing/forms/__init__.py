"""Forms about missing people."""
