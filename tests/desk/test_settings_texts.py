"""The words that customers read: changed in both languages, tried, put back."""

from typing import Any

import pytest
from django.urls import reverse

from tests.desk.test_settings_pages import client_of
from townline.notifications.models import MessageText
from townline.notifications.queries import current_words, shipped_words
from townline.notifications.steps import Step

pytestmark = pytest.mark.django_db
PATH = "/desk/settings/texts/received"


def words(**changes: str) -> dict[str, Any]:
    fields = {
        f"{name}_{language}": getattr(shipped_words(step=Step.RECEIVED, language=language), name)
        for name in ("title", "body")
        for language in ("en", "fr")
    }
    return {**fields, **changes}


def test_changed_words_hold_and_only_the_changed_language_gets_a_version() -> None:
    client = client_of()
    assert client.get(PATH).status_code == 200
    client.post(PATH, {**words(body_en="We have it: {service}"), "do": "save"})
    assert current_words(step=Step.RECEIVED, language="en").body == "We have it: {service}"
    assert list(MessageText.objects.values_list("language", "version")) == [("en", 1)]


def test_an_example_is_shown_before_anything_is_kept() -> None:
    page = client_of().post(PATH, {**words(body_en="About {service}"), "do": "try"}).content.decode()
    assert "About Pothole" in page
    assert not MessageText.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title_fr", "Ada {service}"),
        ("body_en", "Dear {name}"),
        ("body_fr", "{"),
        ("body_en", "{link.__class__}"),
        ("body_en", "{link:>999999999}"),
        ("body_en", "{link!r}"),
        ("body_en", "{notes:{x}}"),
        ("body_en", "{0}"),
        ("body_en", "{}"),
    ],
)
def test_a_wrong_placeholder_is_told_beside_its_field(field: str, text: str) -> None:
    response = client_of().post(PATH, {**words(**{field: text}), "do": "save"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_earlier_and_shipped_words_come_back() -> None:
    client = client_of()
    for text in ("One", "Two"):
        client.post(PATH, {**words(body_en=text), "do": "save"})
    client.post(PATH, {"do": "back", "version": "en:1"})
    assert current_words(step=Step.RECEIVED, language="en").body == "One"
    client.post(PATH, {"do": "shipped"})
    assert current_words(step=Step.RECEIVED, language="en") == shipped_words(step=Step.RECEIVED, language="en")


def test_only_administrators_change_words() -> None:
    client = client_of("auditor")
    assert client.get(PATH).status_code == 200
    assert client.post(PATH, {**words(body_en="x"), "do": "save"}).status_code == 403
    assert client.get(reverse("desk:settings_text", args=["nothing"])).status_code == 404
