"""Pages of restorative justice."""
