# SPDX-License-Identifier: MIT
"""What `make` promises: check, install and distcheck. The C units and
lint are listed one by one."""
import os
import re
import subprocess
from pathlib import Path

import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
OBJECTS = Path(os.environ["USHER_TEST_BUILD"], "gcc")
RESULT = re.compile(r"^(not )?ok \d+ - (.*)$", re.M)


def run(*words):
    """make WORDS; gives subprocess's result."""
    done = subprocess.run(["make", *words], cwd=OBJECTS, text=True,
                          capture_output=True, umask=0o022)
    if done.returncode != 0:
        tap.diag("\n".join((done.stdout + done.stderr).splitlines()[-40:]))
    return done


def make(*words):
    return run(*words).returncode


def check():
    for old in OBJECTS.glob("tests/**/*.log"):
        old.unlink()
    status = make("check")
    logs = sorted(OBJECTS.glob("tests/**/*.log"))
    for path in logs:
        program = path.relative_to(OBJECTS / "tests").with_suffix("")
        said = path.read_text()
        results = RESULT.findall(said)
        for failed, name in results:
            tap.ok(not failed, f"{program}: {name}")
        if not results or any(failed for failed, _ in results):
            tap.diag(said)
    tap.ok(logs, "make check runs programs")
    tap.is_(status, 0, "make check passes")


def files_of(target):
    return [str(path.relative_to(target)) for path in target.glob("**/*")
            if path.is_file()]


def install():
    target = FOLDER / "image"
    prefix = str(OBJECTS).lstrip("/") + "-installed/"
    with tap.test("make install writes below DESTDIR and prefix only"):
        tap.is_(make("install", f"DESTDIR={target}"), 0)
        files = files_of(target)
        tap.ok(all(file.startswith(prefix) for file in files))
        for file in ("bin/usher", "share/usher/sql/INDEX",
                     "share/usher/templates/page/invitation.html",
                     "share/usher/nginx/usher_params",
                     "lib/systemd/system/usher.service"):
            tap.ok(prefix + file in files, file)
    with tap.test("make install takes away what another version had, and "
                  "says so"):
        share = target / prefix / "share/usher"
        stale = [share / "templates/page/former.html",
                 share / "sql/migrations/0999_former.sql"]
        for path in stale:
            path.write_text("{{> page/gone.html}}")
        ours = share / "of_somebody_else"
        ours.write_text("")
        done = run("install", f"DESTDIR={target}")
        tap.is_(done.returncode, 0)
        tap.is_({line for line in done.stdout.splitlines()
                 if line.startswith("removing ")},
                {f"removing {path}" for path in stale})
        tap.is_([path.exists() for path in (*stale, ours)],
                [False, False, True])
        tap.is_(sorted(files_of(target)),
                sorted([*files, str(ours.relative_to(target))]))
        ours.unlink()
    with tap.test("make uninstall leaves no file"):
        tap.is_(make("uninstall", f"DESTDIR={target}"), 0)
        tap.is_(files_of(target), [])


check()
install()
tap.is_(make("distcheck"), 0, "make distcheck passes")
tap.done()
