"""No request breaks at the encoding that it names, and none is read in another than UTF-8."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest

from core.encoding import in_utf8

PART = (
    b'--x7\r\nContent-Disposition: form-data; name="name"\r\n\r\nJo\\ud800\xc3\xab\r\n--x7--\r\n'
)


def read(said, query="q=Jo%5Cud800%C3%AB", body=b""):
    """The request as the site gets it."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/people/",
        "QUERY_STRING": query,
        "CONTENT_TYPE": said,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    return in_utf8(lambda environ, start: WSGIRequest(environ))(environ, None)


@pytest.mark.parametrize(
    "charset",
    [
        *("hex", "rot13", "undefined", "punycode", "idna", "unicode_escape", "utf-16", "utf-7"),
        *("iso-8859-1", "utf-8", '"UTF-8"', "nonesuch", "", '"a;b"'),
    ],
)
def test_an_address_is_read_as_utf_8_whatever_is_said(charset):
    assert read(f"application/json; charset={charset}").GET["q"] == "Jo\\ud800ë"


@pytest.mark.parametrize(
    "said", ["a/b; charset*=hex''a%41", "a/b;x*=undefined''%41", "a/b;;=", ";"]
)
def test_an_odd_content_type_breaks_nothing(said):
    assert read(said).GET["q"] == "Jo\\ud800ë"


def test_too_many_parameters_are_for_the_middleware_to_refuse():
    assert read("application/json; charset=utf-8", query="a&" * 2000).method == "POST"


@pytest.mark.parametrize("charset", ["unicode_escape", "hex", "utf-16", "utf-8"])
@pytest.mark.parametrize("said", ["boundary=x7; charset={}", 'charset={};Boundary="x7"'])
def test_parts_are_read_as_utf_8_up_to_their_boundary(said, charset):
    request = read(f"multipart/form-data; {said.format(charset)}", body=PART)

    assert request.POST["name"] == "Jo\\ud800ë"
