# SPDX-License-Identifier: MIT
"""The mailer itself: stopped, killed, reloaded, without its database."""
import os
import signal
import time
from pathlib import Path

import servers
import tap
from outbox import Outbox, await_sender, mailer_pid
from relay import HANG, Relay
from stack import FOLDER, Stack


def is_alive(pid):
    return servers.birth(pid) is not None


def slowly(argument):
    """Think about it for a moment, then do what an honest server would."""
    time.sleep(1)


postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False)
with postgres, Relay(servers.free_port()) as relay, \
        Stack(smtp_port=relay.port, postgres=postgres) as stack:
    outbox = Outbox(stack)

    with tap.test("TERM waits for the session under way and marks its mail"):
        relay.play(dot=slowly)
        mail = outbox.create("term@x.example")
        relay.await_step("dot")
        stack.usher.stop()
        tap.is_(outbox.row(mail, "state")[0], "sent")
        stack.usher.start()
    with tap.test("HUP does too, while a new mailer goes on"):
        relay.play(dot=slowly)
        mail, old = outbox.create("hup@x.example"), mailer_pid(stack)
        relay.await_step("dot")
        stack.usher.signal(signal.SIGHUP)
        servers.wait_until(lambda: mailer_pid(stack) != old, 10)
        later = outbox.create("later@x.example")
        outbox.await_state(mail, "sent")
        outbox.await_state(later, "sent")
        tap.ok(servers.wait_until(lambda: not is_alive(old), 10), "it ends")
        tap.is_([len(relay.to(f"{name}@x.example"))
                 for name in ("hup", "later")], [1, 1])
    with tap.test("kill -9 of the mailer takes its sender along; the mail is "
                  "sent again when the lease is over"):
        relay.play(dot=HANG)
        mail = outbox.create("kill@x.example")
        relay.await_step("dot")
        sender = await_sender(stack)
        os.kill(mailer_pid(stack), signal.SIGKILL)
        tap.ok(servers.wait_until(lambda: not is_alive(sender), 5), "gone")
        relay.play()
        tap.is_(outbox.row(mail, "state")[0], "leased")
        outbox.age(120)
        outbox.await_state(mail, "sent")
        tap.is_(len(relay.to("kill@x.example")), 1)

    with tap.test("a word that comes while the database is away is kept"):
        relay.play(dot=slowly)
        mail = outbox.create("away@x.example")
        relay.await_step("dot")
        stack.db.close()
        postgres.stop()
        time.sleep(2)
        postgres.start()
        stack.db.__init__(postgres.url("usher_owner", stack.database))
        outbox.await_state(mail, "sent")
        tap.is_(len(relay.to("away@x.example")), 1)
    with tap.test("mail goes on when its database session is killed"):
        relay.play()
        postgres.psql("postgres", "select pg_terminate_backend(pid) from "
                      "pg_stat_activity where usename = 'usher_mail'")
        outbox.await_state(outbox.create("session@x.example"), "sent")
        tap.is_(len(relay.to("session@x.example")), 1)
    with tap.test("a locked table holds a word up, and loses none"):
        relay.play(dot=slowly)
        mail = outbox.create("lock@x.example")
        relay.await_step("dot")
        with stack.db.connection.cursor() as cursor:
            cursor.execute("begin; lock table outbox; select pg_sleep(3); "
                           "commit")
        outbox.await_state(mail, "sent")
        tap.is_(len(relay.to("lock@x.example")), 1)

    with tap.test("a mail of a kind not known waits, with a clear word"):
        relay.play(connect=HANG)
        held = outbox.create("held@x.example")
        relay.await_step("connect")
        mail = outbox.create("kind@x.example")
        stack.db.run("alter table invitation drop constraint "
                     "invitation_kind_known")
        stack.db.run("update invitation set kind = 'of tomorrow' "
                     "where id = %s", mail)
        relay.play()
        os.kill(await_sender(stack), signal.SIGKILL)
        servers.wait_until(
            lambda: outbox.row(mail, "attempts")[0] == 1, 10)
        tap.is_(outbox.row(mail, "state, last_error"),
                ("deferred", "this usher has no template for it"))
    with tap.test("a mail whose server key was retired has failed, and says "
                  "what to do"):
        relay.play(RCPT="450 4.2.1 later")
        mail = outbox.invite("retired@x.example")
        secret = Path(stack.usher.options["secret.file"])
        key = secret.read_text()
        stack.usher.stop()
        secret.write_text(f"2 {'ab' * 32}\n")
        stack.usher.start()
        relay.play()
        outbox.hasten(mail)
        outbox.await_state(mail, "dead")
        tap.is_(outbox.delivery(mail)["lastError"],
                "the server key of its link has been retired: resend it with "
                "a new link")
        answer = outbox.client.post(f"{outbox.path}/{mail}/resend",
                                    {"rotate": True})
        outbox.await_state(mail, "sent")
        secret.write_text(secret.read_text() + key)

    with tap.test("an operator's template and sentence stand in for ours"):
        folder = FOLDER / "templates"
        for name, text in {
                "words/en.words": "connections.subject = To {{email}}\n",
                "mail/invitation.txt": "Mine: {{words.who}}\n\n{{url}}\n",
                }.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        stack.usher.options["templates.dir"] = folder
        stack.usher.write_config()
        old = mailer_pid(stack)
        stack.usher.signal(signal.SIGHUP)
        servers.wait_until(lambda: not is_alive(old), 10)
        mail = outbox.create("mine@x.example")
        outbox.await_state(mail, "sent")
        (message,) = relay.to("mine@x.example")
        tap.is_(str(message["Subject"]), "To mine@x.example")
        text = message.get_body(("plain",)).get_content()
        tap.like(text, r"^Mine: Acme invites you to connect your business "
                       r"with Acme\.\n\nhttp\S+/i/[\w-]{64}\n")
tap.done()
