"""Two citizens on one list, before any press."""

from __future__ import annotations

import pytest

from tests.press.office import two_on_a_list


@pytest.fixture
def book():
    return two_on_a_list()
