"""Areas, agencies, teams, the people who work in them, and how they sign in."""
