"""Trigger factors: rules of a team that raise alerts, what they watch, and how they are tried."""
