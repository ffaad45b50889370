from townline.complaints.operations.conduct import (
    Asked,
    NeedsAnother,
    RestrictionRefused,
    answer_restriction,
    ask_restriction,
)
from townline.complaints.operations.conduct_review import appeal_restriction, review_restriction
from townline.complaints.operations.decide import DecidedBefore, DecisionRefused, decide, withdraw
from townline.complaints.operations.escalate import TooLateToGoOn, close_with_ombudsman, escalate, may_go_on
from townline.complaints.operations.handle import assign, say_matter
from townline.complaints.operations.praise import answer_praise
from townline.complaints.operations.receive import NothingSaid, TooLong, receive
from townline.complaints.operations.rules import RuleRefused, set_stage_rule
from townline.complaints.operations.tell import add_from_customer, inform, mark_missed_updates, note
from townline.complaints.refusals import NotIndependent, NotOpen, WordsMissing

__all__ = [
    "Asked",
    "DecidedBefore",
    "DecisionRefused",
    "NeedsAnother",
    "NotIndependent",
    "NotOpen",
    "NothingSaid",
    "RestrictionRefused",
    "RuleRefused",
    "TooLateToGoOn",
    "TooLong",
    "WordsMissing",
    "add_from_customer",
    "answer_praise",
    "answer_restriction",
    "appeal_restriction",
    "ask_restriction",
    "assign",
    "close_with_ombudsman",
    "decide",
    "escalate",
    "inform",
    "mark_missed_updates",
    "may_go_on",
    "note",
    "receive",
    "review_restriction",
    "say_matter",
    "set_stage_rule",
    "withdraw",
]
