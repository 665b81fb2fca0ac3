"""Pages of drafts, and of kinds of forms."""
