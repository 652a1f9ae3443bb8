from wagtail.snippets.models import register_snippet

from home.viewsets import CoordinationViewSetGroup

register_snippet(CoordinationViewSetGroup)
