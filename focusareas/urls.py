"""Addresses of the activity overview, of the pages that gather what is tied to one fact, and of what is done with reports."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from focusareas import views
from focusareas.following import views as following
from focusareas.importing.views import report_from_file
from focusareas.travelling import views as travelling
from focusareas.writing import views as writing

urlpatterns: list[URLPattern] = [
    path(_("activities/"), views.activity_list, name="activities"),
    path(_("themes/"), views.theme_list, name="themes"),
    path(_("themes/<slug:slug>/"), views.theme_detail, name="theme"),
    path(_("places/"), views.place_list, name="places"),
    path(_("places/<slug:slug>/"), views.place_detail, name="place"),
    path(_("offices/"), views.office_list, name="offices"),
    path(_("offices/<slug:slug>/"), views.office_detail, name="office"),
    path(_("people/"), views.person_list, name="people"),
    path(_("people/<slug:slug>/"), views.person_detail, name="person"),
    path(_("reports/<int:pk>/comments/"), views.write_comment, name="write_comment"),
    path(_("reports/comments/<int:pk>/"), views.edit_comment, name="edit_comment"),
    path(_("reports/comments/<int:pk>/delete/"), views.delete_comment, name="delete_comment"),
    path(_("my-reports/"), writing.own_reports, name="own_reports"),
    path(_("my-reports/new/"), writing.write_report, name="write_report"),
    path(_("my-reports/new/from-file/"), report_from_file, name="report_from_file"),
    path(_("my-reports/<int:pk>/"), writing.edit_report, name="edit_report"),
    path(_("my-reports/<int:pk>/preview/"), writing.preview_report, name="preview_report"),
    path(_("my-reports/<int:pk>/delete/"), writing.delete_report, name="delete_report"),
    path(_("before-you-travel/"), travelling.before_you_travel, name="before_you_travel"),
    path(_("before-you-travel/contacts.vcf"), travelling.travel_contacts, name="travel_contacts"),
    path(_("before-you-travel/calendar.ics"), travelling.travel_calendar, name="travel_calendar"),
    path("feeds/activities/<str:token>/", views.activity_calendar, name="activity_calendar"),
    path(_("from-learning-to-practice/"), following.practice, name="practice"),
    path(_("missing-reports/"), following.missing_reports, name="missing_reports"),
    path(_("missing-reports/<int:pk>/"), following.excuse_report, name="excuse_report"),
    # The same in both languages, as are the other addresses that letters lead to.
    path("follow-up/<str:token>/", following.answer_trial, name="answer_trial"),
    path(_("reports/<int:pk>/contacts.vcf"), views.report_contacts, name="report_contacts"),
]
