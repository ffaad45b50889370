"""What stands in a form beside its button."""

from townline.desk.views.access import DeskRequest


def said(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "")
