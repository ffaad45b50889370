from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import complaints as make
from tests.factories.clock import NOON
from tests.records_office.people import LATER, clerk, signed
from townline.complaints import holdings, operations, queries
from townline.complaints.models import Complaint, Praise, Restriction, Update
from townline.complaints.values import Limit
from townline.customers import holdings as customer_holdings
from townline.customers.models import Customer
from townline.notifications.models import Message
from townline.records_office import operations as records_office

pytestmark = pytest.mark.django_db


def everything() -> Complaint:
    made = make.complaint()
    operations.inform(complaint=made, words="We look.", by=make.manager(), at=NOON)
    make.praise()
    asked = operations.Asked(made.customer, (Limit.NO_REPEAT,), "Once.", "Calls.", (NOON + timedelta(days=9)).date())
    row = operations.ask_restriction(asked=asked, by=make.manager(), at=NOON)
    operations.answer_restriction(restriction=row, approve=False, by=make.manager(), at=NOON)
    return make.decided(made)


def test_held_about_says_every_word_that_was_written() -> None:
    made = everything()
    assert made.customer is not None
    held = list(holdings.held_about(people=customer_holdings.people(uuids=[made.customer.uuid])))
    assert [one.kind for one in held] == ["complaint", "praise", "restriction"]
    said = [value for one in held for _label, value in one.text]
    assert {"Nobody came, twice.", "We look.", "The crew went to the wrong street.", "Calls."} <= set(said)


def test_dispose_lets_go_of_the_words_and_keeps_the_figures() -> None:
    made = everything()
    assert made.customer is not None
    before = queries.figures(since=NOON, until=LATER)
    proposed = records_office.propose_person(person=made.customer.uuid, by=clerk(), at=LATER)
    signed(proposed)
    records_office.carry_out(at=LATER)
    made.refresh_from_db()
    assert (made.words, made.wants, made.customer_id, made.disposed_at) == ("", "", None, LATER)
    assert (Praise.objects.get().words, Update.objects.count(), Restriction.objects.count()) == ("", 0, 0)
    assert (Customer.objects.count(), Message.objects.count()) == (0, 0)
    assert [row.reasons for row in queries.decisions_of(complaint=made)] == ["—"]
    assert queries.figures(since=NOON, until=LATER) == before
    assert list(queries.visible_complaints(viewer=make.manager())) == []


def test_nothing_goes_without_a_signed_list() -> None:
    made = everything()
    for destroy in (
        lambda: Complaint.objects.filter(pk=made.pk).update(disposed_at=NOON),
        lambda: Update.objects.all().delete(),
        lambda: Restriction.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="disposal list"), transaction.atomic():
            destroy()
