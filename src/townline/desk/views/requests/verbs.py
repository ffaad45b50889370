"""The verbs of a request on staff pages: their words, keys, forms, and the one call each makes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.desk.forms import closing as closing_forms
from townline.desk.forms import requests as forms
from townline.desk.views.requests import doing
from townline.desk.views.requests.doing import Doing
from townline.service_requests import operations as service_requests
from townline.service_requests.workflow import Verb

ONE_PRESS = frozenset({Verb.ACCEPT, Verb.CONFIRM})


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
            lambda it: service_requests.accept(**it.who),
        ),
        VerbPage(
            Verb.ASSIGN,
            _("Assign"),
            _("Assign"),
            _("Assigned."),
            "a",
            forms.AssignForm,
            doing.assign,
        ),
        VerbPage(
            Verb.COMPLETE,
            _("Complete"),
            _("Work is done"),
            _("Completed. Who looks at it next is written below."),
            "c",
            closing_forms.CompleteForm,
            doing.complete,
        ),
        VerbPage(
            Verb.CONFIRM,
            _("Approve"),
            _("Approve"),
            _("Approved."),
            "v",
            forms.VerbForm,
            lambda it: service_requests.confirm(**it.who),
        ),
        VerbPage(
            Verb.SEND_BACK,
            _("Send back"),
            _("Send back to work"),
            _("Sent back. Work goes on, and the promised day stays."),
            "b",
            closing_forms.SendBackForm,
            doing.send_back,
        ),
        VerbPage(
            Verb.ASK,
            _("Ask the customer"),
            _("Send question"),
            _("Asked. The clock stands still until the answer is here."),
            "u",
            forms.AskForm,
            lambda it: service_requests.ask_customer(question=it.said["question"], **it.who),
        ),
        VerbPage(
            Verb.ANSWER,
            _("Customer answered"),
            _("Keep the answer"),
            _("Kept. The clock goes on."),
            "w",
            forms.AnswerForm,
            lambda it: service_requests.customer_answered(answer=it.said["answer"], **it.who),
            tells=False,
        ),
        VerbPage(
            Verb.REOPEN,
            _("Reopen"),
            _("Open it again"),
            _("Open again, with a new date."),
            "o",
            forms.ReopenForm,
            lambda it: service_requests.reopen(reason=it.said["reason"], **it.who),
        ),
        VerbPage(
            Verb.MERGE,
            _("Merge into"),
            _("Merge"),
            _("Merged with the earlier request."),
            "m",
            forms.MergeForm,
            doing.merge,
        ),
        VerbPage(
            Verb.DECLINE,
            _("Cannot do"),
            _("Close with this reason"),
            _("Closed with your reason."),
            "d",
            forms.ReasonForm,
            lambda it: service_requests.decline(reason=it.said["reason"], **it.who),
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
            lambda it: service_requests.cancel(reason=it.said["reason"], **it.who),
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
