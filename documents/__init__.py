"""Files and photos of records: what may be kept, how it is checked, stored and served."""
