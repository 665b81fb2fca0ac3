"""Parameters of addresses that every list knows."""

FIELDS, AFTER, LIMIT = "fields", "after", "limit"
MOST_ROWS, MOST_COUNTED = 100, 1000
