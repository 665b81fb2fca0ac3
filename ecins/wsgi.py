"""What gunicorn loads. It does not start on a database that is unfit for real records."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")

application = get_wsgi_application()

from ecins.startup import look_at_the_database  # noqa: E402 - settings come first

look_at_the_database()
