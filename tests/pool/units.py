# SPDX-License-Identifier: MIT
"""What an operator installs: systemd takes the units, nginx the site."""
import os
import re
import shutil
import subprocess
from pathlib import Path

import servers
import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
PREFIX = Path(os.environ["USHER_TEST_BINARY"]).parent.parent
UNITS = PREFIX / "lib/systemd/system"
NGINX = PREFIX / "share/usher/nginx"


def run(*words):
    return subprocess.run([str(word) for word in words], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          cwd=FOLDER, env=servers.ENVIRONMENT)


def verify(*units):
    done = run("systemd-analyze", "verify", "--recursive-errors=no",
               "--man=no", *units)
    return done.returncode, done.stdout


with tap.test("systemd takes service and socket without a word"):
    tap.is_(verify(UNITS / "usher.service", UNITS / "usher.socket"),
            (0, ""))

with tap.test("a word that systemd does not know would be told"):
    wrong = FOLDER / "usher.service"
    wrong.write_text((UNITS / "usher.service").read_text()
                     .replace("NoNewPrivileges=", "NoNewPrivilege="))
    tap.like(verify(wrong)[1], "Unknown key 'NoNewPrivilege'")

with tap.test("the service is one that systemd calls well confined"):
    done = run("systemd-analyze", "security", "--offline=true",
               UNITS / "usher.service")
    level = re.search(r"exposure level for .*: ([\d.]+)", done.stdout)
    tap.ok(level, done.stdout)
    tap.within(float(level[1]), 0, 2.0)

with tap.test("the units run usher, and else only what every Debian has"):
    said = "".join((UNITS / name).read_text()
                   for name in ("usher.service", "usher.socket"))
    programs = set(re.findall(r"^Exec\w+=(\S+)", said, re.M))
    tap.ok(str(PREFIX / "bin/usher") in programs)
    for program in programs - {str(PREFIX / "bin/usher")}:
        owner = run("dpkg-query", "-S", program).stdout.splitlines()[-1]
        tap.is_(run("dpkg-query", "-W", "-f=${Essential}",
                    owner.partition(":")[0]).stdout, "yes", owner)

with tap.test("the socket's folder is usher's before the service starts, "
              "which would else take all in it from nginx"):
    folder = re.search(r"^ListenStream=(.*)/usher.sock$", said, re.M)[1]
    tap.like(said, "\nExecStartPre=/usr/bin/install -d -o usher -g usher "
                   f"-m 0755 {folder}\n(.*\n)*ListenStream=")

with tap.test("nginx takes the site as it is installed"):
    folder = servers.make_folder(FOLDER / "site")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
        certificate, "-subj", "/CN=invite.example.com")
    for name in ("usher_http.conf", "usher_server.conf"):
        tap.ok(str(NGINX) in (NGINX / "usher_site.conf").read_text(), name)
    site = (NGINX / "usher_site.conf").read_text()
    for old, new in (("/etc/ssl/invite.example.com.pem", certificate),
                     ("/etc/ssl/invite.example.com.key", key),
                     ("/var/log/nginx/", f"{folder}/"),
                     ("listen 443", f"listen 127.0.0.1:"
                                    f"{servers.free_port()}")):
        tap.ok(old in site, old)
        site = site.replace(old, str(new))
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\nevents {{}}\nhttp {{\n" + "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in
            ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
        + site + "}\n")
    done = run("nginx", "-t", "-q", "-e", folder / "error.log",
               "-c", folder / "nginx.conf")
    tap.is_((done.returncode, done.stdout), (0, ""))
    shutil.rmtree(folder)

tap.done()
