# SPDX-License-Identifier: MIT
"""The real servers around usher, started and stopped by quickstart and tests.

Each runs in a folder of its own, on loopback or a unix socket, and never as
root: whoever is root runs them as a user made for it. A server that is a
child dies with the thread that started it; one that is left running is found
again by what its folder records.
"""
import contextlib
import os
import pwd
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

ACCOUNT = "usher"
POSTGRES_BIN = Path("/usr/lib/postgresql/15/bin")
PYTHON = "/usr/bin/python3"
SOCKET_PATH_MAX = 107
ROLES = ("postgres", "usher_owner", "usher_web", "usher_mail")
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
}


class Trouble(Exception):
    """What went wrong and what to do about it, for a person to read."""


# ---- whom servers run as, and where ----

def account():
    """Whom servers run as: ourselves, or for root a user of their own."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    made = subprocess.run(
        ["useradd", "--system", "--user-group", "--no-create-home",
         "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin",
         ACCOUNT],
        env=ENVIRONMENT, capture_output=True, text=True)
    try:  # somebody else may have made it at the same time
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise Trouble(f"cannot make the user {ACCOUNT}, whom servers run "
                      f"as: {made.stderr.strip()}") from None


def user_name(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def as_account():
    """Arguments by which subprocess runs a command as that user."""
    if os.geteuid() != 0:
        return {}
    row = account()
    return {"user": row.pw_uid, "group": row.pw_gid, "extra_groups": []}


def own(path):
    """Give a file, a folder or an open file to whom servers run as."""
    if os.geteuid() == 0:
        row = account()
        if isinstance(path, int):
            os.chown(path, row.pw_uid, row.pw_gid)
        else:
            os.chown(path, row.pw_uid, row.pw_gid, follow_symlinks=False)


def make_folder(path):
    """Make a folder that only servers (and root) enter."""
    path = Path(path)
    path.mkdir(parents=True, exist_ok=True)
    own(path)
    path.chmod(0o700)
    return path


def write_private(path, text):
    """Write a file that only its owner reads, whole or not at all."""
    path = Path(path)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with open(os.open(fresh, flags, 0o600), "w") as file:
        own(file.fileno())
        file.write(text)
    fresh.rename(path)


# ---- ports ----

_reserved = []  # sockets, each of which keeps a port from others


def is_port_free(port):
    """Whether a server of ours may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port():
    """A port, below those that outgoing connections are given, that no
    other call is given, in whatever process, until this one ends.

    Programs that run beside each other choose long before they listen.
    So the port is bound here, which only one can do, and kept bound.
    The kernel lets who sets SO_REUSEADDR, as every server of ours
    does, listen beside a socket that has it and does not listen.
    """
    limits = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text()
    while True:
        port = random.randrange(10240, int(limits.split()[0]))
        holder = socket.socket()
        try:
            holder.bind(("127.0.0.1", port))
        except OSError:
            holder.close()
            continue
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _reserved.append(holder)
        return port


def _listeners(port):
    """(user id, inode) of each socket that listens on a port."""
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for words in map(str.split, lines):
            if words[3] == "0A" and int(words[1].split(":")[1], 16) == port:
                yield int(words[7]), words[9]


def _holder_of_inode(inode):
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            for link in (folder / "fd").iterdir():
                if os.readlink(link) == f"socket:[{inode}]":
                    line = (folder / "cmdline").read_bytes()
                    words = line.replace(b"\0", b" ").decode().strip()
                    return f"process {folder.name} ({words})"
        except OSError:
            continue  # it ended, or is not ours to look into
    return None


def port_holder(port):
    """Name who listens on a port, as far as we may see it."""
    for uid, inode in _listeners(port):
        user = user_name(uid)
        found = _holder_of_inode(inode)
        if found:
            return f"{found} of user {user}"
        return (f"a process of user {user}; "
                f"`sudo ss -ltnp 'sport = :{port}'` says which")
    return "a process that does not listen (yet); try again"


# ---- processes ----

def boot_id():
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def birth(pid):
    """What tells a process from a later one with its id; None: it ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else f"{fields[19]} {boot_id()}"


def kill(pid, number):
    """Send a signal, unless the process has just ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _session(leader):
    """The processes of a session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        pid = int(path.name)
        with contextlib.suppress(OSError):
            if os.getsid(pid) == leader and birth(pid):
                found.append(pid)
    return found


def _tail(path, lines=8):
    try:
        text = Path(path).read_text(errors="replace")
    except OSError:
        return ""
    return "\n".join("    " + line for line in text.splitlines()[-lines:])


def wait_until(is_true, timeout, step=0.01):
    """Whether it came true in time."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(step)
    return bool(is_true())


