import { describe, expect, it } from 'vitest';
import { readPython } from './python-reading.js';

const settings = (more = ''): string => `ROOT_URLCONF = "shop.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
${more}`;

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n';

/** A project whose only URLs are these. */
async function project(urls: string, more: Readonly<Record<string, string>> = {}) {
  return readPython({ 'manage.py': manage, 'shop/settings.py': settings(), 'shop/urls.py': urls, ...more });
}

describe('URLs of Django', () => {
  it('follows include through modules, lists, tuples and namespaces', async () => {
    const { routes, gaps } = await project(
      `from django.contrib import admin
from django.urls import include, path, re_path
from orders import urls as order_urls
from . import views

extra = [path("ping/", views.ping)]
urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("orders.urls", namespace="v1")),
    path("api/v2/", include((order_urls, "orders"), namespace="v2")),
    path("internal/", include((extra, "internal"))),
    path("lists/", include([path("<path:rest>", views.ping)])),
    re_path(r"^healthz/?$", views.ping),
]
`,
      {
        'shop/views.py':
          'from django.http import HttpResponse\ndef ping(request):\n    return HttpResponse("ok")\n',
        'orders/urls.py':
          'from django.urls import path\nfrom . import views\nurlpatterns = [path("orders/<int:pk>/", views.Detail.as_view())]\n',
        'orders/views.py':
          'from django.views import View\nclass Detail(View):\n    def get(self, request, pk): ...\n    def delete(self, request, pk): ...\n',
      },
    );
    expect(routes).toEqual([
      'DELETE /api/v1/orders/{pk}/ orders/urls.py:3',
      'GET /api/v1/orders/{pk}/ orders/urls.py:3',
      'DELETE /api/v2/orders/{pk}/ orders/urls.py:3',
      'GET /api/v2/orders/{pk}/ orders/urls.py:3',
      'ANY /internal/ping/ shop/urls.py:6',
      'ANY /admin/ shop/urls.py:8 (dependency)',
      'ANY /admin/{*path} shop/urls.py:8 (dependency)',
      'ANY /lists/{*rest} shop/urls.py:12',
      'ANY /healthz shop/urls.py:13',
      'ANY /healthz/ shop/urls.py:13',
    ]);
    expect(gaps).toEqual([]);
  });

  it('says what is only served while somebody debugs, and what stands below a language', async () => {
    const { routes } = await project(`from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import path
from . import views
urlpatterns = [path("health", views.ping)] + static("/media/", document_root="media")
urlpatterns += i18n_patterns(path("home/", views.ping), prefix_default_language=False)
if settings.DEBUG:
    urlpatterns += [path("debug/health/", views.ping)]
else:
    urlpatterns.append(path("ready", views.ping))
if settings.BETA:
    urlpatterns += [path("beta/", views.ping)]
`);
    expect(routes).toEqual([
      'ANY /health shop/urls.py:6',
      'ANY /media/{*path} shop/urls.py:6 [development only]',
      'ANY /home/ shop/urls.py:7',
      'ANY /{language}/home/ shop/urls.py:7',
      'ANY /debug/health/ shop/urls.py:9 [development only]',
      'ANY /ready shop/urls.py:11',
      'ANY /beta/ shop/urls.py:13 [settings.BETA]',
    ]);
  });

  it('reads the routers and sets of views of Django REST framework', async () => {
    const { routes, gaps } = await project(
      `from django.urls import include, path
from rest_framework.routers import SimpleRouter
from .api import UserViewSet, StatusViewSet
router = SimpleRouter()
router.register(r"users", UserViewSet)
router.register("status", StatusViewSet, basename="status")
urlpatterns = [path("api/", include(router.urls)), *router.urls]
`,
      {
        'shop/api.py': `from rest_framework import viewsets
from rest_framework.decorators import action
class UserViewSet(viewsets.ReadOnlyModelViewSet):
    lookup_field = "name"
    @action(detail=True, methods=["post"], url_path="set-password")
    def set_password(self, request, name): ...
class StatusViewSet(viewsets.ViewSet):
    def list(self, request): ...
    @action(detail=False)
    def healthz(self, request): ...
`,
      },
    );
    expect(routes).toEqual([
      'GET /api/users/ shop/urls.py:5',
      'GET /api/users/{name}/ shop/urls.py:5',
      'POST /api/users/{name}/set-password/ shop/urls.py:5',
      'GET /users/ shop/urls.py:5',
      'GET /users/{name}/ shop/urls.py:5',
      'POST /users/{name}/set-password/ shop/urls.py:5',
      'GET /api/status/ shop/urls.py:6',
      'GET /api/status/healthz/ shop/urls.py:6',
      'GET /status/ shop/urls.py:6',
      'GET /status/healthz/ shop/urls.py:6',
    ]);
    expect(gaps).toEqual([]);
  });

  it('reads the operations of django-ninja', async () => {
    const { routes, gaps, handler } = await project(
      `from django.urls import path
from ninja import NinjaAPI
from shop.users import router
api = NinjaAPI()
@api.get("/healthz")
def healthz(request):
    return {"status": "ok"}
api.add_router("/users/", router)
api.add_router("/people", "shop.users.router")
urlpatterns = [path("api/", api.urls)]
`,
      {
        'shop/users.py': `from ninja import Router
router = Router()
@router.api_operation(["POST", "PATCH"], "/{user_id}")
def change(request, user_id: int): ...
`,
      },
    );
    expect(routes).toEqual([
      'GET /api/docs shop/urls.py:4 (dependency)',
      'GET /api/openapi.json shop/urls.py:4 (dependency)',
      'GET /api/healthz shop/urls.py:5',
      'PATCH /api/people/{user_id} shop/users.py:3',
      'POST /api/people/{user_id} shop/users.py:3',
      'PATCH /api/users/{user_id} shop/users.py:3',
      'POST /api/users/{user_id} shop/users.py:3',
    ]);
    expect(gaps).toEqual([]);
    expect(handler('/api/healthz')).toMatchObject({ constant: true, canFail: false });
  });

  it('keeps the inventory open where a list, an include or a prefix is only known at run time', async () => {
    const { routes, gaps } = await project(`import os
from django.urls import include, path
from plugins import discover
from . import views
urlpatterns = [path("live", views.live)] + discover()
urlpatterns += [path(os.environ["PREFIX"] + "/ready", views.ready)]
urlpatterns += [path("", include(os.environ["EXTRA"])), path("", include("social_django.urls"))]
`);
    expect(routes).toEqual(['ANY /live shop/urls.py:5', 'ANY …/ready shop/urls.py:6']);
    expect(gaps).toEqual([
      'django shop/urls.py:1 a part of this list of URLs is not known before run time',
      'django shop/urls.py:6 a part of the path of this route is not known before run time',
      'django shop/urls.py:7 the URLs that are included here are not known before run time',
      'django shop/urls.py:7 social_django.urls is not in the repository, so that its URLs are not known',
    ]);
  });

  it('serves what the health libraries serve where they are included', async () => {
    const { routes, handler } = await project(`from django.urls import include, path
from health_check.views import HealthCheckView
urlpatterns = [
    path("ht/", include("health_check.urls")),
    path("watchman/", include("watchman.urls")),
    path("-/", include("django_alive.urls")),
    path("checks/", include("django_healthchecks.urls")),
    path("healthz", HealthCheckView.as_view(checks=["health_check.checks.Database"])),
]
`);
    expect(routes).toEqual([
      'GET /ht/ shop/urls.py:4 (dependency)',
      'GET /ht/{subset}/ shop/urls.py:4 (dependency)',
      'GET /watchman/ shop/urls.py:5 (dependency)',
      'GET /watchman/dashboard/ shop/urls.py:5 (dependency)',
      'GET /watchman/ping/ shop/urls.py:5 (dependency)',
      'GET /-/alive/ shop/urls.py:6 (dependency)',
      'GET /-/health/ shop/urls.py:6 (dependency)',
      'GET /checks/ shop/urls.py:7 (dependency)',
      'GET /checks/{service}/ shop/urls.py:7 (dependency)',
      'GET /healthz shop/urls.py:8',
    ]);
    expect(handler('/ht/')).toMatchObject({ canFail: true, constant: false });
    expect(handler('/-/alive/')).toMatchObject({ canFail: false, constant: true });
  });

  it('tells what a view touches and how it can fail', async () => {
    const { handler } = await project(
      `from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from . import views
urlpatterns = [path("live", csrf_exempt(views.live)), path("ready", views.Ready.as_view())]
`,
      {
        'shop/views.py': `from django.db import connections
from django.http import HttpResponse, HttpResponseServerError
from django.views import View
def live(request): return HttpResponse("ok")
class Base(View):
    def get(self, request):
        try:
            connections["default"].cursor()
        except Exception:
            return HttpResponseServerError("db")
        return HttpResponse("ok")
class Ready(Base): ...
`,
      },
    );
    expect(handler('/live')).toMatchObject({ name: 'live', constant: true, canFail: false, touches: [] });
    expect(handler('/ready')).toMatchObject({
      canFail: true,
      constant: false,
      touches: [{ dependency: 'db', text: 'connections["default"].cursor()' }],
    });
  });
});

