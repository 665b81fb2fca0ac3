"""Takes away each permission check of the code, one at a time, and sees a test fail."""
