# SPDX-License-Identifier: MIT
"""Every rule of tests/lint is broken once in a copy of the tree, and lint
says so."""
import os
import re
import subprocess
import sys
from pathlib import Path

import build
import tap

TREE = Path(os.environ["USHER_TEST_FOLDER"], "tree")


def failures():
    """The names of the rules that lint finds broken in the copy."""
    done = subprocess.run([sys.executable, TREE / "tests/lint"],
                          capture_output=True, text=True)
    failed = re.findall(r"^not ok \d+ - (.*)", done.stdout, re.M)
    tap.is_(done.returncode, 1 if failed else 0)
    return failed


def expect(rule, name, change):
    """Change a file; lint finds this rule broken, and only this."""
    path = TREE / name
    before = path.read_text() if path.exists() else None
    with tap.test(f"lint finds broken: {rule}"):
        path.write_text(change(before or ""))
        tap.is_(failures(), [rule])
    if before is None:
        path.unlink()
    else:
        path.write_text(before)


def sub(old, new):
    """A change that must change something."""
    def change(text):
        changed = text.replace(old, new, 1)
        if changed == text:
            raise AssertionError(f"{old!r} is not there")
        return changed
    return change


build.copy_sources(TREE)
with tap.test("lint finds nothing in the tree as it is"):
    tap.is_(failures(), [])

LICENCE = "SPDX-License-Identifier: MIT"
expect("every file begins with its SPDX line", "src/base/arena.c",
       sub(LICENCE, ""))
expect("no line is wider than 80 columns", "tests/lib/tap.py",
       lambda text: text + "# " + "x" * 79 + "\n")
expect("nothing is left for later", "sql/grants.sql",
       lambda text: text + "-- TO" "DO: more\n")
expect("a room includes lower floors only", "src/base/arena.c",
       sub('#include "base/arena.h"\n',
           '#include "base/arena.h"\n#include "door/pg.h"\n'))
expect("a room includes lower floors only", "src/api/dispatch.c",
       lambda text: text + '#include "mail/mailer.h"\n')
expect("each library has one door", "src/api/dispatch.c",
       lambda text: text + "#include <libpq-fe.h>\n")
expect("each library has one door", "src/api/dispatch.c",
       lambda text: text + "#include <curl/curl.h>\n")
expect("a file includes its own header first", "src/base/arena.c",
       sub('#include "base/arena.h"\n',
           '#include "base/buf.h"\n#include "base/arena.h"\n'))
expect("C is as clang-format would have it", "src/base/arena.c",
       sub("\treturn", "        return"))
expect("sql/INDEX lists every function file once", "sql/INDEX",
       sub("lib/mark.sql\n", ""))
expect("sql/INDEX lists every function file once", "sql/INDEX",
       sub("lib/mark.sql\n", "lib/mark.sql\nlib/mark.sql\n"))
expect("an SQL file makes the function of its name", "sql/lib/mark.sql",
       sub("function mark", "function marks"))
expect("SQL functions say what they raise, write and return",
       "sql/lib/health.sql", sub("aises", ""))
expect("every column has a comment", "sql/migrations/0001_house.sql",
       sub("comment on column organization.kind is",
           "comment on column organization.name is"))
tap.done()
