"""What pages share that take files."""

from django.http import HttpResponse

SCRIPT, NEXT = "X-Upload", "X-Next"


class TakesFiles:
    """The script that shows how far files have been sent is told where to go next.

    A browser would follow a redirect on its behalf, and the words on the next page would be gone.
    """

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302 and SCRIPT in self.request.headers:
            return HttpResponse(status=303, headers={NEXT: response.url})
        return response
