"""The form in which a report is written on the site."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from focusareas.models import Activity, FocusAreaPage, ReportPage, Suggestion
from focusareas.writing.body import body_text, changed_body
from focusareas.writing.drafts import untitled
from focusareas.writing.suggestions import waiting_names
from focusareas.writing.texts import changed, to_text
from focusareas.writing.trials import TrialsField, rows_of, write_trials
from networks.models import NetworkPage, Office, Person, Place, Theme
from portal.alphabet import alphabetical
from portal.panels import ManyChoices

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
LONGEST_CHOICE = 120
Choices = Callable[[], Iterable[tuple[Any, str]]]


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=DAYS, required=False, **options)


class _Text(forms.CharField):
    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another text stands there; browsers end lines in a way of their own."""
        return str(initial or "").strip().splitlines() != str(data or "").strip().splitlines()


class _Many(forms.ModelMultipleChoiceField):
    """Things to tick, named in the reader's language."""

    def __init__(self, rows: QuerySet[Any], **options: Any) -> None:
        super().__init__(rows, widget=ManyChoices, required=False, **options)

    def label_from_instance(self, obj: Any) -> str:
        """Return a name that fits a line on a telephone or two."""
        return Truncator(str(obj)).chars(LONGEST_CHOICE)


class _Suggested(forms.CharField):
    """Names that are missing in a list, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 2}),
            required=False,
            help_text=_("One a line. The coordinator adds it, or finds the one that means the same."),
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        """Return the names.

        Raises:
            ValidationError: one is longer than a name can be.
        """
        lines = super().clean(value).splitlines()
        names = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
        if any(len(name) > Suggestion.NAME_LENGTH for name in names):
            raise ValidationError(_("A name has at most %(most)s letters."), params={"most": Suggestion.NAME_LENGTH})
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other names stand there."""
        return str(initial or "").split("\n") != str(data or "").strip().splitlines() and bool(initial or data)