describe('middleware of Django', () => {
  it('answers paths before any URL is looked at, and not below what stands behind it', async () => {
    const { routes, handler, guards } = await readPython({
      'manage.py': manage,
      'shop/settings.py': `ROOT_URLCONF = "shop.urls"
KAMAL_HEALTHCHECK_PATH = "/kamal/up/"
MIDDLEWARE = [
    "kamal_healthcheck.middleware.HealthCheckMiddleware",
    "shop.middleware.Health",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.middleware.ready",
]
SECURE_SSL_REDIRECT = True
ALLOWED_HOSTS = ["shop.example.com"]
`,
      'shop/urls.py':
        'from django.urls import path\nfrom . import views\nurlpatterns = [path("status/", views.status)]\n',
      'shop/middleware.py': `from django.http import HttpResponse, JsonResponse
from django.db import connection
class Health:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request):
        if request.method == "GET":
            if request.path == "/healthz" or request.path_info == "/healthz/":
                return self.healthz(request)
        if request.path.startswith("/api/"):
            return self.get_response(request)
        return self.get_response(request)
    def healthz(self, request):
        return HttpResponse("OK")
def ready(get_response):
    def middleware(request):
        response = JsonResponse({}) if request.META["PATH_INFO"] in ("/ready",) else get_response(request)
        return response
    return middleware
`,
    });
    expect(routes).toEqual([
      'ANY /healthz shop/middleware.py:7',
      'ANY /healthz/ shop/middleware.py:7',
      'ANY /ready shop/middleware.py:16',
      'ANY /kamal/up/ shop/settings.py:4 (dependency)',
      'ANY /status/ shop/urls.py:3',
    ]);
    expect(handler('/healthz')).toMatchObject({ name: 'Health', constant: true });
    expect(guards('/healthz')).toEqual([]);
    expect(guards('/kamal/up/')).toEqual([]);
    expect(guards('/ready')).toEqual([
      'https-redirect: SECURE_SSL_REDIRECT = True',
      'host-check: ALLOWED_HOSTS = ["shop.example.com"]',
    ]);
    expect(guards('/status/')).toHaveLength(2);
  });
});

