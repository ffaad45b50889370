"""What was shown, what the rule asks for, and what is missing. The database asks the same again."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.service_requests.closing_values import (
    LONGEST_MEASUREMENT,
    WANTED,
    Ending,
    Evidence,
    Proof,
    Size,
    Told,
    says_something,
)
from townline.service_requests.models import Outcome, Photo, ServiceRequest
from townline.service_requests.operations.closing.pictures_of_work import pictures_of_work
from townline.service_requests.queries import closing as queries

_NUMBER = re.compile(r"[0-9]")


class EvidenceMissing(OperationRefused):
    message = _("Say what was done, in words or with a photo: nothing closes without evidence.")

    def __init__(self, sentence: "str | Promise | None" = None, *, missing: Iterable[Evidence] = ()) -> None:
        self.missing = tuple(missing)
        super().__init__(sentence if sentence is not None else _sentence(self.missing))


def _sentence(missing: Sequence[Evidence]) -> "str | Promise":
    if not missing:
        return EvidenceMissing.message
    wanted = format_lazy(" ".join(["{}"] * len(missing)), *(WANTED[kind] for kind in missing))
    return format_lazy("{} {}", _("The rule for this request asks for more."), wanted)


def check_words(*, outcome: str, proof: Proof) -> None:
    """What can be said without looking at the request. Raises EvidenceMissing."""
    if outcome not in set(Outcome.values) - {Outcome.NOT_RECORDED}:
        raise EvidenceMissing(_("Choose an outcome."))
    if proof.size not in {"", *Size.values} or proof.told not in {"", *Told.values}:
        raise EvidenceMissing(_("Choose one of the answers."))
    if len(proof.measured) > LONGEST_MEASUREMENT:
        raise EvidenceMissing(_("Write the measurement in at most 120 letters."))


@transaction_required
def take_photos(*, request: ServiceRequest, photos: Sequence[UUID]) -> list[UUID]:
    """Pictures of the work: new ones, or those that this work has brought before; never one that the customer sent. Raises PhotoSeenBefore."""
    brought = Q(request=request, is_evidence=True)
    found = [photo.uuid for photo in pictures_of_work(request=request, photos=photos, known=brought)]
    Photo.objects.filter(uuid__in=found).update(request=request, is_evidence=True)
    return found


def check(*, request: ServiceRequest, words: str, proof: Proof, photos: Sequence[UUID]) -> queries.Needs:
    """What the rule asks for is there; returns the rule. Raises EvidenceMissing with all that is missing."""
    if not proof.size and queries.asks_size(request=request):
        raise EvidenceMissing(_("Say how large the work was: the rule for this request depends on it."))
    needs = queries.needs_of(request=request, ending=Ending.DONE, size=proof.size)
    is_there = {
        Evidence.NOTE: says_something(words),
        Evidence.PHOTO: bool(photos),
        Evidence.MEASUREMENT: bool(_NUMBER.search(proof.measured)),
        Evidence.CUSTOMER_TOLD: bool(proof.told) and not (proof.told == Told.NOBODY and request.customer_id),
    }
    missing = [kind for kind in needs.evidence if not is_there[kind]]
    if missing or not any(is_there[kind] for kind in (Evidence.NOTE, Evidence.PHOTO, Evidence.MEASUREMENT)):
        raise EvidenceMissing(missing=missing)
    return needs
