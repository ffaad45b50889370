from townline.records_office.operations.access import Asked, check_identity, extend, note_fee, receive_access_request
from townline.records_office.operations.access_decisions import release, release_rest, withhold
from townline.records_office.operations.access_end import NotAllReviewed, decide, lift, send, withdraw
from townline.records_office.operations.access_file import AccessRefused, NotInThisStep
from townline.records_office.operations.access_lines import (
    WordsNotFound,
    put_line_back,
    take_out_line,
    take_out_words,
    take_out_words_everywhere,
)
from townline.records_office.operations.access_photos import cover_area, put_file_back, take_out_file
from townline.records_office.operations.access_records import SectionMissing
from townline.records_office.operations.access_search import search
from townline.records_office.operations.breach_end import Weighed, close_breach, weigh
from townline.records_office.operations.breach_people import add_affected, leave_out, note_told
from townline.records_office.operations.breaches import BreachRefused, Happened, list_affected, open_breach
from townline.records_office.operations.carry_out import carry_out
from townline.records_office.operations.correction_decision import (
    AlreadyDecided,
    Answer,
    add_statement,
    decide_correction,
)
from townline.records_office.operations.corrections import CorrectionRefused, Wrong, receive_correction
from townline.records_office.operations.holds import Held, HoldRefused, StillAskedFor, lift_hold, place_hold
from townline.records_office.operations.lists import ListIsSigned, hash_of, judge_again
from townline.records_office.operations.propose import NobodyToDispose, propose, propose_person, withdraw_list
from townline.records_office.operations.replay import replay
from townline.records_office.operations.schedule import RuleRefused, confirm_shipped_rules, set_rule
from townline.records_office.operations.sign import PROOF_HOLDS, NothingToSign, SecondFactorMissing, sign
from townline.records_office.operations.sweep import sweep, write_tables_anew
from townline.records_office.operations.take_out import ReasonMissing, put_back, take_out

__all__ = [
    "PROOF_HOLDS",
    "AccessRefused",
    "AlreadyDecided",
    "Answer",
    "Asked",
    "BreachRefused",
    "CorrectionRefused",
    "Happened",
    "Held",
    "HoldRefused",
    "ListIsSigned",
    "NobodyToDispose",
    "NotAllReviewed",
    "NotInThisStep",
    "NothingToSign",
    "ReasonMissing",
    "RuleRefused",
    "SecondFactorMissing",
    "SectionMissing",
    "StillAskedFor",
    "Weighed",
    "WordsNotFound",
    "Wrong",
    "add_affected",
    "add_statement",
    "carry_out",
    "check_identity",
    "close_breach",
    "confirm_shipped_rules",
    "cover_area",
    "decide",
    "decide_correction",
    "extend",
    "hash_of",
    "judge_again",
    "leave_out",
    "lift",
    "lift_hold",
    "list_affected",
    "note_fee",
    "note_told",
    "open_breach",
    "place_hold",
    "propose",
    "propose_person",
    "put_back",
    "put_file_back",
    "put_line_back",
    "receive_access_request",
    "receive_correction",
    "release",
    "release_rest",
    "replay",
    "search",
    "send",
    "set_rule",
    "sign",
    "sweep",
    "take_out",
    "take_out_file",
    "take_out_line",
    "take_out_words",
    "take_out_words_everywhere",
    "weigh",
    "withdraw",
    "withdraw_list",
    "withhold",
    "write_tables_anew",
]
