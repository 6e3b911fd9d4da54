# SPDX-License-Identifier: MIT
"""`usher template`: an operator's folder is checked, a mail is shown."""
import email
import email.policy
import json
import os
import shutil
import subprocess
from pathlib import Path

import tap
from stack import BINARY

FOLDER = Path(os.environ["USHER_TEST_FOLDER"]) / "own"
LANGUAGES = ("en", "de", "fr", "es", "ar")
DONE, REFUSED, USAGE, CONFIGURATION = 0, 1, 64, 78


def run(*words):
    return subprocess.run([BINARY, *words], capture_output=True, text=True,
                          timeout=30)


def own(**files):
    """The operator's folder, with these files alone: a__b_c is a/b.c."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, text in files.items():
        path = FOLDER / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def kinds():
    said = run("template", "--help").stdout
    return said.partition("Kinds: ")[2].partition("\n")[0].split()


def preview(*words, kind="connections", locale="en"):
    return run("template", "preview", "--kind", kind, "--locale", locale,
               *words, FOLDER)


def checks():
    with tap.test("an empty folder, and so usher's own, is fine"):
        own()
        done = run("template", "check", FOLDER)
        tap.is_((done.returncode, done.stdout, done.stderr),
                (DONE, "the templates are fine\n", ""))
        done = run("template", "check", FOLDER, "--json")
        tap.is_((done.returncode, json.loads(done.stdout)),
                (DONE, {"faults": []}))
    with tap.test("so is one that changes a mail, a sentence and a partial"):
        own(mail__code_txt="{{words.who}}\r\n{{code}}\r\n"
                           "{{> mail/foot.txt}}\n",
            mail__foot_txt="{{organizationName}}\n",
            words__en_words="# ours\n\ncode.subject = Code\n")
        done = run("template", "check", FOLDER)
        tap.is_((done.returncode, done.stderr), (DONE, ""))
    for files, place, said in (
            ({"mail__code_txt": "a\n\n{{#code}}"}, "mail/code.txt:3",
             "section code does not end"),
            ({"mail__code_txt": "a\n{{{code}}}\n"}, "mail/code.txt:2",
             "there is no unescaped output"),
            ({"mail__code_html": "<p>\n<b onclick=\"{{code}}\">"},
             "mail/code.html:2", "code cannot stand here"),
            ({"mail__code_html": "<meta http-equiv=refresh\n"
                                 "content=\"0;url={{message}}\">"},
             "mail/code.html:2", "message cannot stand here"),
            ({"page__end_html": "<p>\n<b title=\"{{#isDone}}\" lang='"
                                "{{/isDone}}{{organizationName}}'>"},
             "page/end.html:2", "section isDone begins and ends in different "
                                "places of the HTML"),
            ({"mail__code_txt": "a\n\n{{> mail/none.txt}}\nb\n"},
             "mail/code.txt:3", "there is no template mail/none.txt"),
            ({"page__label_html": "<p>\n{{> page/field.html}}\n"},
             "page/label.html:2",
             "page/field.html leads back to this template"),
            ({"mail__code_html": "<p>\n{{> mail/code.txt}}\n</p>"},
             "mail/code.html:2",
             "mail/code.txt cannot stand here: one of the two is HTML"),
            ({"words__en_words": "#\ncode.subject = {{> mail/none.txt}}"},
             "words/en.words:2", "there is no template mail/none.txt"),
            ({"mail__code_txt": "a\n{{cdoe}}\n"}, "mail/code.txt:2",
             "{{cdoe}} is no name that is known"),
            ({"mail__code_txt": "{{words.whom}}"}, "mail/code.txt:1",
             "{{words.whom}} is no name that is known"),
            ({"mail__cod_txt": "{{code}}"}, "mail/cod.txt:1",
             "mail/cod.txt is used nowhere"),
            ({"words__de_words": "#\ncode.subjet = Code\n"},
             "words/de.words:2", "code.subjet is no sentence of en"),
            ({"words__de_words": "#\ncode.subject = {{cdoe}}\n"},
             "words/de.words:2", "code.subject knows no {{cdoe}}"),
            ({"words__de_words": "\n\ncode.subject = {{#code}}\n"},
             "words/de.words:3", "section code does not end"),
            ({"words__de_words": "code.subject = \n"},
             "words/de.words:1", "code.subject is empty"),
            ({"words__de_words": "code.subject=Code\n"},
             "words/de.words:1", "is not `name = sentence`")):
        with tap.test(f"it is told where and why: {said}"):
            own(**files)
            done = run("template", "check", FOLDER)
            tap.is_((done.returncode, done.stdout, done.stderr),
                    (REFUSED, "", f"{FOLDER}/{place}: {said}\n"))
            done = run("template", "check", "--json", FOLDER)
            tap.is_((done.returncode, json.loads(done.stderr)),
                    (REFUSED, {"faults": [f"{FOLDER}/{place}: {said}"]}))
    for files, place, said in (
            ({"mail__invitation_txt": "{{words.open}}\n"},
             "mail/invitation.txt:1", "{{url}} must stand once, alone on its "
                                      "line (connections in en)"),
            ({"mail__invitation_txt": "Click {{url}} now\n{{url}}\n"},
             "mail/invitation.txt:1", "{{url}} must stand once, alone on its "
                                      "line (connections in en)"),
            ({"mail__sms_txt": "{{words.text}} {{url}}\n"},
             "mail/sms.txt:1", "{{url}} must stand once, alone on its line "
                               "(sms in en)"),
            ({"mail__invitation_html": "<p>{{words.open}}</p>"},
             "mail/invitation.html:1", "{{url}} is missing (connections in "
                                       "en)"),
            ({"mail__code_txt": "It is {{code}}.\n"}, "mail/code.txt:1",
             "{{code}} must stand alone on its line (code in en)"),
            ({"mail__code_html": "<p>{{words.who}}</p>"}, "mail/code.html:1",
             "{{code}} is missing (code in en)"),
            ({"mail__code_html": "<p>{{code}}</p> <a href='{{url}}'>"},
             "mail/code.html:1", "{{url}} belongs in invitations alone (code "
                                 "in en)"),
            ({"mail__notice_txt": "{{words.who}}\n{{url}}\n"},
             "mail/notice.txt:1", "{{url}} belongs in invitations alone "
                                  "(connections.accepted in en)"),
            ({"words__de_words": f"\n\nteam.subject = {'Komm! ' * 11}\n"},
             "words/de.words:3", "a subject has at most 60 characters (team "
                                 "in de)"),
            ({"page__accept_html": "<form method='post'><input name='action' "
                                   "value='accept'>{{#proof}}<input name="
                                   "'proof'><input name='email'>{{/proof}}"
                                   "{{#groups}}{{#fields}}{{> page/field.html"
                                   "}}{{/fields}}{{/groups}}</form>"},
             "page/accept.html:1", "no form has the action accept with all "
                                   "of: formToken email proof businessName"),
            ({"page__end_html": "<h1>{{words.heading}}</h1>"},
             "page/end.html:1", "no form has the action ask with all of: "
                                "formToken"),
            ({"page__invitation_html": "{{> page/verify.html}}\n"
                                       "{{> page/accept.html}}\n"
                                       "{{> page/reject.html}}\n"},
             "page/invitation.html:1", "no form has the action confirm with "
                                       "all of: formToken email code")):
        with tap.test(f"what is made of it is looked at: {place}: {said}"):
            own(**files)
            done = run("template", "check", FOLDER)
            tap.is_((done.returncode, done.stdout, done.stderr),
                    (REFUSED, "", f"{FOLDER}/{place}: {said}\n"))
    with tap.test("a language of the operator's own is told what it lacks"):
        own(words__it_words="language.tag = it\nlanguage.direction = ltr\n")
        done = run("template", "check", FOLDER)
        tap.is_(done.returncode, REFUSED)
        tap.like(done.stderr, f"^{FOLDER}/words/it.words:1: [a-z.A-Z_0-9]+ "
                              "is missing in it\n")
        lacking = {line.split()[1] for line in done.stderr.splitlines()}
        tap.ok({"code.subject", "date.12"} <= lacking)
        tap.ok("language.tag" not in lacking)
    with tap.test("so is one that says nothing yet"):
        own(words__it_words="# soon\n")
        done = run("template", "check", FOLDER)
        tap.is_(done.returncode, REFUSED)
        tap.ok("it.words:1: language.tag is missing in it" in done.stderr)
    with tap.test("every fault is told, not the first alone"):
        own(mail__code_txt="{{a}}\n{{b}}\n", words__en_words="c.d = e\n")
        tap.is_(len(run("template", "check", FOLDER).stderr.splitlines()), 3)
    with tap.test("a folder that is not there is a fault"):
        done = run("template", "check", "/no/templates")
        tap.is_((done.returncode, done.stdout), (REFUSED, ""))
        tap.is_(done.stderr, "/no/templates: No such file or directory\n")


def previews():
    own()
    with tap.test("the kinds of mail are in the help"):
        tap.ok({"connections", "contributors", "team", "onboarding",
                "applicants", "code", "sms"} <= set(kinds()))
    for kind in kinds():
        with tap.test(f"{kind} is shown in every language"):
            texts = set()
            for locale in LANGUAGES:
                done = preview("--text", kind=kind, locale=locale)
                tap.is_((done.returncode, done.stderr), (DONE, ""), locale)
                tap.ok("Example Ltd" in done.stdout, locale)
                tap.ok("{{" not in done.stdout, locale)
                texts.add(done.stdout)
            tap.is_(len(texts), len(LANGUAGES))
    with tap.test("the HTML part says its language and its direction"):
        for locale in LANGUAGES:
            side = "rtl" if locale == "ar" else "ltr"
            tap.like(preview("--html", locale=locale).stdout,
                     f"^<!doctype html>\n<html lang=\"{locale}\" "
                     f"dir=\"{side}\"")
    with tap.test("without a part it is the mail as it would be sent"):
        said = preview(locale="de-AT").stdout
        mail = email.message_from_string(said, policy=email.policy.default)
        tap.is_(mail["To"], "robin@example.com")
        tap.like(mail["From"], "Sam Doe über Example Ltd")
        tap.is_([part.get_content_type() for part in mail.iter_parts()],
                ["text/plain", "text/html"])
        tap.is_(list(mail.defects), [])
    with tap.test("a language that is not there is English"):
        tap.is_(preview(locale="zh").stdout, preview(locale="en").stdout)
    with tap.test("an operator's file and sentence stand in for ours"):
        own(mail__code_txt="OWN {{words.who}} {{code}}\n",
            words__de_words="code.who = Bitte sehr:\n")
        tap.is_(preview("--text", kind="code", locale="de").stdout,
                "OWN Bitte sehr: 123456\n")
    with tap.test("what cannot be shown is refused, and said why"):
        own()
        done = preview(kind="bogus")
        tap.is_((done.returncode, done.stdout), (REFUSED, ""))
        tap.like(done.stderr, "no mail of kind bogus")
        done = preview("--html", kind="sms")
        tap.is_((done.returncode, done.stdout), (REFUSED, ""))
        tap.like(done.stderr, "has no HTML part")
        own(mail__code_txt="\n{{")
        done = preview(kind="code")
        tap.is_((done.returncode, done.stdout), (REFUSED, ""))
        tap.like(done.stderr, "mail/code.txt:2: a tag is not closed")


def usage():
    with tap.test("wrong usage is told on stderr, with status 64"):
        for words in ([], ["bogus"], ["check", "a", "b"],
                      ["check", "--bogus"], ["check", "--kind", "code"],
                      ["preview"], ["preview", "--kind", "code"],
                      ["preview", "--locale", "de"],
                      ["preview", "--page", "open"],
                      ["preview", "--page", "open", "--locale", "de",
                       "--html"],
                      ["preview", "--kind", "code", "--locale", "de",
                       "--html", "--text"]):
            done = run("template", *words)
            tap.is_((done.returncode, done.stdout), (USAGE, ""), str(words))
            tap.like(done.stderr, "usage: usher template check")
    with tap.test("without a folder the configuration is read"):
        done = run("--config", "/no/conf", "template", "check")
        tap.is_((done.returncode, done.stdout), (CONFIGURATION, ""))
        tap.like(done.stderr, "/no/conf: ")


checks()
previews()
usage()
tap.done()
