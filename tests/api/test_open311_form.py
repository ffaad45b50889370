"""The quick reading of a form says what Django says, whatever was sent."""

import pytest
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from townline.api.open311.forms.posted import PLAIN, fields_of

PIECES = st.sampled_from(
    [
        "a",
        "attribute%5Bsize%5D",
        "é",
        "%C3%A9",
        "%E9",
        "%",
        "%zz",
        "+",
        "%2B",
        "=",
        "==",
        "&",
        "&&",
        ";",
        " ",
        "%00",
        "\n",
        "x",
    ]
)


def sent(body: bytes, kind: str = PLAIN) -> HttpRequest:
    return RequestFactory().post("/open311/v2/requests.json", data=body, content_type=kind)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_a_form_reads_as_django_reads_it(text: str) -> None:
    assert list(fields_of(sent(text.encode())).lists()) == list(sent(text.encode()).POST.lists())


@given(st.binary(max_size=30))
def test_so_do_bytes_that_are_no_text(body: bytes) -> None:
    assert list(fields_of(sent(body)).lists()) == list(sent(body).POST.lists())


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        fields_of(sent(b"a=1"))["b"] = "2"


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(TooManyFieldsSent):
        fields_of(sent(b"&".join([b"a=1"] * 1_001)))


def test_another_encoding_is_refused() -> None:
    with pytest.raises(BadRequest):
        fields_of(sent(b"a=1", f"{PLAIN}; charset=iso-8859-1"))


def test_fields_beside_files_are_read() -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    assert fields_of(sent(body, "multipart/form-data; boundary=x"))["a"] == "1"
