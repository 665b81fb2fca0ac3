"""The forms of restorative justice whose text is kept as a draft."""
