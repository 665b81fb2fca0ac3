"""Every setting of the product. What differs between places is an environment variable."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC
from django.core.exceptions import ImproperlyConfigured

from ecins import environment as env
from ecins import logs
from ecins.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

# ---- Where are we -------------------------------------------------------------------------------
# Production is the default. `make run` and the tests say PRODUCTION=0.
PRODUCTION = env.flag("PRODUCTION", default=True)
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", PRODUCTION)
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS", default=PRODUCTION)
BEHIND_PROXIES = env.number("BEHIND_PROXIES", 0)

if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG is on in production. Unset DEBUG, or set PRODUCTION=0.")

# ---- Parts --------------------------------------------------------------------------------------
OUR_APPS = [
    "core",
    "audit",
    "agencies",
    "records",
    "access",
    "documents",
    "exports",
    "profiles",
    "cases",
    "imports",
    "tasks",
    "galleries",
    "referrals",
    "missing",
    "alerts",
    "home",
    "figures",
    "api",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "simple_history",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestLineMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.LivenessMiddleware",
    "core.metrics.MetricsMiddleware",
    "api.middleware.ChannelMiddleware",
    "core.middleware.TransactionMiddleware",
    "api.middleware.ClientMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agencies.middleware.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agencies.middleware.SecondStepMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "ecins.urls"
WSGI_APPLICATION = "ecins.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
            ],
            "builtins": [
                "core.templatetags.components",
                "crispy_forms.templatetags.crispy_forms_tags",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    # Group holds and user holds are guardian rows of our own; its generic tables stay empty.
    "guardian.W001",
]

# ---- Database: two roles, `app` for web and workers, `owner` for migrations ---------------------
DATABASE_ROLE = env.text("DATABASE_ROLE", "app")
DATABASES = {
    "default": env.database("DATABASE_OWNER_URL" if DATABASE_ROLE == "owner" else "DATABASE_URL")
}
APP_DATABASE = env.database("DATABASE_URL")
APP_ROLE = APP_DATABASE["USER"]
DATABASES["default"]["OPTIONS"] |= {
    # Only what `core.prepared` asks is prepared, and that at once.
    "prepare_threshold": 0,
}
if env.flag("DATABASE_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.number("DATABASE_CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# ---- Queue and cache ----------------------------------------------------------------------------
BROKER_URL = env.text("BROKER_URL")
if not BROKER_URL.startswith(("redis://", "rediss://", "redis+socket://")):
    raise ImproperlyConfigured(
        "BROKER_URL is not set, or of no kind we know. Use `make run`, or set it to "
        "redis://host/0 or redis+socket:///path."
    )
env.address("BROKER_URL")
if PRODUCTION:
    env.refuse_what_is_nobodys()
# Celery's command line reads BROKER_URL too, so a socket is written the way Celery writes it.
CELERY_BROKER_URL = BROKER_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    # A bell that cannot ring is given up at once: the sweep delivers.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = SCHEDULE
CACHES = {
    "default": {
        # Sign-in limits are counted here. With the broker gone they count nothing, and say so in
        # the log; the lock-out by account in the database still holds.
        "BACKEND": "core.cache.TolerantRedisCache",
        "LOCATION": BROKER_URL.replace("redis+socket://", "unix://", 1).replace(
            "virtual_host=", "db=", 1
        ),
        "KEY_PREFIX": "ecins",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
}

# ---- Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "access.backends.HoldBackend",
    "agencies.backends.SignInBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_ADAPTER = "agencies.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "agencies.forms.SignInForm",
    "change_password": "agencies.forms.PasswordForm",
    "reauthenticate": "agencies.forms.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "agencies.forms.CodeForm",
    "reauthenticate": "agencies.forms.ConfirmCodeForm",
    "activate_totp": "agencies.forms.SetUpAppForm",
    "deactivate_totp": "agencies.forms.RemoveAppForm",
    "generate_recovery_codes": "agencies.forms.NewRecoveryCodesForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # A second wall: the first one counts in the database (agencies/attempts.py).
    "login_failed": "100/10m/ip,40/15m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_PREVENT_ENUMERATION = "strict"
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=PRODUCTION)
MFA_ADAPTER = "agencies.adapters.SecondStepAdapter"
# What encrypts the secrets of one-time-code apps (agencies/second_step_keys.py).
SECOND_STEP_KEYS = env.fernet_keys("SECOND_STEP_KEYS")
if PRODUCTION and not SECOND_STEP_KEYS:
    raise ImproperlyConfigured(
        "SECOND_STEP_KEYS is not set. Set it to a key from "
        "python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
    )
if not SECOND_STEP_KEYS:
    SECOND_STEP_KEYS = [env.fernet_key_from(SECRET_KEY)]
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "E-CINS"
# SessionLimitsMiddleware notes once a minute when a session was last used.
USERSESSIONS_TRACK_ACTIVITY = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if env.flag("FAST_PASSWORDS"):
    if PRODUCTION:
        raise ImproperlyConfigured("FAST_PASSWORDS is for tests. Unset it in production.")
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "agencies.passwords.NotWellKnown"},
]

SESSION_ENGINE = "agencies.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60
# Until a critical alert that nobody acknowledges goes to the managers of its reader's teams.
ALERT_ESCALATION_MINUTES = env.number("ALERT_ESCALATION_MINUTES", 30)
# Until a handover that nobody acknowledges goes to the managers of the team. An area says of its
# missing people how long that is.
HANDOVER_MINUTES = env.number("HANDOVER_MINUTES", 15)
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 15)
SESSION_ABSOLUTE_HOURS = env.number("SESSION_ABSOLUTE_HOURS", 10)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"

# ---- Browser ------------------------------------------------------------------------------------
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = env.flag("REDIRECT_TO_HTTPS", default=True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if BEHIND_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [NONCE, STRICT_DYNAMIC],
        "style-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
ALLAUTH_TRUSTED_PROXY_COUNT = BEHIND_PROXIES

# ---- Programs: rest_framework is no installed app, since we want none of its pages --------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.AsCalled"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "api.schema.KitSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "E-CINS",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [],
}

# ---- Forms, files, language, e-mail -------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not env.flag("PLAIN_STATIC")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
# Files of records: below MEDIA_ROOT and never served from there, or in a store of your own
# (docs/how-to/keep-files-elsewhere.md).
STORAGES["documents"] = env.storage("DOCUMENTS_STORAGE") or {
    "BACKEND": "documents.storage.PrivateFiles",
    "OPTIONS": {"location": MEDIA_ROOT / "documents"},
}
LARGEST_DOCUMENT = env.number("LARGEST_DOCUMENT_MB", 25) * 1_000_000
# Of all files sent together; the web server in front must let as much through.
LARGEST_UPLOAD = 4 * LARGEST_DOCUMENT
FILE_UPLOAD_HANDLERS = [
    "documents.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# ClamAV's daemon, as host:port or unix:/path. While it is set, nothing is saved unchecked.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")
# Where the processes of the web server count for Prometheus; its client reads the variable too.
METRICS_FOLDER = env.text("PROMETHEUS_MULTIPROC_DIR")
LANGUAGE_CODE = "en-gb"
# A SCRIPT_NAME that a client sent would move every address; the site is at the root of its host.
FORCE_SCRIPT_NAME = ""
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DATE_FORMAT = "j F Y"
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = env.mail_security()
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = env.text("EMAIL_FILE_PATH") or None
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "no-reply@localhost")
SITE_ADDRESS = env.text("SITE_ADDRESS", "http://localhost:8000")

# ---- Ours ---------------------------------------------------------------------------------------
MARKING = "OFFICIAL-SENSITIVE"
# What makes an access unusual (access/sampling.py), and how many of them a team reviews a week
# besides every break-glass. Hours are local; weekends are always outside.
UNUSUAL_ACCESS = {
    "day_begins": 6,
    "day_ends": 22,
    "people_in_an_hour": 40,
    "listed_in_an_hour": 300,
    "for_each_team": 10,
}
# Different people that one person may list within an hour, by role (access/listing.py). A manager
# may lift it for a member of the team. And from how many the weekly sample finds it unusual.
LISTING_LIMITS = {"practitioner": 500, "manager": 1000}
# Rows and files that one person may export in 24 hours, by role (exports/limits.py). A manager of
# the team may allow one that goes over.
EXPORT_LIMITS = {
    "practitioner": {"rows": 2000, "files": 10},
    "manager": {"rows": 5000, "files": 20},
}
# Days after which a draft is removed on which nobody wrote.
DRAFT_DAYS = 30
# Days for which its author can bring back a draft that they discarded.
DISCARDED_DRAFT_DAYS = 7
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = False
LOGGING = logs.settings(env.text("LOG_LEVEL", "INFO"))
