from townline.core.errors import EditConflict, NotAllowed, NotFound, OperationRefused


def test_every_refusal_says_what_to_do() -> None:
    refusals = [OperationRefused, NotAllowed, NotFound, EditConflict]
    assert [len(str(refusal())) > 20 for refusal in refusals] == [True] * 4


def test_refusal_takes_its_own_sentence() -> None:
    assert str(OperationRefused("Choose a team first.")) == "Choose a team first."
