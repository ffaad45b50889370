from collections.abc import Callable

import pytest
from django.test import Client

from townline.accounts.models import User

BACKEND = "townline.accounts.backends.StaffBackend"


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in
