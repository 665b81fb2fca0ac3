"""Session limits and the second step of sign-in."""


class SessionLimitsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class SecondStepMiddleware(SessionLimitsMiddleware):
    pass
