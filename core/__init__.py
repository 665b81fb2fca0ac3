"""The ground floor: the permission question, base views, filters and forms; no models."""
