from django.http import HttpRequest, HttpResponse


def theme_list(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def theme_detail(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def place_list(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def place_detail(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def office_list(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def office_detail(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def person_list(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()


def person_detail(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse()
