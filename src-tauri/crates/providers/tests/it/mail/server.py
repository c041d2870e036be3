"""A real server of mail (aiosmtpd) on a port of this computer.

Says on its standard output on which port it listens, and then each letter that it takes as a line of JSON. It ends when its
standard input does. Arguments: starttls | tls, the certificate, its key. It knows one account, and nobody called `nobody`.
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import threading
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

# It tells of every turn to encryption that fails, and some of these tests let it fail.
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

USER, PASSWORD = b"bridge", b"s3cret-password"


class Letters:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [part for part in letter.walk() if not part.is_multipart()]
        print(json.dumps({
            "encrypted": server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data.decode() if session.auth_data else None,
            "envelope_from": envelope.mail_from,
            "envelope_to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in letter.items()],
            "kind": letter.get_content_type(),
            "parts": [[part.get_content_type(), part.get_content()] for part in parts],
        }), flush=True)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, login):
    if mechanism in ("PLAIN", "LOGIN") and (login.login, login.password) == (USER, PASSWORD):
        return AuthResult(success=True, auth_data=login.login)
    return AuthResult(success=False, handled=False)


async def serve(way, certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    starts_plain = way == "starttls"

    def protocol():
        return SMTP(
            Letters(),
            hostname="localhost",
            tls_context=context if starts_plain else None,
            require_starttls=starts_plain,
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=starts_plain,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=None if starts_plain else context)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()

    def wait():
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait, daemon=True).start()
    await ended.wait()


asyncio.run(serve(*sys.argv[1:]))
