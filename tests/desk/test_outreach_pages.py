"""Pages of reaching somebody, of paper mail and of warm transfers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.desk.test_contacts_page import answers, known, started
from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.service_requests import submit
from tests.interactions.test_mail import PDF
from townline.accounts.models import Role, User
from townline.interactions.models import AttemptRule, CoverSheet, Interaction, MailItem, Outreach, Transfer

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def scans_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What a test scans lies in no folder that another test looks through."""
    settings.MEDIA_ROOT = str(tmp_path)


def csr() -> User:
    return member_of(TeamFactory(), role=Role.CSR)


def scan(client: Client, name: str = "scan.pdf", content: bytes = PDF) -> MailItem:
    said = {"way": "mail", "received_on": "2026-06-02", "paper_place": "Tray 3"}
    client.post(reverse("desk:mail"), {**said, "pages": SimpleUploadedFile(name, content)})
    return MailItem.objects.latest("pk")


def test_somebody_to_reach_stands_on_the_list_until_reached(signed_in: SignIn) -> None:
    request, client = submit(), signed_in(csr())
    path = f"{reverse('desk:reach_new')}?request={request.reference}"
    client.post(path, {"reason": "Which lane is it"})
    outreach = Outreach.objects.get()
    assert "Which lane is it" in client.get(reverse("desk:contacts")).content.decode()
    page = reverse("desk:reach", args=[outreach.uuid])
    assert client.post(page, {"channel": "phone"}).status_code == 422
    client.post(page, {"channel": "phone", "outcome": "no_answer", "note": "rang long"})
    assert "rang long" in client.get(page).content.decode()
    answer = client.post(page, {"channel": "phone", "outcome": "reached"})
    contact = Interaction.objects.get(direction="out")
    assert answer.headers["Location"] == reverse("desk:contact", args=[contact.uuid])
    assert "Which lane is it" not in client.get(reverse("desk:contacts")).content.decode()


def test_nobody_reaches_a_complainant_whom_they_may_not_know(signed_in: SignIn) -> None:
    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise")
    path = f"{reverse('desk:reach_new')}?request={request.reference}"
    assert signed_in(UserFactory(role=Role.MANAGER)).get(path).status_code == 404


def test_rule_is_shown_to_readers_and_changed_by_administrators(signed_in: SignIn) -> None:
    path = reverse("desk:settings_attempts")
    said = {"most_tries": "4", "hours_between": "2", "from_time": "09:00", "until_time": "17:00"}
    assert signed_in(UserFactory(role=Role.AUDITOR)).post(path, said).status_code == 403
    wrong = signed_in(UserFactory(role=Role.ADMINISTRATOR)).post(path, {**said, "until_time": "08:00"})
    assert (wrong.status_code, AttemptRule.objects.count()) == (422, 0)
    signed_in(UserFactory(role=Role.ADMINISTRATOR)).post(path, said)
    assert AttemptRule.objects.get().most_tries == 4


def test_cover_sheet_of_a_request_files_the_scan_behind_it(signed_in: SignIn) -> None:
    request, client = submit(), signed_in(csr())
    answer = client.post(reverse("desk:mail_cover_new"), {"number": request.reference, "do": "print"})
    code = CoverSheet.objects.get().code
    assert answer.headers["Location"] == reverse("desk:mail_cover", args=[code])
    sheet = client.get(answer.headers["Location"]).content.decode()
    assert ("<svg" in sheet, f"{code[:3]} {code[3:6]} {code[6:]}" in sheet) == (True, True)
    item = scan(client, f"{code}.pdf")
    assert (item.state, item.subject) == ("filed", request.uuid)


def test_scan_without_a_number_is_sorted_by_hand(signed_in: SignIn) -> None:
    ada, client = known("Ada Lee"), signed_in(csr())
    item = scan(client)
    path = reverse("desk:mail_item", args=[item.uuid])
    assert path in client.get(reverse("desk:mail")).content.decode()
    page = client.post(path, {"find": "ada lee", "do": "find"}).content.decode()
    assert str(ada.uuid) in page
    assert "Give a number" in client.post(path, {"do": "file"}).content.decode()
    client.post(path, {"who": str(ada.uuid), "about": "Photos of the fence", "do": "file"})
    item.refresh_from_db()
    assert (item.state, item.customer, item.about) == ("filed", ada, "Photos of the fence")


@pytest.mark.parametrize("number", ["123456789", "not a number"])
def test_wrong_number_is_named_beside_its_field(signed_in: SignIn, number: str) -> None:
    client = signed_in(csr())
    item = scan(client)
    answer = client.post(reverse("desk:mail_item", args=[item.uuid]), {"number": number, "do": "file"})
    assert (answer.status_code, number in answer.content.decode()) == (422, True)


