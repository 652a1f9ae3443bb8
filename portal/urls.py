"""Every address of the portal; tests/test_access.py states who may open each."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from portal import views
from portal.accounts import admin_login

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("readyz", views.readyz, name="readyz"),
    path("media/<path:path>", views.serve_media, name="media"),
    path(
        "documents/<int:document_id>/<str:document_filename>",
        views.serve_file,
        name="wagtaildocs_serve",
    ),
    path("admin/login/", admin_login, name="admin_login"),
    path("admin/", include(wagtailadmin_urls)),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("", include("search.urls")),
    path("", include("networks.urls")),
    path("", include("focusareas.urls")),
    path("", include("home.urls")),
    re_path(serve_pattern, views.serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
