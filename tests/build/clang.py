# SPDX-License-Identifier: MIT
"""clang compiles everything without a warning, as gcc did for this run."""
import os
from pathlib import Path

import build
import tap

made = build.Build(Path(os.environ["USHER_TEST_BUILD"]),
                   ["--enable-werror", "CC=clang"], "clang")
with tap.test("clang takes every file with -Werror"):
    made.configure()
    made.make("clean")
    made.make(jobs=2)
    tap.ok((made.objects / "usher").exists())
tap.done()
