"""Tests of agencies and sign-in."""
