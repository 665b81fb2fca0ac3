"""Search across everything: one module for each kind of thing that is found, one list of rows."""
