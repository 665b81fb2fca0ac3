"""A kind of shared record that only the tests have: what holds for people holds for any kind."""
