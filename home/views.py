from django.http import HttpRequest, HttpResponse


def coordination(request: HttpRequest, slug: str = '') -> HttpResponse:
    return HttpResponse()
