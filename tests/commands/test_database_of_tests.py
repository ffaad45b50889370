import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from tests import emptying
from tests.factories.service_requests import request_in, submit
from townline.events.models import Event
from townline.service_requests.workflow import State


@pytest.mark.django_db
def test_database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def rows() -> dict[str, int]:
    models = [model for model in apps.get_models() if not model._meta.label.startswith("procrastinate.")]
    return {model._meta.label: count for model in models if (count := model._default_manager.count())}


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_what_a_new_city_has() -> None:
    new = rows()
    request_in(State.CONFIRMED)
    assert len(rows()) > len(new) + 10
    emptying.empty_tables()
    assert rows() == new


@pytest.mark.django_db(transaction=True)
def test_the_log_is_guarded_again_after_it_was_emptied() -> None:
    submit()
    emptying.empty_tables()
    submit()
    with pytest.raises(DatabaseError, match="append"):
        Event.objects.all().delete()
