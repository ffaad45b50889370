"""The verbs of a request on staff pages: their words, keys, forms, and the one call each makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.desk.forms import closing as closing_forms
from townline.desk.forms import requests as forms
from townline.desk.presenters.choices import target_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.closing_values import Proof
from townline.service_requests.queries import closing
from townline.service_requests.workflow import Verb

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

ONE_PRESS = frozenset({Verb.ACCEPT, Verb.CONFIRM})


@dataclass(frozen=True, slots=True)
class Doing:
    """One verb on one request by one person, at a moment, with what the form said."""

    request: "ServiceRequest"
    said: Mapping[str, Any]
    by: Viewer
    at: datetime
    version: int | None

    @property
    def who(self) -> dict[str, Any]:
        return {"request": self.request, "by": self.by, "at": self.at, "version": self.version}


@dataclass(frozen=True, slots=True)
class VerbPage:
    """`text` is the button that opens the form, `send` the one that does it. Some need one press only."""

    verb: Verb
    text: Promise
    send: Promise
    done: Promise
    key: str
    form: type[forms.VerbForm]
    do: Callable[[Doing], Any]
    kind: str = "quiet"
    tells: bool = True  # the customer hears of it
    proposes: bool = False  # it may wait for somebody else to agree

    @property
    def is_one_press(self) -> bool:
        return self.verb in ONE_PRESS


def _merge(doing: Doing) -> object:
    target = queries.visible_request(reference=doing.said["target"], viewer=doing.by)
    return service_requests.merge_into(target=target, **doing.who)


def _assign(doing: Doing) -> object:
    team, assignee = target_of(doing.said["to"])
    return service_requests.assign(team=team, assignee=assignee, **doing.who)


def _complete(doing: Doing) -> object:
    photos = [photo.uuid for photo in queries.photos_of_draft(draft=doing.said["kept"])]
    proof = Proof(*(doing.said.get(name, "") for name in ("size", "measured", "told")))
    return service_requests.complete(
        outcome=doing.said["outcome"], words=doing.said["words"], photos=photos, proof=proof, **doing.who
    )


def _send_back(doing: Doing) -> object:
    closure = closing.waiting_closing(request=doing.request)
    if closure is None:
        raise service_requests.NothingToDecide
    return service_requests.send_back(closure=closure, reason=doing.said["reason"], by=doing.by, at=doing.at)


PAGES = {
    page.verb.value: page
    for page in (
        VerbPage(
            Verb.ACCEPT,
            _("Accept"),
            _("Accept"),
            _("Accepted: it is the City’s to do."),
            "r",
            forms.VerbForm,
            lambda doing: service_requests.accept(**doing.who),
        ),
        VerbPage(
            Verb.ASSIGN,
            _("Assign"),
            _("Assign"),
            _("Assigned."),
            "a",
            forms.AssignForm,
            _assign,
        ),
        VerbPage(
            Verb.COMPLETE,
            _("Complete"),
            _("Work is done"),
            _("Completed. Who looks at it next is written below."),
            "c",
            closing_forms.CompleteForm,
            _complete,
        ),
        VerbPage(
            Verb.CONFIRM,
            _("Approve"),
            _("Approve"),
            _("Approved."),
            "v",
            forms.VerbForm,
            lambda doing: service_requests.confirm(**doing.who),
        ),
        VerbPage(
            Verb.SEND_BACK,
            _("Send back"),
            _("Send back to work"),
            _("Sent back. Work goes on, and the promised day stays."),
            "b",
            closing_forms.SendBackForm,
            _send_back,
        ),
        VerbPage(
            Verb.ASK,
            _("Ask the customer"),
            _("Send question"),
            _("Asked. The clock stands still until the answer is here."),
            "u",
            forms.AskForm,
            lambda doing: service_requests.ask_customer(question=doing.said["question"], **doing.who),
        ),
        VerbPage(
            Verb.ANSWER,
            _("Customer answered"),
            _("Keep the answer"),
            _("Kept. The clock goes on."),
            "w",
            forms.AnswerForm,
            lambda doing: service_requests.customer_answered(answer=doing.said["answer"], **doing.who),
            tells=False,
        ),
        VerbPage(
            Verb.REOPEN,
            _("Reopen"),
            _("Open it again"),
            _("Open again, with a new date."),
            "o",
            forms.ReopenForm,
            lambda doing: service_requests.reopen(reason=doing.said["reason"], **doing.who),
        ),
        VerbPage(
            Verb.MERGE,
            _("Merge into"),
            _("Merge"),
            _("Merged with the earlier request."),
            "m",
            forms.MergeForm,
            _merge,
        ),
        VerbPage(
            Verb.DECLINE,
            _("Cannot do"),
            _("Close with this reason"),
            _("Closed with your reason."),
            "d",
            forms.ReasonForm,
            lambda doing: service_requests.decline(reason=doing.said["reason"], **doing.who),
            kind="bad",
            proposes=True,
        ),
        VerbPage(
            Verb.CANCEL,
            _("Withdraw"),
            _("Withdraw for the customer"),
            _("Withdrawn."),
            "z",
            closing_forms.WithdrawForm,
            lambda doing: service_requests.cancel(reason=doing.said["reason"], **doing.who),
            kind="bad",
            proposes=True,
        ),
    )
}
# The one thing to do in each state.
MAIN = {
    "submitted": Verb.ACCEPT,
    "reviewed": Verb.ASSIGN,
    "assigned": Verb.COMPLETE,
    "completed": Verb.CONFIRM,
    "waiting_for_customer": Verb.ANSWER,
}
