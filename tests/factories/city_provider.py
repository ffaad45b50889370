"""A city's own sign-in on this machine: OpenID Connect with one person in it, who is always signed in already."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.local_server import LocalServer, served

CLIENT, SECRET = "townline-desk", "a secret between two servers"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class CityProvider:
    """`person` is what it tells of whoever comes; the rest says how it misbehaves."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "p-1"})
    audience: str = CLIENT
    sub_in_token: str = ""
    refuses: bool = False
    broken: set[str] = field(default_factory=set)  # paths that answer 500
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> dict[str, Any]:
        """As config/settings.py writes it."""
        return {
            "provider_id": "city",
            "name": "Maple Harbour account",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.url, "verified_email": [], "oauth_pkce_enabled": True},
        }

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorise(self, asked: dict[str, str]) -> str:
        """The address to which the browser is sent back."""
        answer = {"state": asked["state"]}
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({**answer, 'error': 'access_denied'})}"
        code = uuid4().hex
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'code': code})}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            return None
        now = int(time.time())
        claims = {
            **self.person, "iss": self.url, "aud": self.audience, "iat": now, "exp": now + 60,
            "sub": self.sub_in_token or self.person["sub"],
        }  # fmt: skip
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "let-me-read", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    provider: CityProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path in self.provider.broken:
            self._say(500, {"error": "server_error"})
        elif parts.path == "/.well-known/openid-configuration":
            self._say(200, self.provider.discovery())
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorise(_one_each(parts.query)))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/userinfo" and self.headers.get("Authorization") == "Bearer let-me-read":
            self._say(200, self.provider.person)
        else:
            self._say(404, {"error": "not_found"})

    def do_POST(self) -> None:
        given = _one_each(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = self.provider.token(given) if self.path == "/token" and self.path not in self.provider.broken else None
        self._say(200 if token else 400, token or {"error": "invalid_grant"})

    def _say(self, status: int, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet: a test reads what it asks for."""


def _one_each(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def city_provider() -> Iterator[CityProvider]:
    made = CityProvider()
    server = LocalServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": made}))
    with served(server) as made.url:
        yield made
