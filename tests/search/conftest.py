"""What the tests of the index's freshness ask for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from focusareas.models import FocusAreaPage
from tests.conftest import Trees
from tests.focusareas.factories import GoalFactory
from tests.focusareas.gathering import Gathering
from tests.search.finding import Committed, settle


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]]) -> Committed:
    """Return a block at whose end what waits for the commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def gathering(trees: Trees) -> Gathering:
    """Return one of everything, tied together and indexed."""
    gathering = Gathering(trees)
    gathering.grow(1)
    GoalFactory(focus_area=FocusAreaPage.objects.danish().get(), code="1.1")
    settle()
    return gathering
