"""E-mail goes by TLS, after a sign-in, to a server whose certificate is true."""

import base64
import datetime
import ipaddress
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.mail import send_mail

pytestmark = pytest.mark.xdist_group("mail")

BACKEND = "django.core.mail.backends.smtp.EmailBackend"
USER, PASSWORD = "ecins", "a-password-of-the-relay"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Of 127.0.0.1, and its own authority."""
    folder = tmp_path_factory.mktemp("mail")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = folder / "mail.pem"
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


class Relay(threading.Thread):
    """A mail server for one letter: encrypted from the start, or when asked."""

    def __init__(self, certificate, *, at_once):
        super().__init__(daemon=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.at_once, self.said, self.was_encrypted = at_once, [], False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.start()

    def run(self):
        self.connection, _ = self.listener.accept()
        try:
            if self.at_once:
                self._encrypt()
            self._talk()
        except (ssl.SSLError, OSError):
            pass
        finally:
            self.connection.close()
            self.listener.close()

    def _encrypt(self):
        self.connection = self.context.wrap_socket(self.connection, server_side=True)

    def _talk(self):
        lines = self.connection.makefile("rwb", 0)
        lines.write(b"220 mail\r\n")
        while line := lines.readline():
            word = line.split()[0].upper() if line.split() else b""
            self.said.append(line.decode().strip())
            if word == b"EHLO":
                lines.write(b"250-mail\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
            elif word == b"STARTTLS":
                lines.write(b"220 go on\r\n")
                lines.close()
                self._encrypt()
                lines = self.connection.makefile("rwb", 0)
            elif word == b"AUTH":
                self.was_encrypted = isinstance(self.connection, ssl.SSLSocket)
                lines.write(b"235 welcome\r\n")
            elif word == b"DATA":
                lines.write(b"354 go on\r\n")
                while (text := lines.readline()) not in (b".\r\n", b""):
                    self.said.append(text.decode().strip())
                lines.write(b"250 taken\r\n")
            elif word == b"QUIT":
                lines.write(b"221 bye\r\n")
                lines.close()
                return
            else:
                lines.write(b"250 fine\r\n")


@pytest.fixture(params=[True, False], ids=["tls", "starttls"])
def relay(request, certificate, settings):
    relay = Relay(certificate, at_once=request.param)
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = USER, PASSWORD
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = request.param, not request.param
    yield relay
    relay.listener.close()


def test_a_letter_is_taken_after_an_encrypted_sign_in(relay, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    send_mail("Your E-CINS account", "A link", None, ["someone@example.org"])

    relay.join(5)
    (sign_in,) = [line for line in relay.said if line.startswith("AUTH")]
    assert base64.b64decode(sign_in.split()[2]) == f"\0{USER}\0{PASSWORD}".encode()
    assert relay.was_encrypted
    assert "A link" in relay.said


def test_a_server_with_a_certificate_of_nobody_gets_nothing(relay):
    with pytest.raises(ssl.SSLCertVerificationError):
        send_mail("Your E-CINS account", "A link", None, ["someone@example.org"])

    relay.join(5)
    assert not any(line.startswith(("AUTH", "DATA", "RCPT")) for line in relay.said)
