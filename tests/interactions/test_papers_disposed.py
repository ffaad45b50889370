"""What paper and tries hold about a person is told, and goes when the person is disposed of."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from tests.interactions.test_mail import PDF, csr, scanned
from townline.core.transactions import transaction
from townline.interactions import holdings, operations
from townline.interactions.models import CoverSheet, MailItem, Outreach
from townline.interactions.operations.dispose_papers import forget_papers
from townline.privacy.holdings import Person


@pytest.mark.django_db(transaction=True)
def test_scan_is_held_with_its_file_and_gone_with_it(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    by, request = csr(), submit()
    assert request.customer is not None
    (item,) = scanned(by, scan__pdf=PDF).to_sort
    operations.file_item(item=item, customer=request.customer, subject=None, about="Letter", by=by, at=NOON)
    operations.print_cover(customer=request.customer, subject=None, by=by, at=NOON)
    operations.open_outreach(customer=request.customer, subject=None, reason="Call her son", by=by, at=NOON)
    person = Person(request.customer.pk, request.customer.uuid)
    held = {one.kind: one for one in holdings.held_about(people=[person]) if one.kind in {"mail", "outreach"}}
    assert [file.read() for file in held["mail"].files] == [PDF]
    assert "Call her son" in dict(held["outreach"].text).values()
    path = Path(item.pages.get().file.path)
    with transaction():
        assert forget_papers(people=[person], subjects=[uuid4()]) == 1
    assert (path.exists(), MailItem.objects.count()) == (False, 0)
    assert (Outreach.objects.get().reason, CoverSheet.objects.get().customer) == ("", None)
