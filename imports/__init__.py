"""A partnership's cohort from a spreadsheet: checked first, then imported, nothing half done."""
