"""The WSGI entry point, `portal.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from portal.startup import one_line_errors

with one_line_errors():
    application = get_wsgi_application()
