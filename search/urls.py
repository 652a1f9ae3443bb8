"""Addresses of the search; the same in both languages, after the language's prefix."""

from django.urls import URLPattern, path

from search import saved_views, views

urlpatterns: list[URLPattern] = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggestions, name="search_suggestions"),
    path("search/counted/", views.counted, name="search_counted"),
    path("search/saved/", saved_views.saved_searches, name="saved_searches"),
    path("search/saved/new/", saved_views.save_search, name="save_search"),
    path("search/saved/<int:pk>/", saved_views.saved_search, name="saved_search"),
    path("search/saved/<int:pk>/hits/", saved_views.saved_search_hits, name="saved_search_hits"),
    path("search/saved/<int:pk>/delete/", saved_views.delete_saved_search, name="delete_saved_search"),
    path("search/saved/<int:pk>/new-feed/", saved_views.renew_search_feed, name="renew_search_feed"),
    path("feeds/search/<str:token>/", saved_views.search_feed, name="search_feed"),
    path("unsubscribe/search/<str:token>/", saved_views.unsubscribe_search, name="unsubscribe_search"),
]
