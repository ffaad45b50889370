from townline.service_requests.operations.escalations.answer import NobodyElse, NoticeAnswered, acknowledge, pass_on
from townline.service_requests.operations.escalations.past import tell_as_history
from townline.service_requests.operations.escalations.plan import climb, plan_again, plan_escalations, take_over_due
from townline.service_requests.operations.escalations.steps import StepRefused, save_step
from townline.service_requests.operations.escalations.tell import close_notices, tell_due

__all__ = [
    "NobodyElse",
    "NoticeAnswered",
    "StepRefused",
    "acknowledge",
    "climb",
    "close_notices",
    "pass_on",
    "plan_again",
    "plan_escalations",
    "save_step",
    "take_over_due",
    "tell_as_history",
    "tell_due",
]
