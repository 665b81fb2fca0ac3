"""Statistics within what their reader may see, each with its definition, table and file."""
