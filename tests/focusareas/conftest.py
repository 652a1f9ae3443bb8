"""The plan that most tests of the plan and the reports begin with."""

from copy import deepcopy

import pytest

from tests.conftest import Planted
from tests.focusareas.plan import Plan


@pytest.fixture(scope="module")
def made(planted: Planted[Plan]) -> Plan:
    """Make a plan with one focus area for all tests of a module."""
    return planted(Plan)


@pytest.fixture
def plan(made: Plan, db: None) -> Plan:
    """Return the plan, to be added to and changed."""
    return deepcopy(made)