describe('what settings put before routes', () => {
  const urls = {
    'manage.py': manage,
    'shop/urls.py':
      'from django.urls import path\nfrom . import views\nurlpatterns = [path("healthz/", views.healthz), path("home/", views.home)]\n',
    'shop/views.py': `from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpResponse
@login_not_required
def healthz(request): return HttpResponse("ok")
@login_required
def home(request): return HttpResponse("ok")
`,
  };

  it.each([
    [
      'from the environment',
      'SECURE_SSL_REDIRECT = env.bool("SSL", default=True)\nALLOWED_HOSTS = env.list("HOSTS")',
      [],
    ],
    ['under a condition', 'if PLATFORM:\n    SECURE_SSL_REDIRECT = True\nALLOWED_HOSTS = ["*"]', []],
    ['with an exemption', 'SECURE_SSL_REDIRECT = True\nSECURE_REDIRECT_EXEMPT = [r"^healthz/$"]', []],
    ['unless somebody debugs', 'if not DEBUG:\n    SECURE_SSL_REDIRECT = True', ['https-redirect']],
    ['as a literal', 'ALLOWED_HOSTS = ["a.example.com", ".example.org"]', ['host-check']],
  ])('%s', async (_name, more, kinds) => {
    const { all } = await readPython({ ...urls, 'shop/settings.py': settings(more) });
    const health = all.find(({ path }) => path === '/healthz/');
    expect((health?.guards ?? []).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('counts only what every settings of production has, base settings included', async () => {
    const { guards } = await readPython({
      ...urls,
      'shop/wsgi.py':
        'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.production")\n',
      'shop/settings/__init__.py': '',
      'shop/settings/base.py': settings('SECURE_SSL_REDIRECT = False\n'),
      'shop/settings/production.py':
        'from .base import *\nSECURE_SSL_REDIRECT = True\nMIDDLEWARE += ["django.contrib.auth.middleware.LoginRequiredMiddleware"]\n',
    });
    expect(guards('/healthz/')).toEqual(['https-redirect: SECURE_SSL_REDIRECT = True']);
    expect(guards('/home/')).toEqual([
      'https-redirect: SECURE_SSL_REDIRECT = True',
      'authentication: django.contrib.auth.middleware.LoginRequiredMiddleware',
      'authentication: login_required',
    ]);
  });

  it('reads the permissions of Django REST framework', async () => {
    const { guards } = await readPython({
      'manage.py': manage,
      'shop/settings.py': settings(
        'REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]}\n',
      ),
      'shop/urls.py': `from django.urls import path
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView
@api_view(["GET"])
def closed(request): ...
@api_view(["GET"])
@permission_classes([AllowAny])
def opened(request): ...
class Health(APIView):
    permission_classes = []
    def get(self, request): ...
urlpatterns = [path("closed", closed), path("opened", opened), path("health", Health.as_view())]
`,
    });
    expect(guards('/closed')).toEqual(['authentication: DEFAULT_PERMISSION_CLASSES']);
    expect(guards('/opened')).toEqual([]);
    expect(guards('/health')).toEqual([]);
  });
});

describe('what is no route of Django', () => {
  it('rings of includes, expressions that explode and broken files come to an end', async () => {
    const { routes } = await project(
      `from django.urls import include, path, re_path
urlpatterns = [
    path("a/", include("shop.urls")),
    path("b/", include("other.urls")),
    re_path(r"^${'(a|b)?'.repeat(40)}$", None),
    re_path(r"^${'('.repeat(200)}", None),
    path("ok", None),
]
`,
      {
        'other/urls.py':
          'from django.urls import include, path\nurlpatterns = [path("c/", include("shop.urls")), path("d", None)]\n',
        'broken/urls.py': 'urlpatterns = [path("x", \n',
      },
    );
    expect(routes).toContain('ANY /ok shop/urls.py:7');
    expect(routes).toContain('ANY /b/d other/urls.py:2');
  });

  it('URLs that nobody includes have a path without a known beginning, and open no inventory', async () => {
    const { routes, gaps } = await readPython({
      'lib/urls.py':
        'from django.urls import path\nfrom . import views\nurlpatterns = [path("health/", views.health)]\n',
    });
    expect(routes).toEqual(['ANY …/health/ lib/urls.py:3']);
    expect(gaps).toEqual([]);
  });

  it.each([
    ['/healthz/', 'path("healthz/", views.v)'],
    ['/health/', 'path("health/", views.v)'],
    ['/api/healthz/', 'path("api/", include([path("healthz/", views.v)]))'],
  ])('a changed path or prefix is another route: %s', async (path, text) => {
    const { all } = await project(
      `from django.urls import include, path\nfrom . import views\nurlpatterns = [${text}]\n`,
    );
    expect(all.map((route) => route.path)).toEqual([path]);
  });

  it('paths of clients, reverse() and lists of exempt paths are none', async () => {
    const { routes } = await project(`from django.urls import path, reverse
import requests
from . import views
EXEMPT = ["/healthz", "/readyz"]
requests.get("http://other/health")
url = reverse("health")
urlpatterns = [path("a/", views.a)]
`);
    expect(routes).toEqual(['ANY /a/ shop/urls.py:7']);
  });
});

it('follows an include by the name that a folder of applications on sys.path gives', async () => {
  const { routes } = await project(
    'from django.conf.urls import include, url\nurlpatterns = [url(r"^status/", include("status.urls"))]\n',
    {
      'shop/apps/__init__.py': '',
      'shop/__init__.py': '',
      'shop/apps/status/__init__.py': '',
      'shop/apps/status/urls.py':
        'from django.conf.urls import patterns, url\nfrom . import views\nurlpatterns = patterns("", url(r"^ping.json$", views.ping))\n',
      'shop/apps/status/views.py': 'def ping(request): ...\n',
    },
  );
  expect(routes).toEqual(['ANY /status/ping.json shop/apps/status/urls.py:3']);
});
