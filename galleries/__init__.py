"""Galleries: people whom an audience of areas and teams should recognise; offers of help.

Built on people's records: an entry shows a tile, never the record. Alerts tell who is announced.
"""
