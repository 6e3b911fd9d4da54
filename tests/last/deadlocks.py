# SPDX-License-Identifier: MIT
"""No two calls of this run waited for each other: PostgreSQL, which looks
for that before lock_timeout ends a wait, has found nothing."""
import os
import re
from pathlib import Path

import tap

RUN = Path(os.environ["USHER_TEST_RUN"])
FOUND = re.compile(r"^.*ERROR:  deadlock detected$(?:\n.*){,12}", re.M)

logs = sorted(RUN.rglob("postgres*.log"))
with tap.test("there are logs to look in, and one would be found"):
    tap.ok(logs)
    tap.ok(FOUND.search("log\n2026 [7] web@x ERROR:  deadlock detected\n"))
with tap.test("no deadlock was found in this run"):
    tap.is_([match[0] for path in logs for match in FOUND.finditer(
        path.read_text(errors="replace"))], [])
tap.done()
