"""The list of contact persons, and a page for each with what they are contact for; for staff only."""

from typing import Any

from django import forms
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from focusareas.models import ReportPage
from networks.forms import SlugChoiceField
from networks.models import EditionContact, EditionEntry, NetworkPage, Office, Person
from portal.alphabet import alphabetical
from portal.former_addresses import following_former_addresses
from portal.listing import FilterForm, containing, paginate, sort_key


class PersonFilterForm(FilterForm):
    """What the contact persons can be filtered by."""

    q = forms.CharField(
        label=_("Name, job title or network"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    office = SlugChoiceField(Office, label=_("Office"), empty_label=_("All offices"))
    state = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[("", _("Those who work here")), ("all", _("Those who have left too"))],
    )


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the contact persons with the networks they are contact for in the current edition."""
    form = PersonFilterForm(request.GET)
    chosen = form.chosen
    office = alphabetical("office__name")
    orders: dict[str, list[Any]] = {
        "name": ["name__alphabetical", "pk"],
        "-name": ["-name__alphabetical", "pk"],
        "office": [office.asc(), "name__alphabetical"],
        "-office": [office.desc(), "name__alphabetical"],
    }
    sort = sort_key(request, orders, "name")
    current = EditionContact.objects.filter(entry__edition__is_current=True).select_related("entry")
    persons = Person.objects.select_related("office").prefetch_related(
        Prefetch("edition_contacts", current, to_attr="current_contacts")
    )
    if "state" not in chosen:
        persons = persons.filter(is_active=True)
    if "office" in chosen:
        persons = persons.filter(office=chosen["office"])
    if "q" in chosen:
        networks = NetworkPage.objects.named(chosen["q"]).values("pk")
        contacts = EditionContact.objects.filter(
            containing(chosen["q"], "entry__printed_name") | Q(entry__network__in=networks)
        )
        persons = persons.filter(
            containing(chosen["q"], "name", "title_da", "title_en") | Q(pk__in=contacts.values("person"))
        )
    page_obj = paginate(request, persons.order_by(*orders[sort]))
    ids = {contact.entry.network_id for person in page_obj for contact in person.current_contacts}
    pages = NetworkPage.objects.danish().filter(pk__in=ids).in_reader_language_by_id()
    for person in page_obj:
        person.networks = [(contact.entry, pages.get(contact.entry.network_id)) for contact in person.current_contacts]
    context = {"form": form, "sort": sort, "page_obj": page_obj}
    return render(request, "focusareas/person_list.html", context)


@require_safe
@following_former_addresses("person")
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how to reach a person, what they are and were contact for, and what they wrote."""
    person = get_object_or_404(Person.objects.select_related("office"), slug=slug)
    contacts = list(
        EditionContact.objects.filter(person=person, entry__in=EditionEntry.objects.published())
        .select_related("entry__edition")
        .order_by("-entry__edition__year", "entry__position")
    )
    pages = NetworkPage.objects.danish().filter(pk__in={contact.entry.network_id for contact in contacts})
    by_id = pages.in_reader_language_by_id()
    held = [(contact, by_id.get(contact.entry.network_id)) for contact in contacts]
    page_obj: Any = paginate(request, ReportPage.objects.danish().filter(authors=person).order_by("-start_date", "-pk"))
    context = {
        "person": person,
        "contacts_now": [pair for pair in held if pair[0].entry.edition.is_current],
        "contacts_earlier": [pair for pair in held if not pair[0].entry.edition.is_current],
        "memberships": person.contact_group_memberships.select_related("office"),
        "page_obj": page_obj,
        "reports": page_obj.object_list.in_reader_language(),
    }
    return render(request, "focusareas/person_detail.html", context)
