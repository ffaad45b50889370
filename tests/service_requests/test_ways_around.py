"""Ten ways to have a request closed without work, and to have the same work counted twice: none of them works."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import ADA, closing_rule, photo_of_work, request_in, submission, submit
from tests.service_requests.test_closing import boss_of, closing_of, done, refused, sql, state_of, worker_of
from townline.core.actor import RESIDENT
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Closure, MajorEvent, MajorWorkItem, Photo, PhotoState, ServiceRequest, Task
from townline.service_requests.operations import major_events, tasks
from townline.service_requests.values import TaskEvidence
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
NOTHING = [
    "",
    " ",
    ".",
    "…",
    "- - -",
    "\u200b",
    "\u00a0\u2060\ufeff",
    "\t\n",
    "× 。、",
    "\u3164\u2800\u115f",
    "\u180e\ufe0f",
    "👍",
    "✓",
]


# -- words that say nothing -----------------------------------------------------------------------
@pytest.mark.parametrize("words", NOTHING)
def test_words_that_say_nothing_are_no_evidence(words: str) -> None:
    request = request_in(State.ASSIGNED)
    with refused(service_requests.EvidenceMissing):
        done(request, worker_of(request), words=words)
    result = service_requests.complete_many(
        references=[request.reference], outcome="fixed", words=words, by=worker_of(request), at=NOON
    )
    assert (result.done, state_of(request)) == ([], State.ASSIGNED)


@pytest.mark.parametrize("words", NOTHING)
def test_words_that_say_nothing_are_no_reason(words: str) -> None:
    request = request_in(State.ASSIGNED)
    boss = boss_of(request)
    with refused(service_requests.ReasonMissing):
        service_requests.decline(request=request, reason=words, by=boss, at=NOON)
    with refused(service_requests.ReasonMissing):
        service_requests.cancel(request=request, reason=words, by=boss, at=NOON)
    assert state_of(request) == State.ASSIGNED


@pytest.mark.parametrize("words", ["Réparé.", "修好了", "تم الإصلاح", "²", "Ж", "0 cm"])
def test_words_in_any_script_are_words_here_and_in_the_database(words: str) -> None:
    request = request_in(State.ASSIGNED)
    if words == "²":  # a sign alone is none, for both
        with refused(service_requests.EvidenceMissing):
            done(request, worker_of(request), words=words)
    else:
        assert done(request, worker_of(request), words=words).state == State.COMPLETED


@pytest.mark.parametrize("words", NOTHING)
def test_no_statement_closes_with_words_that_say_nothing(words: str) -> None:
    request = request_in(State.ASSIGNED)
    Closure(
        request=request, ending="declined", state="approved", worked_from_at=NOON, completed_at=NOON, decided_at=NOON,
        decided_by_id=1,
    ).save(force_insert=True)  # fmt: skip
    with pytest.raises(IntegrityError, match="given no reason"):
        sql(
            "UPDATE service_requests_servicerequest SET state = 'declined', status_notes = %s, state_since_at = %s, "
            "closed_at = %s, due_at = NULL WHERE id = %s",
            words, NOON, NOON, request.pk,
        )  # fmt: skip


def test_a_major_event_completes_nothing_that_its_rule_asks_more_of() -> None:
    closing_rule(evidence=["photo"])
    request = request_in(State.ASSIGNED)
    boss = boss_of(request)
    major = MajorEvent.objects.create(
        kind="storm", name_en="Storm", name_fr="Tempête", starts_at=NOON, declared_at=NOON, declared_by="Boss"
    )
    major.reports.create(request=request, how="by_hand", joined_at=NOON)
    work = major_events.begin_completing(major=major, outcome="fixed", words="All done.", by=boss, at=NOON)
    major_events.complete_some(work=work.uuid, at=NOON)
    assert (MajorWorkItem.objects.get().state, state_of(request)) == ("refused", State.ASSIGNED)


# -- merging --------------------------------------------------------------------------------------
def test_a_report_that_the_work_did_not_help_is_not_merged_into_it_while_it_waits_for_approval() -> None:
    first = request_in(State.COMPLETED)
    still_there = service_requests.submit(submission=submission(), by=RESIDENT, at=NOON + HOUR)
    with refused(service_requests.CannotMerge):
        service_requests.merge_into(request=still_there, target=first, by=boss_of(first), at=NOON + DAY)
    with pytest.raises(IntegrityError, match="nobody works on"):
        sql(
            "UPDATE service_requests_servicerequest SET state = 'merged', merged_into_id = %s, due_at = NULL WHERE id = %s",
            first.pk, still_there.pk,
        )  # fmt: skip


def test_two_requests_are_not_merged_into_each_other() -> None:
    one, two = submit(), submit()
    service_requests.merge_into(request=one, target=two, by=boss_of(two), at=NOON)
    with refused(service_requests.CannotMerge):
        service_requests.merge_into(request=two, target=one, by=boss_of(two), at=NOON)
    assert (state_of(one), state_of(two)) == (State.MERGED, State.SUBMITTED)


def test_whatever_was_merged_into_a_dummy_is_open_again_when_the_dummy_is_withdrawn() -> None:
    real, dummy = submit(contact=ADA), submit()
    service_requests.merge_into(request=real, target=dummy, by=boss_of(dummy), at=NOON)
    service_requests.cancel(request=dummy, by=RESIDENT, at=NOON)
    assert state_of(real) == State.REVIEWED


# -- the database by hand -------------------------------------------------------------------------
def test_no_statement_brings_an_old_approval_back() -> None:
    request = request_in(State.CONFIRMED)
    service_requests.reopen(request=request, reason="Not done.", by=boss_of(request), at=NOON + HOUR)
    with pytest.raises(IntegrityError, match="not rewritten"):
        sql("UPDATE service_requests_closure SET set_aside_at = NULL WHERE request_id = %s", request.pk)


def test_no_statement_of_staff_says_that_the_customer_withdrew_it() -> None:
    request = request_in(State.ASSIGNED)
    with refused(IntegrityError, match="closure_approved_says_who"):
        Closure(
            request=request, ending="cancelled", state="approved", worked_from_at=NOON, completed_at=NOON, decided_at=NOON,
            completed_by_id=worker_of(request).user_id,
        ).save(force_insert=True)  # fmt: skip


def test_no_statement_forges_whose_own_work_a_proposal_is() -> None:
    closing_rule(ending="declined", approval="peer")
    request = request_in(State.ASSIGNED)
    worker = worker_of(request).user_id
    row = Closure(
        request=request, ending="declined", reason="Not ours.", worked_from_at=NOON, completed_at=NOON,
        completed_by_id=worker, workers=[],
    )  # fmt: skip
    row.save(force_insert=True)
    assert closing_of(request).workers == [worker]
    with refused(IntegrityError, match="own work"):
        Closure.objects.filter(pk=row.pk).update(state="approved", decided_at=NOON, decided_by_id=worker)


# -- pictures -------------------------------------------------------------------------------------
def picture_task(request: ServiceRequest, title: str = "Fill it") -> Task:
    assert request.team is not None
    new = tasks.NewTask(title, request.team, evidence=TaskEvidence.PHOTO)
    return tasks.add_task(request=request, new=new, by=boss_of(request), at=NOON)


def finish(task: Task, *photos: UUID) -> None:
    tasks.finish_task(task=task, result="", photos=photos, by=worker_of(task.request), at=NOON)


def test_a_task_takes_no_picture_of_the_customer_and_none_that_is_not_there() -> None:
    request = request_in(State.ASSIGNED)
    theirs = Photo.objects.create(request=request, file="hole.jpg", state=PhotoState.READY, added_at=NOON)
    unreadable = Photo.objects.create(file="x.jpg", state=PhotoState.REFUSED, added_at=NOON)
    task = picture_task(request)
    for uuid in (theirs.uuid, unreadable.uuid, uuid4()):
        with refused(tasks.TaskEvidenceMissing):
            finish(task, uuid)
    theirs.refresh_from_db()
    assert theirs.is_evidence is False


def test_a_picture_shows_one_task_and_not_the_next() -> None:
    request, photo = request_in(State.ASSIGNED), photo_of_work()
    first, second = picture_task(request), picture_task(request, "Clean up")
    finish(first, photo)
    with refused(tasks.TaskEvidenceMissing):
        finish(second, photo)


def test_a_picture_of_one_request_shows_nothing_of_another() -> None:
    closing_rule(evidence=["photo"])
    one, two, photo = request_in(State.ASSIGNED), request_in(State.ASSIGNED), photo_of_work()
    done(one, worker_of(one), photos=[photo])
    with refused(service_requests.EvidenceMissing):
        done(two, worker_of(two), photos=[photo])
    with refused(tasks.TaskEvidenceMissing):
        finish(picture_task(two), photo)


def sent(**look: object) -> UUID:
    """A file as a telephone sends it, prepared as the job does."""
    photo = service_requests.add_photo(draft=uuid4(), file=picture_file(**look), at=NOON)  # type: ignore[arg-type]
    service_requests.prepare_photo(photo_id=photo.pk)
    return photo.uuid


def test_the_same_file_sent_again_shows_nothing_of_another_request() -> None:
    closing_rule(evidence=["photo"])
    one, two = request_in(State.ASSIGNED), request_in(State.ASSIGNED)
    done(one, worker_of(one), photos=[sent()])
    with refused(service_requests.PhotoSeenBefore):
        done(two, worker_of(two), photos=[sent()])
    with refused(service_requests.PhotoSeenBefore):
        finish(picture_task(two), sent())
    assert done(two, worker_of(two), photos=[sent(size=(320, 200))]).state == State.COMPLETED


def test_the_picture_of_the_customer_is_no_picture_of_the_work_in_a_copy_either() -> None:
    draft = uuid4()
    theirs = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    request = request_in(State.ASSIGNED, draft=draft)
    service_requests.prepare_photo(photo_id=theirs.pk)
    theirs.refresh_from_db()
    with theirs.file.open("rb") as file:
        copy = SimpleUploadedFile("mine.jpg", file.read())  # as staff see it on the desk
    photo = service_requests.add_photo(draft=uuid4(), file=copy, at=NOON)
    with refused(service_requests.PhotoSeenBefore):
        done(request, worker_of(request), photos=[photo.uuid])


def test_a_file_that_was_sent_back_may_be_shown_once_more_and_after_approval_not() -> None:
    request = request_in(State.ASSIGNED)
    done(request, worker_of(request), photos=[sent()])
    service_requests.send_back(closure=closing_of(request), reason="Too dark.", by=boss_of(request), at=NOON)
    request = done(request, worker_of(request), photos=[sent()])
    request = service_requests.confirm(request=request, by=boss_of(request), at=NOON)
    request = service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=NOON + HOUR)
    with refused(service_requests.PhotoSeenBefore):
        done(request, worker_of(request), photos=[sent()], at=NOON + DAY)


def test_the_same_file_shows_one_task_and_not_the_next() -> None:
    request = request_in(State.ASSIGNED)
    finish(picture_task(request), sent())
    with refused(service_requests.PhotoSeenBefore):
        finish(picture_task(request, "Clean up"), sent())


def test_a_copy_that_somebody_sends_afterwards_takes_nothing_from_a_picture_of_the_work() -> None:
    request, other, photo = request_in(State.ASSIGNED), request_in(State.ASSIGNED), sent()
    finish(picture_task(request), photo)
    Photo.objects.filter(uuid=sent()).update(request=other)  # a resident has it from the page of the request
    assert done(request, worker_of(request), photos=[photo]).state == State.COMPLETED
    assert closing_of(request).photos == [photo]
