"""Addresses over the line: names of servers in ASCII, what means something in a URI encoded, and back."""

from __future__ import annotations

import pytest

from tripplanner.mailboxes import ascii_mailbox, mailto, of_uri


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        (" anna@example.org ", "anna@example.org"), ("anna@büro.example", "anna@xn--bro-hoa.example"),
        ("li@例子。中国", "li@xn--fsqu00a.xn--fiqs8s"), ("anna@xn--bro-hoa.example", "anna@xn--bro-hoa.example"),
        ("anna@straße.example", "anna@straße.example"), ("娜@例子.中国", "娜@xn--fsqu00a.xn--fiqs8s"),
        ("anna@" + "é" * 80 + ".org", "anna@" + "é" * 80 + ".org"), ("büro", "büro"), ("", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_server_is_ascii_where_it_can_be(address: str, plain: str) -> None:
    assert ascii_mailbox(address) == plain


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("anna+trip@example.org", "mailto:anna+trip@example.org"), ("o'hara@example.org", "mailto:o'hara@example.org"),
        ("a?b#c%d&e/f@example.org", "mailto:a%3Fb%23c%25d%26e%2Ff@example.org"),
        ("anna@büro.example", "mailto:anna@xn--bro-hoa.example"),
    ],
)  # fmt: skip
def test_an_address_in_a_calendar_is_a_uri_and_comes_back_as_it_was(address: str, uri: str) -> None:
    assert mailto(address) == uri
    assert of_uri(uri.removeprefix("mailto:")) == ascii_mailbox(address)


@pytest.mark.parametrize("words", ["50%ff@example.org", "a%0Ab@example.org", "100%@example.org"])
def test_what_is_no_encoding_stays_as_it_is(words: str) -> None:
    assert of_uri(words) == words
