"""Forms of restorative justice."""
