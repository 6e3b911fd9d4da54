/* SPDX-License-Identifier: MIT */
/* Where the listening socket comes from. */
#include "pool/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/config.h"

/* A full queue is an instant 502 from nginx, not a wait. */
enum { BACKLOG = 1024, FIRST_PASSED_FD = 3 };

static bool
is_listening(int fd)
{
	int value = 0;
	socklen_t size = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 &&
	    value != 0;
}

/* sd_listen_fds(3): the variables name us by our process id. -1: none. */
static int
passed_fd(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

	if (pid != NULL && count != NULL && atoi(pid) == (int)getpid() &&
	    atoi(count) >= 1)
		return FIRST_PASSED_FD;
	return is_listening(STDIN_FILENO) ? STDIN_FILENO : -1;
}

static int
set_flags(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		return -1;
	return fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* NULL: the path is free, after a stale socket was removed. */
static const char *
free_path(const struct sockaddr_un *address)
{
	struct stat info;
	const char *wrong = NULL;
	int fd;

	if (lstat(address->sun_path, &info) != 0)
		return errno == ENOENT ? NULL : strerror(errno);
	if (!S_ISSOCK(info.st_mode))
		return "exists and is not a socket";
	/* Non-blocking: a living one's queue may be full. */
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return strerror(errno);
	if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) ==
		0 ||
	    errno == EAGAIN)
		wrong = "another process listens on it";
	else if (errno != ECONNREFUSED || unlink(address->sun_path) != 0)
		wrong = strerror(errno);
	close(fd);
	return wrong;
}

static const char *
set_owner(const struct config *config)
{
	const struct group *group = NULL;

	if (config->listen_group != NULL) {
		if ((group = getgrnam(config->listen_group)) == NULL)
			return "listen.group is unknown";
		if (chown(config->listen_path, (uid_t)-1, group->gr_gid) != 0)
			return errno == EPERM
			    ? "listen.group must be a group of usher's user"
			    : strerror(errno);
	}
	return chmod(config->listen_path, (mode_t)config->listen_mode) == 0
	    ? NULL
	    : strerror(errno);
}

static const char *
open_path(struct listener *listener, const struct config *config)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *wrong;
	mode_t mask;
	int bound;

	if (strlen(config->listen_path) >= sizeof(address.sun_path))
		return "is longer than the 107 bytes a socket's path may have";
	strcpy(address.sun_path, config->listen_path);
	if ((wrong = free_path(&address)) != NULL)
		return wrong;
	listener->fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener->fd < 0)
		return strerror(errno);
	mask = umask(0777); /* nobody connects before the mode is set */
	bound = bind(
	    listener->fd, (const struct sockaddr *)&address, sizeof(address));
	umask(mask);
	if (bound != 0)
		return strerror(errno);
	wrong = set_owner(config);
	if (wrong == NULL && listen(listener->fd, BACKLOG) != 0)
		wrong = strerror(errno);
	/* What nobody may connect to would look like another's, next time. */
	if (wrong != NULL)
		unlink(config->listen_path);
	return wrong;
}

int
listen_open(struct listener *listener, const struct config *config,
    struct arena *arena, const char **error)
{
	const char *wrong = NULL;

	*listener = (struct listener){ .fd = passed_fd() };
	listener->is_inherited = listener->fd >= 0;
	if (!listener->is_inherited)
		wrong = open_path(listener, config);
	else if (!is_listening(listener->fd))
		wrong = "is no listening socket";
	if (wrong == NULL && set_flags(listener->fd) < 0)
		wrong = strerror(errno);
	if (wrong == NULL)
		return 0;
	*error = listener->is_inherited
	    ? arena_printf(arena, "what LISTEN_FDS passes: %s", wrong)
	    : arena_printf(
		  arena, "listen.path: %s: %s", config->listen_path, wrong);
	return -1;
}

void
listen_unlink(const struct listener *listener, const struct config *config)
{
	if (!listener->is_inherited)
		unlink(config->listen_path);
}
