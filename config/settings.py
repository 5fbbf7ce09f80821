"""Every setting of Balai, read once from the environment.

Each variable is described in docs/reference/settings.md. A wrong value stops the
start and names the variable; a missing one has a default that works on one machine.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvValidationError, validate

from balai.core.sqlite import use_current_sqlite
from balai.ui.sheet import SHEET_SOURCE

use_current_sqlite()  # before Django imports sqlite3

env = Env()
CODE = Path(__file__).resolve().parent.parent


def _wrong(variable: str, why: str) -> EnvValidationError:
    return EnvValidationError(f'Environment variable "{variable}" invalid: {why}', [why])


def _check_is_installed(package: str, *, extra: str, variable: str) -> None:
    if find_spec(package) is None:
        raise _wrong(variable, f"install balai[{extra}] for it")


def _data_folder() -> Path:
    folder = env.path("BALAI_DATA", Path("data")).resolve()
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as refusal:
        raise _wrong("BALAI_DATA", f"no folder can be made there ({refusal.strerror})") from refusal
    return folder


def _kept_secret(file: Path) -> str:
    """Read the secret in this file, made at the first start.

    It is written whole before it gets its name, so that of two first starts at once
    neither reads half of one.
    """
    if not file.exists():
        handle, written = tempfile.mkstemp(dir=file.parent, prefix="secret_key-")
        with os.fdopen(handle, "w") as new:
            new.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(written, file)
        os.unlink(written)
    return file.read_text().strip()


DATA = _data_folder()
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(min=1, max=65535))
WEB_WORKERS = env.int("BALAI_WEB_WORKERS", 2, validate=validate.Range(min=1, max=64))
WEB_THREADS = env.int("BALAI_WEB_THREADS", 8, validate=validate.Range(min=1, max=256))

SECRET_KEY = env.str("BALAI_SECRET_KEY", "") or _kept_secret(DATA / "secret_key")
# Earlier secrets: what was signed or sealed with them is still taken and opened.
SECRET_KEY_FALLBACKS: list[str] = env.list("BALAI_SECRET_KEY_FALLBACKS", [])
# Signs certificates; see docs/adr/0018.
BADGE_KEY = env.str("BALAI_BADGE_KEY", "") or _kept_secret(DATA / "badge_key")
SITE_URL = env.str(
    "BALAI_URL",
    f"http://{'localhost' if HOST in {'127.0.0.1', '0.0.0.0'} else HOST}:{PORT}",  # noqa: S104
    validate=validate.URL(schemes={"http", "https"}, require_tld=False),
).rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")


def _usual_hosts() -> list[str]:
    """Name the hosts that are answered: all, while a machine without a name listens to all."""
    if HOST in {"0.0.0.0", "::"} and not env.str("BALAI_URL", ""):  # noqa: S104
        return ["*"]
    return [urlsplit(SITE_URL).hostname or "", HOST, "localhost", "127.0.0.1"]


ALLOWED_HOSTS = env.list("BALAI_HOSTS", _usual_hosts())
DEBUG = False

# The province whose villages stand on the home page; its regions may be one of many.
PROVINCE_CODE = env.str("BALAI_PROVINCE", "64", validate=validate.Regexp(r"^\d\d$"))
# What search keeps apart. The numbers stand in its index: add to them, never change them.
SEARCH_THINGS = {"listing": 1, "village": 2}
# Who runs this installation, and the e-mail address for what is wrong on its pages.
OPERATOR = env.str("BALAI_OPERATOR", "")
CONTACT = env.str("BALAI_CONTACT", "", validate=validate.Regexp(r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$"))
# Example content is shown with a mark, and search engines are asked to stay away.
IS_DEMO = env.bool("BALAI_DEMO", False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "balai.portal",
    "balai.channels",
    "balai.activities",
    "balai.catalogue",
    "balai.registry",
    "balai.accounts",
    "balai.ui",
    "balai.intake",
    "balai.photos",
    "balai.reservations",
    "balai.core",
]
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["balai.accounts.backends.ByEmailOrPhone"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 8},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("name", "email", "phone_number")},
    }.items()
]
LOGIN_URL = "accounts:sign_in"
PASSWORD_RESET_TIMEOUT = 6 * 60 * 60
LOGIN_REDIRECT_URL = "portal:workroom"
# What was done is said once, on the next page; never in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "balai_session"
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_NAME = "balai_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "balai.accounts.views.refused.form_not_accepted"
CSRF_COOKIE_AGE = None  # ends with the browser: a visitor without cookies gets kept pages
CSRF_COOKIE_SECURE = IS_HTTPS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "balai.core.freshness.OneVersion",
    "balai.catalogue.middleware.SeasonsOnTime",
    "balai.core.pagecache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balai.core.compression.Compression",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "balai.core.audit.NamedRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "balai.accounts.middleware.OwnCopy",
    "balai.accounts.middleware.SecondStepFirst",
    "balai.accounts.middleware.LastSeen",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "balai.ui.context.frame",
                "balai.portal.context.foot_frame",
                "balai.portal.context.work_frame",
                "balai.portal.context.to_try_out",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "balai.ui.templatetags.ui",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    database: dict[str, object] = dict(
        env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'balai.sqlite3'}")
    )
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database |= {
            "CONN_MAX_AGE": None,
            "ATOMIC_REQUESTS": False,  # must stay so: every transaction takes the write lock
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was acknowledged survives a power cut.
                # cache_size is for each thread of each worker.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-4000;PRAGMA temp_store=MEMORY;"
                "PRAGMA journal_size_limit=67108864",
            },
            # A file: the live server answers from several threads.
            "TEST": {"NAME": str(DATA / "test.sqlite3")},
        }
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options: dict[str, object] = {"pool": {"min_size": 1, "max_size": 8}}
        options |= env.dj_db_url("DATABASE_URL").get("OPTIONS", {})
        database |= {"CONN_MAX_AGE": 0, "OPTIONS": options}
    else:
        raise _wrong("DATABASE_URL", "Balai runs on sqlite:///FILE or postgres://…")
    return database


DATABASES = {"default": _database()}


def _cache() -> dict[str, object]:
    cache: dict[str, object] = dict(env.dj_cache_url("CACHE_URL", "locmem://balai"))
    if cache["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache":
        # One in the memory of each web worker: a page of 6 kB, a thousand times.
        cache["OPTIONS"] = {"MAX_ENTRIES": 1000, "CULL_FREQUENCY": 4}
    elif "redis" in str(cache["BACKEND"]).lower():
        _check_is_installed("redis", extra="redis", variable="CACHE_URL")
    return cache


def _shared_cache(pages: dict[str, object]) -> dict[str, object]:
    """Choose where is counted what all processes must know of: tries at signing in."""
    if pages["BACKEND"] != "django.core.cache.backends.locmem.LocMemCache":
        return pages
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_sharedcacheentry",
        # Many, so that nobody pushes a lock-out out of it with made-up names.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }


_pages = _cache()
CACHES = {"default": _shared_cache(_pages), "pages": _pages}
PAGE_CACHE_SECONDS = env.int("BALAI_PAGE_CACHE", 300, validate=validate.Range(min=0))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# How long what a device sent is kept after it was accepted.
INTAKE_DAYS = env.int("BALAI_INTAKE_DAYS", 30, validate=validate.Range(min=1, max=3650))

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [CODE / "balai" / "locale"]
TIME_ZONE = "Asia/Makassar"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# Pictures, each asked for with who asks; nothing else lies here.
MEDIA_URL = "/gambar/"
MEDIA_ROOT = DATA / "media"


def _media_storage() -> dict[str, object]:
    address = env.str("BALAI_MEDIA", "")
    if not address:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc:
        raise _wrong("BALAI_MEDIA", "leave it empty for a folder, or write s3://bucket")
    _check_is_installed("storages", extra="s3", variable="BALAI_MEDIA")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", "") or None,
        },
    }


STORAGES = {
    "default": _media_storage(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

_email = env.dj_email_url("EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in _email:
    raise _wrong("EMAIL_URL", "write smtp://…, submission://… or console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("BALAI_EMAIL_FROM", "balai@localhost")

# Signing in: django-allauth keeps the steps, the pages and forms are ours. docs/adr/0009.
ACCOUNT_ADAPTER = "balai.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "balai.accounts.adapters.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: clocks of cheap phones wander
ACCOUNT_RATE_LIMITS = {
    # Whole classes sit behind one address, so an address may do much, a name little.
    "login": "60/m/ip",
    "login_failed_from": "100/h/ip",
    "login_failed_here": "5/5m/key",
    "login_failed": "20/h/key",
    # Coming in and asking to be let in; of a name, with a code.
    "join": "20/h/key",
    "ask_to_join": "30/h/ip",
    "recover": "60/h/ip",
    "recover_one": "10/h/key",
    "passkey": "60/m/ip",
    "password_link_from": "60/h/ip",
    "password_link": "5/h/key",
    "new_contact": "10/d/key",
}
# Behind a proxy that ends TLS, the visitor's address is the one it adds.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", SHEET_SOURCE],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_secrets": {"()": "balai.core.logs.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_secrets"],
        }
    },
    # It warns of every orderly stop.
    "loggers": {"django_tasks_db": {"level": "ERROR"}},
    "root": {
        "handlers": ["console"],
        "level": env.str(
            "BALAI_LOG", "WARNING", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])
        ),
    },
}
