"""Activities in lists: the reports that tell of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any


def share_reports(activities: Iterable[Any], pairs: Iterable[tuple[int, int]], reports: Mapping[int, Any]) -> None:
    """Give each activity as `told_in` those of the reports that it is paired with.

    Args:
        activities: what they are given to.
        pairs: the keys of activities and Danish reports that belong together.
        reports: the reports a reader may open, by the Danish page's key.
    """
    told = defaultdict(list)
    for activity, report in pairs:
        if report in reports:
            told[activity].append(reports[report])
    for activity in activities:
        activity.told_in = told[activity.pk]