def test_page_is_opened_by_its_door_and_not_as_a_page_of_ours(signed_in: SignIn) -> None:
    client = signed_in(csr())
    path = reverse("desk:mail_page", args=[scan(client).uuid, 1])
    answer = client.get(path)
    assert (b"".join(answer.streaming_content), answer.headers["Content-Type"]) == (PDF, "application/pdf")  # type: ignore[attr-defined]  # a file
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(UserFactory(role=Role.AUDITOR)).get(path).status_code == 403


def test_file_that_is_no_scan_is_named_and_the_form_stays(signed_in: SignIn) -> None:
    client = signed_in(csr())
    said = {"way": "mail", "received_on": "2026-06-02", "pages": SimpleUploadedFile("virus.exe", b"MZ")}
    page = client.post(reverse("desk:mail"), said, follow=True).content.decode()
    assert ("virus.exe" in page, MailItem.objects.count()) == (True, 0)
    assert client.post(reverse("desk:mail"), {"way": "mail"}).status_code == 422


def test_paper_is_followed_to_where_it_goes(signed_in: SignIn) -> None:
    client = signed_in(csr())
    item = scan(client)
    client.post(reverse("desk:mail_paper", args=[item.uuid]), {"what": "moved", "place": "Archive 7"})
    assert "Archive 7" in client.get(reverse("desk:mail_item", args=[item.uuid])).content.decode()


def test_warm_transfer_from_one_desk_to_another(signed_in: SignIn) -> None:
    water = TeamFactory(code="water", department=DepartmentFactory(code="water"))
    first, second = signed_in(csr()), signed_in(member_of(water))
    contact = started(first, who="new", name="Ada Lee")
    path = reverse("desk:contact_hand_over", args=[contact.uuid])
    assert first.post(path, {"shows": ["name"]}).status_code == 422
    answer = first.post(path, {"team": str(water.pk), "shows": ["name", "summary"]})
    assert answer.headers["Location"] == reverse(
        "desk:contact_handed_over", args=[contact.uuid, Transfer.objects.get().uuid]
    )
    waiting = second.get(reverse("desk:contacts")).content.decode()
    link = waiting.split('href="/desk/transfer/')[1].split('"')[0]
    assert "Ada Lee" in second.get(f"/desk/transfer/{link}").content.decode()
    assert first.get(f"/desk/transfer/{link}").status_code == 404
    second.post(f"/desk/transfer/{link}")
    taken = Interaction.objects.exclude(pk=contact.pk).get()
    assert taken.customer == Interaction.objects.get(pk=contact.pk).customer


def test_summary_for_another_office_can_be_read_out(signed_in: SignIn) -> None:
    client = signed_in(csr())
    contact = started(client, who="new", name="Ada Lee")
    path = reverse("desk:contact_hand_over", args=[contact.uuid])
    page = client.post(path, {"body": "The Region", "shows": ["name", "reach"]}, follow=True).content.decode()
    assert ("The Region" in page, "Ada Lee" in page, "416 555 0123" in page) == (True, True, True)


def test_supervisor_sees_what_is_left_open_and_shares_of_teams_only(signed_in: SignIn) -> None:
    boss = member_of(TeamFactory(), role=Role.SUPERVISOR)
    person = csr()
    client = signed_in(person)
    contact = started(client, who="new", name="Ada Lee")
    client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers())
    started(client, who="new", name="Ben Lee")
    page = signed_in(boss).get(reverse("desk:contacts_team")).content.decode()
    assert (person.name in page, "50 %" in page, "Ada Lee" in page, "Ben Lee" in page) == (True, True, False, False)
    assert client.get(reverse("desk:contacts_team")).status_code == 403


def test_request_page_tells_calls_and_letters_about_it(signed_in: SignIn) -> None:
    request, client = submit(), signed_in(csr())
    contact = started(client)
    client.post(reverse("desk:contact_about", args=[contact.uuid]), {"reference": request.reference})
    item = scan(client)
    client.post(
        reverse("desk:mail_item", args=[item.uuid]), {"number": request.reference, "about": "Photos", "do": "file"}
    )
    page = client.get(reverse("desk:request", args=[request.reference])).content.decode()
    assert (
        reverse("desk:contact", args=[contact.uuid]) in page,
        reverse("desk:mail_item", args=[item.uuid]) in page,
    ) == (
        True,
        True,
    )


def test_letter_stands_in_the_customers_history(signed_in: SignIn) -> None:
    ada, client = known("Ada Lee"), signed_in(csr())
    item = scan(client)
    client.post(reverse("desk:mail_item", args=[item.uuid]), {"who": str(ada.uuid), "about": "Fence", "do": "file"})
    page = client.get(reverse("desk:customer", args=[ada.uuid])).content.decode()
    assert reverse("desk:mail_item", args=[item.uuid]) in page
