"""What gunicorn loads. It does not start on settings or a database unfit for real records."""

import os

from django.core.wsgi import get_wsgi_application

from core.encoding import in_utf8
from ecins.startup import look_at_the_database, refusing_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")

with refusing_in_one_line():
    application = in_utf8(get_wsgi_application())
    look_at_the_database()
