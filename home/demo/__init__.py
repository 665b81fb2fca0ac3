"""The demo world. Everyone in it is invented; telephone numbers are from the range for fiction."""

PASSWORD = "demo-partnership-2026"
