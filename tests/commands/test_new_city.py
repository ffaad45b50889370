"""A real city from nothing: an empty folder, `townline init`, `townline run --production`, the first administrator at work."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.commands.test_run import port as free_port
from tests.commands.test_run import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
port = free_port
HOST = "311.elm.example"
PASSWORD = "elm-point-by-the-lake-42"
ANSWERS = {
    "--city-en": "City of Elm Point",
    "--city-fr": "Ville de Pointe-aux-Ormes",
    "--site-url": f"https://{HOST}",
    "--admin-email": "Kim.Park@elm.example",
    "--admin-name": "Kim Park",
    "--from-email": "City of Elm Point <no-reply@elm.example>",
    "--reply-to": "service@elm.example",
    "--mail-host": "127.0.0.1",
    "--mail-port": "2525",
}
SETTINGS = ["", "services", "groups", "departments", "teams", "people", "rules", "areas", "texts", "alerts", "keys"]


class Visitor:
    """A browser behind the city's proxy: it says the city's name and https, and keeps cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.path, self.status, self.body = port, "/", 0, ""
        self.cookies: dict[str, str] = {}

    def open(self, path: str, sent: dict[str, str] | None = None) -> str:
        """The page at the end of all redirects; `sent` is a form."""
        for _ in range(6):
            location = self._ask(path, sent)
            if not location:
                return self.body
            path, sent = urljoin(path, location), None
        raise AssertionError(f"round and round: {path}")

    def send(self, values: dict[str, str]) -> str:
        """The last form of the page that holds all of these fields, with what stood in its hidden ones."""
        forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", self.body, re.DOTALL)
        head, inside = next(pair for pair in reversed(forms) if all(f'name="{name}"' in pair[1] for name in values))
        hidden = {
            _attribute(tag, "name"): _attribute(tag, "value")
            for tag in re.findall(r"<input\b[^>]*>", inside)
            if _attribute(tag, "type") == "hidden"
        }
        return self.open(_attribute(head, "action") or self.path, {**hidden, **values})

    def _ask(self, path: str, sent: dict[str, str] | None) -> str:
        parts = urlsplit(path)
        self.path = parts.path + (f"?{parts.query}" if parts.query else "")
        head = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}{self.path}"}
        head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if sent is not None:
            head |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        body = urlencode(sent) if sent is not None else None
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("POST" if body is not None else "GET", self.path, body, head)
            answer = line.getresponse()
            self.status, self.body = answer.status, answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return answer.getheader("Location", "") if answer.status in {301, 302, 303} else ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def townline(*words: str, data: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(*words), env=clean(data), cwd=data.parent, check=False, capture_output=True, text=True
    )


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "townline.commands.console", *words]


def clean(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOWNLINE_", "DATABASE_URL"))}
    return {**kept, "TOWNLINE_DATA": str(data)}


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


@contextmanager
def production(data: Path, port: int) -> Iterator[Visitor]:
    with (data / "test.log").open("wb") as log:
        process = subprocess.Popen(
            command("run", "--production", "--port", str(port), "--web-workers", "1"),
            env=clean(data), cwd=data, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            said = (data / "test.log").read_text
            wait_for(lambda: "Townline is running" in said() or process.poll() is not None, what=said)
            assert process.poll() is None, said()
            yield Visitor(port)
        finally:
            process.terminate()
            process.wait(60)


def code_now(secret: str) -> str:
    """What the app on a telephone would show."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_init_says_what_is_missing_before_it_touches_anything(data: Path) -> None:
    answers = {name: value for name, value in ANSWERS.items() if name != "--reply-to"}
    done = townline("init", "--no-questions", *[word for pair in answers.items() for word in pair], data=data)
    assert done.returncode == 1
    assert "--reply-to" in done.stderr
    assert not (data / "townline.env").exists()


def test_a_new_city_from_an_empty_folder_to_its_first_service(data: Path, port: int) -> None:
    done = townline("init", "--no-questions", *[word for pair in ANSWERS.items() for word in pair], data=data)
    assert done.returncode == 0, done.stderr
    found = re.search(rf"https://{HOST}(/staff/\S+)", done.stdout)
    assert found, done.stdout
    again = townline("init", "--no-questions", *[word for pair in ANSWERS.items() for word in pair], data=data)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    with production(data, port) as kim:
        kim.open(found[1])
        kim.send({"password1": PASSWORD, "password2": PASSWORD})
        kim.open("/desk/")
        kim.send({"login": "kim.park@elm.example", "password": PASSWORD})
        assert "second factor" in kim.body
        _set_up_a_second_factor(kim)
        _every_settings_page_opens(kim)
        _the_first_service(kim)
        _a_resident_finds_it(Visitor(port))
        _nothing_of_the_sample_city(kim)
    with production(data, port) as later:
        assert "Fallen tree" in later.open("/services")


def _set_up_a_second_factor(kim: Visitor) -> None:
    kim.open("/staff/2fa/totp/activate/")
    if 'name="password"' in kim.body:
        kim.send({"password": PASSWORD})
    secret = next(
        _attribute(tag, "value") for tag in re.findall(r"<input\b[^>]*>", kim.body) if "secret" in _attribute(tag, "id")
    )
    kim.send({"code": code_now(secret)})
    assert kim.open("/desk/settings/"), kim.path
    assert kim.path == "/desk/settings/"


def _every_settings_page_opens(kim: Visitor) -> None:
    answers = {name: (kim.open(f"/desk/settings/{name}"), kim.status, kim.path)[1:] for name in SETTINGS}
    assert answers == {name: (200, f"/desk/settings/{name}") for name in SETTINGS}


def _the_first_service(kim: Visitor) -> None:
    names = {"name_en": "Trees", "name_fr": "Arbres"}
    for kind, more in (("groups", {"position": "1"}), ("departments", {}), ("teams", {"department": "1"})):
        kim.open(f"/desk/settings/{kind}/new")
        kim.send({"code": "trees", **names, **more, **({} if kind == "groups" else {"is_active": "on"})})
        assert kim.status == 200, kim.body
        assert "Trees" in kim.open(f"/desk/settings/{kind}")
    kim.open("/desk/settings/services/new")
    kim.send(
        {
            "code": "fallen-tree", "name_en": "Fallen tree", "name_fr": "Arbre tombé", "like": "",
            "group_code": "trees", "team_code": "trees",
        }
    )  # fmt: skip
    assert kim.path == "/desk/settings/services/fallen-tree/change", kim.body
    kim.open("/desk/settings/services/fallen-tree/look")
    kim.send({"note": "The first one."})
    assert kim.status == 200


def _a_resident_finds_it(resident: Visitor) -> None:
    time.sleep(1.1)  # TOWNLINE_CACHE_SECONDS: another process reads the catalogue anew
    assert "Fallen tree" in resident.open("/services")
    assert "Arbre tombé" in resident.open("/fr/find?q=arbre")
    assert "Ville de Pointe-aux-Ormes" in resident.body
    assert "fallen-tree" in resident.open("/open311/v2/services.json")


def _nothing_of_the_sample_city(visitor: Visitor) -> None:
    for path in ("/", "/fr/", "/services", "/requests", "/desk/", "/desk/settings/", "/open311/discovery.json"):
        page = visitor.open(path)
        assert visitor.status == 200, path
        assert not re.search("Maple Harbour|Havre-aux|maple-harbour", page), path
