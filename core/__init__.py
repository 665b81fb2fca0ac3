"""The ground floor: the permission question, the view door, pages and forms; no models."""