def is_accepting(address):
    """Whether somebody accepts at (host, port) or at a socket's path."""
    family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
    with socket.socket(family) as probe:
        probe.settimeout(1)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _open_private(path, flags):
    return os.open(path, flags, 0o600)


class Server:
    """A program in its folder. Subclasses say what to run and when it is
    ready. Log and process id stand beside the folder, which belongs to the
    program: root writes to no file that it could put elsewhere."""

    stop_signal = signal.SIGTERM
    death_signal = "TERM"  # when the thread that started it ends
    start_timeout = 20
    stop_timeout = 20
    stdin = subprocess.DEVNULL

    def __init__(self, folder, is_child=True):
        self.folder = Path(folder)
        self.is_child = is_child
        self.process = None
        self.name = self.folder.name
        self.log = self.folder.with_name(f"{self.name}.log")
        self.record = self.folder.with_name(f"{self.name}.pid")

    def prepare(self):
        """Write what the program reads."""

    def command(self):
        raise NotImplementedError

    def environment(self):
        return {**ENVIRONMENT, "HOME": str(self.folder)}

    def is_ready(self):
        raise NotImplementedError

    @property
    def pid(self):
        """Its process id; None: it does not run."""
        try:
            pid, was_born = self.record.read_text().split(maxsplit=1)
        except (OSError, ValueError):
            return None
        return int(pid) if birth(pid) == was_born.strip() else None

    def is_running(self):
        if self.process:
            self.process.poll()  # reap it, if it ended
        return self.pid is not None

    def start(self):
        """Start it and wait until it is ready."""
        self.end_orphans()
        make_folder(self.folder)
        self.prepare()
        command = [str(word) for word in self.command()]
        if self.is_child:
            command = ["setpriv", "--pdeathsig", self.death_signal, "--",
                       *command]
        with open(self.log, "ab", opener=_open_private) as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment(),
                stdin=self.stdin, stdout=log, stderr=log,
                start_new_session=True, umask=0o077, **as_account())
        self.record.write_text(
            f"{self.process.pid} {birth(self.process.pid)}\n")
        if not wait_until(self._is_settled, self.start_timeout):
            self.stop()
            raise self._trouble(f"was not ready in {self.start_timeout} s")
        if not self.is_running():
            raise self._trouble("ended at once")

    def end_orphans(self):
        """Kill what a server left behind that was itself killed: it led a
        session of its own, whose id none but its children have."""
        if self.is_running() or not self.record.exists():
            return
        pid, _, boot = self.record.read_text().split()
        if boot == boot_id():
            for orphan in _session(int(pid)):
                kill(orphan, signal.SIGKILL)
            wait_until(lambda: not _session(int(pid)), 5)
        self.record.unlink()

    def _is_settled(self):
        return not self.is_running() or self.is_ready()

    def _trouble(self, what):
        return Trouble(f"{self.name} {what}. Its log, {self.log}, ends:\n"
                       f"{_tail(self.log)}")

    def signal(self, number):
        pid = self.pid
        if pid:
            kill(pid, number)

    def stop(self):
        """Stop it and wait until it has ended."""
        pid = self.pid
        if pid:
            kill(pid, self.stop_signal)
            if not wait_until(lambda: not self.is_running(),
                              self.stop_timeout):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
                wait_until(lambda: not self.is_running(), 5)
        if self.process:
            self.process.wait(5)
            self.process = None
        self.record.unlink(missing_ok=True)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()


# ---- PostgreSQL ----

