"""What is wrong with a request that was taken, each sentence beside its field."""

from django.forms import Form

from townline.desk.forms.intake import AnswersForm

FIELDS = {"location": "address", "contact": "phone", "service_code": None}


def say_rejected(errors: dict[str, str], form: Form, answers: AnswersForm) -> None:
    for name, sentence in errors.items():
        kind, _dot, rest = name.partition(".")
        if kind == "answers":
            answers.add_error(f"answer_{rest}", sentence)
        else:
            field = FIELDS.get(name, rest or name)
            form.add_error(field if field in form.fields else None, sentence)