class ReportForm(forms.Form):
    """A report as its author writes it; what is missing or wrong stops nobody from saving the rest.

    Args:
        data: what was sent; nothing where the form is shown first.
        draft: the report as its latest revision has it.
        is_complete: whether it is to be published, so that nothing needed may be missing.
    """

    title = forms.CharField(label=_("Title"), max_length=255, required=False)
    start_date = _Day(label=_("From"))
    end_date = _Day(label=_("To"))
    type = forms.ChoiceField(label=_("Type"), required=False)
    places = _Many(Place.objects.none(), label=_("Place"))
    suggested_places = _Suggested(label=_("Not in the list? Suggest a place"))
    learning = _Text(
        label=_("What we learned"),
        rows=8,
        help_text=_("An empty line begins a paragraph, “- ” a point of a list, and **two stars** make words bold."),
    )
    themes = _Many(Theme.objects.none(), label=_("Themes"))
    suggested_themes = _Suggested(label=_("Not in the list? Suggest a theme"))
    usable = _Text(label=_("What we can use here"), help_text=_("Whom we met, and what is worth using at home."))
    next_steps = _Text(label=_("What we will try"))
    trials = TrialsField(
        label=_("Point by point"),
        required=False,
        help_text=_("Each thing to try with who sees to it, who is asked after 6 and 12 months what came of it."),
    )
    purpose = _Text(label=_("Purpose"))
    details = _Text(
        label=_("Programme and details"),
        rows=8,
        help_text=_(
            "What has no place above. “## ” makes a heading, lines between “|” a table; a picture's line says where it stands."
        ),
    )
    authors = _Many(Person.objects.none(), label=_("Persons"))
    participants = _Text(label=_("Other participants"), rows=3, help_text=_("Roles and offices, in words."))
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"), required=False)
    country = ReportPage._meta.get_field("country").formfield(label=_("Country"), required=False, help_text="")
    networks = _Many(NetworkPage.objects.none(), label=_("Networks"))
    focus_areas = _Many(FocusAreaPage.objects.none(), label=_("Focus areas"))
    activities = _Many(Activity.objects.none(), label=_("Activities"))

    RICH_TEXTS: ClassVar[tuple[str, ...]] = ("learning", "usable", "next_steps", "purpose")
    MANY: ClassVar[tuple[str, ...]] = ("places", "themes", "authors", "networks", "focus_areas", "activities")
    PLAIN: ClassVar[tuple[str, ...]] = ("start_date", "end_date", "type", "participants", "office", "country")
    SUGGESTED: ClassVar[Mapping[str, Suggestion.Kind]] = {
        "suggested_places": Suggestion.Kind.PLACE,
        "suggested_themes": Suggestion.Kind.THEME,
    }

    def __init__(self, data: QueryDict | None = None, *, draft: ReportPage, is_complete: bool = False) -> None:
        super().__init__(data, initial=_initial(draft))
        self.draft = draft
        self.is_complete = is_complete
        fields: dict[str, Any] = self.fields
        fields["type"].choices = [
            ("", _("Choose a type")),
            *((value, capfirst(label)) for value, label in Activity.Type.choices),
        ]
        fields["office"].queryset = _open_or_chosen(draft.office_id)
        fields["places"].queryset = Place.objects.order_by(alphabetical("name"))
        fields["themes"].queryset = Theme.objects.order_by(alphabetical("name"))
        fields["authors"].queryset = Person.objects.filter(Q(is_active=True) | Q(pk__in=self.initial["authors"]))
        fields["networks"].queryset = NetworkPage.objects.danish().order_by("title__alphabetical")
        fields["focus_areas"].queryset = FocusAreaPage.objects.danish().order_by("number")
        fields["activities"].queryset = Activity.objects.newest_first()
        fields["trials"].offer(draft)
        _name_in_reader_language(fields["networks"], str)
        _name_in_reader_language(fields["focus_areas"], lambda area: f"{area.source.number}. {area}")

    def clean(self) -> dict[str, Any]:
        """Ask for what a published report needs, and for an end after the beginning."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if self.is_complete:
            for name in ("title", "start_date", "end_date", "type", "learning"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("This field is required."))
            for name, suggested in (("places", "suggested_places"), ("themes", "suggested_themes")):
                if not cleaned.get(name) and not cleaned.get(suggested) and suggested not in self.errors:
                    self.add_error(name, _("Choose at least one, or suggest one that is missing."))
            if start and end and end < start:
                self.add_error("end_date", _("The end cannot be before the beginning."))
        return cleaned

    def write(self) -> None:
        """Write what the form says into the draft, leaving what it cannot read as it was."""
        cleaned = self.cleaned_data
        if "title" in cleaned:
            self.draft.title = cleaned["title"] or untitled()
        for name in self.PLAIN:
            if name in cleaned:
                setattr(self.draft, name, cleaned[name])
        for name in self.RICH_TEXTS:
            if name in cleaned:
                setattr(self.draft, name, changed(cleaned[name], getattr(self.draft, name)))
        # A form that was opened before there was this field leaves the text alone.
        if "details" in self.data:
            self.draft.body = changed_body(cleaned["details"], self.draft.body)
        if "trials" in cleaned and not self.fields["trials"].widget.value_omitted_from_data(self.data, {}, "trials"):
            write_trials(self.draft, cleaned["trials"])
        for name in self.MANY:
            if name in cleaned:
                setattr(self.draft, name, list(cleaned[name]))

    @property
    def suggested(self) -> dict[Suggestion.Kind, list[str]]:
        """Return the names that are suggested, by what they name."""
        return {kind: self.cleaned_data[name] for name, kind in self.SUGGESTED.items() if name in self.cleaned_data}

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Return the fields in which the form and the draft differ, each with the draft's text and the form's."""
        return [
            (
                str(self[name].label),
                self._in_words(name, self[name].initial),
                self._in_words(name, self.cleaned_data.get(name, self[name].value())),
            )
            for name in self.changed_data
        ]

    def _in_words(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        choices: Any = getattr(field, "choices", ())
        if isinstance(field, TrialsField):
            return field.in_words(row for row in value or () if row.text)
        if isinstance(field, _Many):
            chosen = {getattr(one, "pk", one) for one in value or ()}
            return "\n".join(str(label) for key, label in choices if _key(key) in chosen)
        if isinstance(value, list):
            return "\n".join(value)
        if isinstance(field, forms.ChoiceField):
            wanted = str(getattr(value, "pk", value) or "")
            return next((str(label) for key, label in choices if wanted and str(_key(key)) == wanted), "")
        return str(value or "")


def _key(value: Any) -> Any:
    """Return the key of a choice, which Django wraps together with its row."""
    return getattr(value, "value", value)


def _initial(draft: ReportPage) -> dict[str, Any]:
    """Return what the form shows of a draft."""
    initial: dict[str, Any] = {
        name: getattr(draft, name) for name in ("start_date", "end_date", "type", "participants")
    }
    initial |= {"title": "" if draft.title == untitled() else draft.title}
    initial |= {"office": draft.office_id, "country": str(draft.country)}
    initial |= {name: to_text(getattr(draft, name)) for name in ReportForm.RICH_TEXTS}
    initial |= {name: [row.pk for row in getattr(draft, name).all()] for name in ReportForm.MANY}
    initial |= {"details": body_text(draft.body)}
    initial |= {"trials": rows_of(draft)}
    names = waiting_names(draft)
    return initial | {name: "\n".join(names[kind]) for name, kind in ReportForm.SUGGESTED.items()}


def _open_or_chosen(chosen: int | None) -> QuerySet[Office]:
    """Return the offices that are open, and the one chosen already."""
    return Office.objects.filter(Q(valid_to__isnull=True) | Q(pk=chosen)).order_by(alphabetical("name"))


def _name_in_reader_language(field: _Many, label: Callable[[Any], str]) -> None:
    """Let a choice of Danish pages name them in the reader's language."""
    pages: Any = field.queryset
    # Read when the list is drawn only, which an autosave does not do.
    choices: Choices = lambda: [(page.source.pk, label(page)) for page in pages.in_reader_language()]  # noqa: E731
    field.choices = choices
