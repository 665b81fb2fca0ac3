"""How pages about missing people show a face and a level of risk."""
