from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import TeamFactory, member_of
from tests.factories.service_requests import submit
from townline.accounts.models import User
from townline.core.reference import said

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_whole_reference_leads_to_the_request(signed_in: SignIn) -> None:
    reference = submit().reference
    answer = signed_in(member_of(TeamFactory())).get(reverse("desk:search"), {"q": said(reference)})
    assert answer.headers["Location"] == reverse("desk:request", args=[reference])


def test_nothing_found_says_what_to_try(signed_in: SignIn) -> None:
    page = signed_in(member_of(TeamFactory())).get(reverse("desk:search"), {"q": "zzzz"}).content.decode()
    assert "Try fewer words" in page


def test_search_runs_the_same_queries_with_one_row_and_with_three(signed_in: SignIn) -> None:
    client = signed_in(member_of(TeamFactory()))
    counts = []
    for more in (1, 0, 2):
        for _number in range(more):
            submit()
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk:search"), {"q": "hole"})
        counts.append(len(captured))
    assert counts[1] == counts[2]
