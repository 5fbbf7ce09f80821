"""The link to the other language."""

import pytest

from balai.ui.context import path_in


@pytest.mark.parametrize(
    ("path", "english", "indonesian"),
    [
        ("/", "/en/", "/"),
        ("/en/", "/en/", "/"),
        ("/en", "/en/", "/"),
        ("/desa/64.03/", "/en/desa/64.03/", "/desa/64.03/"),
        ("/en/desa/64.03/", "/en/desa/64.03/", "/desa/64.03/"),
        ("/enak/", "/en/enak/", "/enak/"),
        ("//evil.example/tentang/", "/en/evil.example/tentang/", "/evil.example/tentang/"),
        ("/en//evil.example/", "/en/evil.example/", "/evil.example/"),
        ("//[/", "/en/%5B/", "/%5B/"),
        ('/a"b/', "/en/a%22b/", "/a%22b/"),
    ],
)
def test_the_same_page_in_each_language(path, english, indonesian):
    assert (path_in("en", path), path_in("id", path)) == (english, indonesian)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["//[/", "//evil.example/tentang/", "/%2Fevil.example/"])
def test_an_odd_path_gets_a_page_that_stays_here(client, path):
    answer = client.get("/", PATH_INFO=path)

    assert answer.status_code == 404
    assert 'href="//' not in answer.content.decode()
