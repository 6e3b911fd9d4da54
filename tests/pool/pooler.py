# SPDX-License-Identifier: MIT
"""A pooler in transaction mode that the configuration does not know of."""
import pool
import tap
from stack import Stack

with Stack({"database.prepare": "yes", "workers": 8},
           has_bouncer=True) as stack:
    with tap.test("the log names the option that is to be no"):
        said = pool.await_event(stack.usher, "database_failed",
                                hint="database.prepare = no")
        tap.is_(said["sqlstate"], "42P05")
tap.done()
