"""Pages about missing people."""
