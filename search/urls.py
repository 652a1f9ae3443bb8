"""Addresses of the search; the same in both languages, after the language's prefix."""

from django.urls import URLPattern, path

from search import views

urlpatterns: list[URLPattern] = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggestions, name="search_suggestions"),
    path("search/counted/", views.counted, name="search_counted"),
]
