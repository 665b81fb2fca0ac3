"""Who may see what, and why: grants, the holds they project onto, exclusions, requests."""
