"""What programs are told, field by field; nothing is shown that is not named here."""
