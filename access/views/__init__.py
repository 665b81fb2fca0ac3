"""Pages about access: sharing, asking, answering, history; made concrete by each shared record."""
