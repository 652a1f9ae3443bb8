from django.http import HttpRequest, HttpResponse


def source_list(request: HttpRequest, slug: str = '') -> HttpResponse:
    return HttpResponse()
