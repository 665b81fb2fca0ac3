"""Tasks: what one team or person asks of another, about a record or about nothing."""
