"""What restorative justice shows on other apps' pages."""
