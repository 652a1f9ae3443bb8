"""The things to try in the form of a report: rows with a text, an owner and an office; one without a text is left out."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from focusareas.models import ReportPage, Trial
from networks.models import Office, Person
from portal.alphabet import alphabetical

LONGEST = Trial._meta.get_field("text_da").max_length or 0
ROW = re.compile(r"(\d{1,3})-text$")


@dataclass(frozen=True)
class Row:
    """A row as the form sends it.

    Args:
        key: what tells the thing to try in all versions of the report, "" for a new one.
        owner, office: their keys, "" for nobody.
    """

    key: str = ""
    text: str = ""
    owner: str = ""
    office: str = ""

    @property
    def said(self) -> tuple[str, str, str]:
        """Return what the row says."""
        return self.text, self.owner, self.office


class TrialRows(forms.Widget):
    """Rows to write in, with an empty one at the end; JavaScript adds more, and takes rows away."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        self.owners: Iterable[Person] = ()
        self.offices: Iterable[Office] = ()
        self.blank = Row()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        """Return the rows that were sent, in their order."""
        numbers = sorted(int(found[1]) for sent in data if (found := ROW.match(sent.removeprefix(f"{name}-"))))
        return [
            Row(*(data.get(f"{name}-{number}-{part}", "").strip() for part in ("key", "text", "owner", "office")))
            for number in numbers
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether the form had no such rows."""
        return not self.value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the rows."""
        rows = [row for row in value or () if row.text]
        context = {
            "name": name,
            "rows": [*rows, self.blank],
            "blank": self.blank,
            "owners": [(str(person.pk), person) for person in self.owners],
            "offices": [(str(office.pk), office) for office in self.offices],
            "longest": LONGEST,
        }
        return render_to_string("focusareas/writing/trials.html", context)


class TrialsField(forms.Field):
    """What a report says will be tried."""

    widget: TrialRows = TrialRows  # type: ignore[assignment]  # a class here, an instance in a form

    def offer(self, draft: ReportPage) -> None:
        """Offer those who work here and the open offices, those already chosen, and what suits a new row."""
        trials = list(draft.trials.all())
        owners = Q(is_active=True) | Q(pk__in=[trial.owner_id for trial in trials])
        self.widget.owners = Person.objects.filter(owners)
        offices = Q(valid_to__isnull=True) | Q(pk__in=[trial.office_id for trial in trials])
        self.widget.offices = Office.objects.filter(offices).order_by(alphabetical("name"))
        author = next(iter(draft.authors.all()), None)
        self.widget.blank = Row(owner=_key(author and author.pk), office=_key(draft.office_id))

    def clean(self, value: Sequence[Row]) -> list[Row]:
        """Return the rows that have a text.

        Raises:
            ValidationError: a text is too long, or somebody is named who is not offered.
        """
        rows = [row for row in value if row.text]
        if any(len(row.text) > LONGEST for row in rows):
            raise ValidationError(_("Each has at most %(most)s letters."), params={"most": LONGEST})
        for chosen, offered in (
            ({row.owner for row in rows if row.owner}, self.widget.owners),
            ({row.office for row in rows if row.office}, self.widget.offices),
        ):
            if chosen and chosen - {str(one.pk) for one in offered}:
                raise ValidationError(_("Choose somebody in the list."))
        return rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other rows stand there."""
        return [row.said for row in initial or ()] != [row.said for row in data or () if row.text]

    def in_words(self, rows: Iterable[Row]) -> str:
        """Return rows as text, each with who sees to it."""
        names = {str(one.pk): str(one) for one in self.widget.owners}
        offices = {str(one.pk): str(one) for one in self.widget.offices}
        lines = []
        for row in rows:
            sees_to_it = [names.get(row.owner, ""), offices.get(row.office, "")]
            lines.append(" – ".join(part for part in (row.text, *sees_to_it) if part))
        return "\n".join(lines)


def rows_of(draft: ReportPage) -> list[Row]:
    """Return the rows that the form shows of a draft."""
    return [
        Row(str(trial.key), trial.text_da, _key(trial.owner_id), _key(trial.office_id)) for trial in draft.trials.all()
    ]


def write_trials(draft: ReportPage, rows: Sequence[Row]) -> None:
    """Let these be the things the draft says will be tried; what the rows do not show of one stays as it was."""
    known = {str(trial.key): trial for trial in draft.trials.all()}
    trials: Any = []
    for number, row in enumerate(rows):
        trial = known.pop(row.key, None) or Trial(key=_uuid(row.key, trials))
        trial.text_da, trial.sort_order = row.text, number
        trial.owner_id, trial.office_id = int(row.owner or 0) or None, int(row.office or 0) or None
        trials.append(trial)
    draft.trials.set(trials)


def _uuid(sent: str, others: Iterable[Trial]) -> uuid.UUID:
    """Return the key that the browser made for a new row, or a new one where it is none or another row's."""
    try:
        key = uuid.UUID(sent)
    except ValueError:
        return uuid.uuid4()
    return uuid.uuid4() if any(trial.key == key for trial in others) else key


def _key(pk: int | None) -> str:
    return str(pk or "")