class PostgreSQL(Server):
    """A cluster that listens on a unix socket in its folder only. Peers are
    known by their user id, so that no password is needed: whom servers run
    as, and who we are, may be any of `roles`."""

    stop_signal = signal.SIGINT  # do not wait for clients
    death_signal = "QUIT"
    port = 5432

    def __init__(self, folder, is_child=True, is_durable=True, roles=ROLES,
                 settings=None):
        super().__init__(folder, is_child)
        self.data = self.folder / "data"
        self.is_durable = is_durable
        self.roles = roles
        self.settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "port": str(self.port),
            "max_connections": "200",
            "log_line_prefix": "%m [%p] %q%u@%d ",
            "timezone": "UTC",
            # For tests: quick; and who waits for another that waits for him
            # is found, and logged, before lock_timeout would hide it.
            **({} if is_durable else {
                "fsync": "off", "synchronous_commit": "off",
                "full_page_writes": "off",
                "deadlock_timeout": "200ms", "log_lock_waits": "on"}),
            **(settings or {}),
        }

    def prepare(self):
        path = f"{self.folder}/.s.PGSQL.{self.port}"
        if len(os.fsencode(path)) > SOCKET_PATH_MAX:
            raise Trouble(f"{path} is too long for a socket's path")
        if not self.data.exists():
            self._make_cluster()
        write_private(self.data / "pg_hba.conf",
                      "local all all peer map=usher\n")
        users = {account().pw_name, pwd.getpwuid(os.geteuid()).pw_name}
        write_private(self.data / "pg_ident.conf", "".join(
            f"usher {user} {role}\n"
            for user in sorted(users) for role in self.roles))

    def _make_cluster(self):
        half = self.data.with_name("data.new")
        shutil.rmtree(half, ignore_errors=True)
        done = subprocess.run(
            [POSTGRES_BIN / "initdb", "-D", half, "-U", "postgres",
             "-E", "UTF8", "--locale=C.UTF-8", "--auth=peer",
             *([] if self.is_durable else ["--no-sync"])],
            cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True,
            **as_account())
        if done.returncode != 0:
            raise Trouble(f"initdb failed: {done.stderr.strip()}")
        half.rename(self.data)

    def command(self):
        words = [POSTGRES_BIN / "postgres", "-D", self.data]
        for name, value in self.settings.items():
            words += ["-c", f"{name}={value}"]
        return words

    def is_ready(self):
        return subprocess.run(
            [POSTGRES_BIN / "pg_isready", "-q", "-h", self.folder,
             "-p", str(self.port), "-U", "postgres"]).returncode == 0

    def start(self):
        """Where it was killed, its last processes may hold it a moment."""
        deadline = time.monotonic() + 10
        while True:
            try:
                return super().start()
            except Trouble as trouble:
                if (not re.search("lock file|shared memory block",
                                  str(trouble))
                        or time.monotonic() > deadline):
                    raise
            time.sleep(0.2)

    def url(self, role, database):
        """How libpq connects to it."""
        return (f"host={self.folder} port={self.port} "
                f"dbname={database} user={role}")

    def psql(self, database, script, role="postgres"):
        """Run a script; gives what it prints, without headings."""
        done = subprocess.run(
            [POSTGRES_BIN / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1",
             self.url(role, database)],
            input=script, capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode != 0:
            raise Trouble(f"psql: {done.stderr.strip()}")
        return done.stdout.strip()

    def dump(self, database, file):
        """Write what a database holds into a file."""
        done = subprocess.run(
            [POSTGRES_BIN / "pg_dump", "-f", file,
             self.url("postgres", database)],
            capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode != 0:
            raise Trouble(f"pg_dump: {done.stderr.strip()}")

    def make_owner(self):
        """Make the role that owns usher's schema and makes its other two."""
        if not self.psql("postgres", "select 1 from pg_roles "
                         "where rolname = 'usher_owner'"):
            self.psql("postgres", "create role usher_owner login createrole")

    def make_database(self, name):
        """Make a database for usher, if it is not there."""
        self.make_owner()
        if not self.psql("postgres", "select 1 from pg_database "
                         f"where datname = '{name}'"):
            self.psql("postgres", f"create database {name} "
                      "owner usher_owner")


class PgBouncer(Server):
    """A pooler in transaction mode before a cluster, on a unix socket."""

    port = 6432

    def __init__(self, folder, postgres, is_child=True, settings=None):
        super().__init__(folder, is_child)
        self.postgres = postgres
        self.settings = {
            "listen_addr": "",
            "listen_port": self.port,
            "unix_socket_dir": self.folder,
            "auth_type": "trust",  # the folder lets nobody else in
            "auth_file": self.folder / "users",
            "pool_mode": "transaction",
            "default_pool_size": 4,
            "max_client_conn": 500,
            **(settings or {}),
        }

    def prepare(self):
        write_private(self.folder / "users", "".join(
            f'"{role}" ""\n' for role in self.postgres.roles))
        write_private(
            self.folder / "pgbouncer.ini",
            "[databases]\n"
            f"* = host={self.postgres.folder} port={self.postgres.port}\n"
            "[pgbouncer]\n" + "".join(
                f"{name} = {value}\n"
                for name, value in self.settings.items()))

    def command(self):
        return ["pgbouncer", self.folder / "pgbouncer.ini"]

    def is_ready(self):
        return is_accepting(f"{self.folder}/.s.PGSQL.{self.port}")

    def url(self, role, database):
        return (f"host={self.folder} port={self.port} "
                f"dbname={database} user={role}")


# ---- nginx ----

class Nginx(Server):
    """nginx with usher's own configuration from the tree; usher has the
    whole site, or a path of it ("/path")."""

    MAIN = """\
daemon off;
worker_processes 2;
pid master.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path body;
    fastcgi_temp_path fastcgi;
    proxy_temp_path proxy;
    scgi_temp_path scgi;
    uwsgi_temp_path uwsgi;
    include usher_http.conf;
    server {{
        listen 127.0.0.1:{port};
        access_log access.log usher;
        {site}
    }}
}}
"""
    WHOLE = "include usher_server.conf;"
    PART = """\
location / {{ return 204; }}
        location {path}/ {{ include usher_location.conf; }}
        include usher_errors.conf;"""

    def __init__(self, folder, source, port, socket_path, is_child=True,
                 path=""):
        super().__init__(folder, is_child)
        self.source = Path(source)
        self.port = port
        self.socket_path = socket_path
        self.path = path
        self.url = f"http://127.0.0.1:{port}{path}"

    def prepare(self):
        for path in self.source.glob("usher_*"):
            text = path.read_text()
            if path.name == "usher_http.conf":
                text, count = re.subn(r"unix:[^;]*;",
                                      f"unix:{self.socket_path};", text)
                if count != 1:
                    raise Trouble(f"{path} names no socket")
            write_private(self.folder / path.name, text)
        site = self.PART.format(path=self.path) if self.path else self.WHOLE
        write_private(self.folder / "nginx.conf",
                      self.MAIN.format(port=self.port, site=site))
        if not is_port_free(self.port):
            raise Trouble(f"port {self.port} is held by "
                          f"{port_holder(self.port)}")

    def command(self):
        return ["nginx", "-e", "error.log", "-p", f"{self.folder}/",
                "-c", self.folder / "nginx.conf"]

    def is_ready(self):
        return is_accepting(("127.0.0.1", self.port))


# ---- mail ----

class Smtp(Server):
    """Debian's aiosmtpd, which puts every mail into one Maildir."""

    def __init__(self, folder, port, is_child=True):
        super().__init__(folder, is_child)
        self.port = port
        self.maildir = self.folder / "maildir"

    def prepare(self):
        if not is_port_free(self.port):
            raise Trouble(f"port {self.port} is held by "
                          f"{port_holder(self.port)}")

    def command(self):
        return [PYTHON, "-m", "aiosmtpd", "-n",
                "-c", "aiosmtpd.handlers.Mailbox",
                "-l", f"127.0.0.1:{self.port}", self.maildir]

    def is_ready(self):
        return is_accepting(("127.0.0.1", self.port))


# ---- usher ----

class Usher(Server):
    """`usher serve`, ready when it says so as it would to systemd."""

    stop_timeout = 90

    def __init__(self, folder, binary, options, is_child=True):
        super().__init__(folder, is_child)
        self.binary = Path(binary)
        self.config = self.folder / "usher.conf"
        self.socket_path = f"{self.folder}/usher.sock"
        self.options = {
            "listen.path": self.socket_path,
            "secret.file": self.folder / "secret",
            **options,
        }
        self._notify = None
        self._is_notified = False

    def write_config(self):
        """Write the configuration, and the server key if there is none."""
        make_folder(self.folder)
        write_private(self.config, "".join(
            f"{name} = {value}\n" for name, value in self.options.items()))
        self._run_as_account("config", "init")

    def install(self):
        """Make or migrate the schema."""
        self._run_as_account("db", "install")

    def _run_as_account(self, *words):
        done = subprocess.run(
            [self.binary, "--config", self.config, *words],
            cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True,
            **as_account())
        if done.returncode != 0:
            raise Trouble(f"usher {' '.join(words)} failed: "
                          f"{done.stderr.strip()}")
        return done.stdout

    def run(self, *words, timeout=60):
        """Run a verb as the caller; gives subprocess's result."""
        return subprocess.run(
            [self.binary, "--config", self.config, *words],
            capture_output=True, text=True, timeout=timeout)

    def prepare(self):
        path = self.folder / "notify"
        path.unlink(missing_ok=True)
        self._is_notified = False
        self._notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._notify.bind(str(path))
        self._notify.setblocking(False)
        own(path)

    def environment(self):
        return {**super().environment(),
                "NOTIFY_SOCKET": str(self.folder / "notify")}

    def command(self):
        return [self.binary, "--config", self.config, "serve"]

    def is_ready(self):
        try:
            state = self._notify.recv(4096).split(b"\n")
            self._is_notified = self._is_notified or b"READY=1" in state
        except BlockingIOError:
            pass
        return self._is_notified

    def start(self):
        try:
            super().start()
        finally:
            self._notify.close()
            (self.folder / "notify").unlink(missing_ok=True)

