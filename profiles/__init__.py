"""People: one record a person, with names, roles, warnings, ways to reach them, and the log."""
