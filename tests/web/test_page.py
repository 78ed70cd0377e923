"""The page at /graphql says what this is in both languages, asks nobody else and runs only its own code."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from hub.gql.schema import make_schema


def test_shows_the_sdl_and_a_ready_query(client: TestClient) -> None:
    response = client.get("/graphql", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    sdl = re.search(r'<pre id="sdl"[^>]*>(.*?)</pre>', response.text, re.DOTALL)
    assert sdl is not None
    assert unescape(sdl[1]) == make_schema().as_str()
    assert "sources {" in unescape(response.text)
    assert "{{" not in re.sub(r"<pre.*?</pre>", "", response.text, flags=re.DOTALL)


def test_speaks_to_its_own_origin_only(client: TestClient) -> None:
    response = client.get("/graphql")
    text = re.sub(r"<pre.*?</pre>", "", response.text, flags=re.DOTALL)  # the SDL cites specifications
    addresses = re.findall(r"""(?:src|href|action)="([^"]*)"|url\(([^)]*)\)|https?://([\w.]+)""", text)
    assert {part for found in addresses for part in found if part} == {"data:,", "#query"}
    policy = response.headers["content-security-policy"]
    nonces = set(re.findall(r"'nonce-([\w-]+)'", policy))
    assert len(nonces) == 1
    assert set(re.findall(r'nonce="([\w-]+)"', response.text)) == nonces
    assert re.sub(r"'nonce-[\w-]+'", "NONCE", policy) == (
        "default-src 'none'; script-src NONCE; style-src NONCE; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def test_each_answer_has_a_nonce_of_its_own(client: TestClient) -> None:
    first, second = (client.get("/graphql").headers["content-security-policy"] for _ in range(2))
    assert first != second


def test_nothing_in_it_is_inline_code_without_a_nonce(client: TestClient) -> None:
    text = client.get("/graphql").text
    assert re.findall(r"<(?:script|style)(?![^>]*nonce=)", text) == []
    assert re.findall(r"\s(?:on\w+|style)=", re.sub(r"<(script|style|pre).*?</\1>", "", text, flags=re.DOTALL)) == []


def test_speaks_the_browser_s_language(client: TestClient) -> None:
    assert '<html lang="zh"' in client.get("/graphql", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}).text
    assert '<html lang="en"' in client.get("/graphql", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="zh"' in client.get("/graphql", headers={"Accept-Language": "fr"}).text


def test_every_control_has_a_label_in_both_languages(client: TestClient) -> None:
    text = client.get("/graphql").text
    for control in ("token", "query", "variables"):
        label = re.search(rf'<label for="{control}">(.*?)</label>', text)
        assert label is not None
        assert re.findall(r'lang="(\w+)"', label[1]) == ["zh", "en"]
    assert text.count('lang="zh"') == text.count('lang="en"') + (1 if '<html lang="zh"' in text else -1)
