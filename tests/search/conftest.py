"""What the tests of the index's freshness ask for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from typing import Any

import pytest

from focusareas.models import FocusAreaPage
from tests.conftest import Planted, Trees
from tests.focusareas.factories import GoalFactory
from tests.focusareas.gathering import Gathering
from tests.search.finding import Committed, settle


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]]) -> Committed:
    """Return a block at whose end what waits for the commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def make(trees: Trees) -> Gathering:
    """Make one of everything, tied together and indexed."""
    gathering = Gathering(trees)
    gathering.grow(1)
    GoalFactory(focus_area=FocusAreaPage.objects.danish().get(), code="1.1")
    settle()
    return gathering


@pytest.fixture(scope="module")
def made(planted: Planted[Gathering]) -> Gathering:
    return planted(make)


@pytest.fixture
def gathering(made: Gathering, db: None) -> Gathering:
    """Return one of everything, tied together and indexed."""
    return deepcopy(made)
