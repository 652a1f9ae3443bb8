from wagtail.snippets.models import register_snippet

from networks.viewsets import DirectoryViewSetGroup, SourceViewSetGroup

register_snippet(DirectoryViewSetGroup)
register_snippet(SourceViewSetGroup)
