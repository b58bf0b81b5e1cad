"""A mail server for tests, on Debian's aiosmtpd: keeps what it takes as files, and answers as files tell it to."""
import argparse
import asyncio
import json
import ssl
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("folder", type=Path)
parser.add_argument("--password", help="whoever wants to send has to know it")
parser.add_argument("--certificate", help="PEM file with certificate and key")
parser.add_argument("--tls", action="store_true", help="TLS from the first byte on, instead of STARTTLS")
parser.add_argument("--ascii", action="store_true", help="does not offer SMTPUTF8")
options = parser.parse_args()


def told(command):
    """What stands in the file of that name is the answer."""
    file = options.folder / f"answer-{command}"
    return file.read_text() if file.exists() else None


class Mailbox:
    taken = 0

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        answer = told("MAIL")
        if answer is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        with open(options.folder / "asked", "a", encoding="utf-8") as asked:
            asked.write(address + "\n")
        answer = told("RCPT")
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = told("DATA")
        if answer not in (None, "silence"):
            return answer
        Mailbox.taken += 1
        name = options.folder / f"{Mailbox.taken:04}"
        about = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None or options.tls, "user": getattr(session, "login", None)}
        name.with_suffix(".json").write_text(json.dumps(about))
        name.with_suffix(".part").write_bytes(envelope.original_content)
        name.with_suffix(".part").rename(name.with_suffix(".eml"))
        if answer == "silence":
            await asyncio.sleep(3600)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    session.login = data.login.decode()
    return AuthResult(success=data.password.decode() == options.password, handled=False)


async def main():
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)

    def session():
        return SMTP(
            Mailbox(),
            hostname="mail.test",
            enable_SMTPUTF8=not options.ascii,
            tls_context=None if options.tls else context,
            authenticator=authenticate,
            auth_required=options.password is not None,
            auth_require_tls=False,
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", options.port, ssl=context if options.tls else None)
    await server.serve_forever()


asyncio.run(main())
