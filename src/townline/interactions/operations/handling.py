"""The contact that an operation writes in: may this person, and what is it now."""

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction_required
from townline.interactions.models import Handling, Interaction
from townline.interactions.permissions import may_handle


def demand(*, contact: Interaction, by: Viewer) -> None:
    """Raises NotAllowed for who may not write in this contact."""
    if not may_handle(handling=contact.handling, viewer=by):
        raise NotAllowed


@transaction_required
def locked(*, contact: Interaction) -> tuple[Interaction, Handling]:
    """The contact and its handling as they are now, held until the end of the transaction."""
    handling = Handling.objects.select_for_update().select_related("interaction").get(pk=contact.pk)
    handling.interaction.handling = handling
    return handling.interaction, handling
