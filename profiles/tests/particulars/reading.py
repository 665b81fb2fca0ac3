"""The text of a page."""


def words(response):
    return " ".join(response.content.decode().split())
