# SPDX-License-Identifier: MIT
"""What the build makes anew, and when: from a checkout as git gives it, after
a change, after what was made has gone. Only as far as configure, whose
Makefile says whether it knows the change."""
import os
import shutil
from pathlib import Path

import build
import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
TREE = FOLDER / "tree"
ANSWER = "\nanswer:\n\t@echo forty-two\n"

build.copy_sources(TREE)
build.ROOT = TREE
made = build.Build(FOLDER / "made", ["CC=gcc"], "objects")


def answers():
    """What the Makefile says to `make answer`."""
    made.make("answer")
    return "forty-two" in made.log.read_text()


def write(name, text, age=0):
    """Write a file of the tree, as if so many seconds ago."""
    path = TREE / name
    path.write_text(text)
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))


with tap.test("a checkout has nothing made, and is configured"):
    tap.is_([name for name in ("configure", "Makefile.in", "build-aux")
             if (TREE / name).exists()], [])
    made.configure()
    tap.ok((made.objects / "Makefile").exists())
with tap.test("without a change nothing is made anew"):
    first = (made.source / "configure").stat().st_mtime_ns
    made.configure()
    tap.is_((made.source / "configure").stat().st_mtime_ns, first)
with tap.test("a change of Makefile.am is"):
    before = (TREE / "Makefile.am").read_text()
    write("Makefile.am", before + ANSWER)
    made.configure()
    tap.ok(answers())
with tap.test("even one that is older than what was made"):
    write("Makefile.am", before + ANSWER.replace("answer", "question"), 3600)
    made.configure()
    made.make("question")
    tap.like(made.log.read_text(), "forty-two")
with tap.test("so is what was made and has gone"):
    for name in ("build-aux/tap-driver.sh", "configure"):
        (made.source / name).unlink()
        made.configure()
        tap.ok((made.source / name).exists(), name)
with tap.test("what does not come to its end is done again"):
    write("configure.ac", (TREE / "configure.ac").read_text()
          + "m4_fatal([enough])\n")
    for _ in range(2):
        try:
            made.configure()
            tap.ok(False, "autoreconf failed")
        except build.Trouble as trouble:
            tap.like(str(trouble), "enough")
shutil.rmtree(FOLDER / "made")
tap.done()
