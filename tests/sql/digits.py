# SPDX-License-Identifier: MIT
"""In a database whose locale is ICU's, where \\d is any script's digit, a
number and a date are still those that PostgreSQL reads."""
import os
from pathlib import Path

import servers
import tap
from schema import Schema

postgres = servers.PostgreSQL(Path(os.environ["USHER_TEST_POSTGRES"]))
postgres.make_owner()
postgres.psql("postgres", "create database sql_digits owner usher_owner "
              "template template0 locale_provider icu icu_locale 'en'")
schema = Schema(postgres, "sql_digits")
schema.install()
# Some of the digits, where the others look right.
ARABIC = str.maketrans("256", "٢٥٦")

with schema.connect() as session:
    for kind, text in (("number", "12"), ("number", "-1.5e3"),
                       ("date", "2026-01-31")):
        with tap.test(f"{text} is a {kind}, with another script's digits it "
                      "is none"):
            for said, wanted in ((text, None),
                                 (text.translate(ARABIC), "bad_format")):
                tap.is_(session.value(
                    "select custom_field_fault(json_build_object('type', "
                    "%s), to_json(%s::text), true)", kind, said), wanted)
tap.done()
