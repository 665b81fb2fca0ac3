"""Cases: joint work of several agencies, with the people in it and the log of their actions.

A case is a shared record like a person's: `access` decides who reads which of its sections.
"""
