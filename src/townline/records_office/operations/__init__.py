from townline.records_office.operations.carry_out import carry_out, sweep
from townline.records_office.operations.holds import Held, HoldRefused, lift_hold, place_hold
from townline.records_office.operations.lists import ListIsSigned, hash_of, judge_again
from townline.records_office.operations.propose import NobodyToDispose, propose, propose_person, withdraw_list
from townline.records_office.operations.replay import replay
from townline.records_office.operations.schedule import RuleRefused, confirm_shipped_rules, set_rule
from townline.records_office.operations.sign import PROOF_HOLDS, NothingToSign, SecondFactorMissing, sign
from townline.records_office.operations.take_out import ReasonMissing, put_back, take_out

__all__ = [
    "PROOF_HOLDS",
    "Held",
    "HoldRefused",
    "ListIsSigned",
    "NobodyToDispose",
    "NothingToSign",
    "ReasonMissing",
    "RuleRefused",
    "SecondFactorMissing",
    "carry_out",
    "confirm_shipped_rules",
    "hash_of",
    "judge_again",
    "lift_hold",
    "place_hold",
    "propose",
    "propose_person",
    "put_back",
    "replay",
    "set_rule",
    "sign",
    "sweep",
    "take_out",
    "withdraw_list",
]
