/* SPDX-License-Identifier: MIT */
/*
 * The door to libfcgi. The library accepts no connections here: it would
 * block in accept, and in reading, without any time-out. It is handed
 * sockets accepted outside, and an alarm cuts off a peer that is too slow.
 * It knows no HTTP.
 */
#include "door/fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

struct fcgi {
	FCGX_Request request; /* its ipcFd is -1 once the socket is closed */
};

static unsigned peer_timeout;
static volatile sig_atomic_t timed_fd = -1; /* -1: no peer is waited for */
static volatile sig_atomic_t timed_since;   /* seconds */
static volatile sig_atomic_t is_ticking;

static sig_atomic_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (sig_atomic_t)now.tv_sec;
}

/*
 * A socket's own time-outs would begin anew with every byte that a slow peer
 * sends or takes. After shutdown every read and write of it fails.
 */
static void
tick(int number)
{
	int saved = errno;

	(void)number;
	if (timed_fd < 0) {
		is_ticking = 0;
		return;
	}
	if (seconds() - timed_since >= (sig_atomic_t)peer_timeout)
		shutdown(timed_fd, SHUT_RDWR);
	alarm(1);
	errno = saved;
}

/* One alarm a second, and not one a request, which was measured to cost. */
static void
start_clock(const struct fcgi *fcgi)
{
	timed_since = seconds();
	timed_fd = fcgi->request.ipcFd;
	if (!is_ticking) {
		is_ticking = 1;
		alarm(1);
	}
}

static void
stop_clock(void)
{
	timed_fd = -1;
}

void
fcgi_init(unsigned timeout)
{
	struct sigaction action = { .sa_handler = tick,
		.sa_flags = SA_RESTART };

	peer_timeout = timeout;
	if (sigaction(SIGALRM, &action, NULL) != 0 || FCGX_Init() != 0)
		fatal("event=libfcgi_failed call=FCGX_Init");
}

struct fcgi *
fcgi_new(int fd)
{
	struct fcgi *fcgi = calloc(1, sizeof(*fcgi));

	if (fcgi == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*fcgi));
	/* Listening socket -1: a bad request returns, never waits in accept. */
	FCGX_InitRequest(&fcgi->request, -1, 0);
	fcgi->request.ipcFd = fd;
	return fcgi;
}

/* Whatever was not sent or read yet is forgotten, not waited for. */
void
fcgi_free(struct fcgi *fcgi)
{
	int fd = fcgi->request.ipcFd;

	FCGX_Free(&fcgi->request, 0);
	if (fd >= 0)
		close(fd);
	free(fcgi);
}

int
fcgi_fd(const struct fcgi *fcgi)
{
	return fcgi->request.ipcFd;
}

int
fcgi_begin(struct fcgi *fcgi)
{
	FCGX_Request *request = &fcgi->request;

	/*
	 * Where the library closes a socket it first waits for the peer to
	 * close, two seconds after each byte that it sends: not if detached.
	 */
	FCGX_Detach(request);
	/* 1: the finish implied in accept must not close it. */
	request->keepConnection = 1;
	start_clock(fcgi);
	/* Parameters that are cut short are no error to it. */
	if (FCGX_Accept_r(request) == 0 && FCGX_GetError(request->in) == 0)
		return 0;
	stop_clock();
	return -1;
}

const char *
fcgi_param(const struct fcgi *fcgi, const char *name)
{
	return FCGX_GetParam(name, fcgi->request.envp);
}

static int
read_all(FCGX_Stream *in, char *data, size_t len)
{
	char waste[4096];
	size_t part;
	int got;

	for (; len > 0; len -= (size_t)got) {
		part =
		    data != NULL || len < sizeof(waste) ? len : sizeof(waste);
		got = FCGX_GetStr(data != NULL ? data : waste, (int)part, in);
		if (got <= 0)
			return -1;
		if (data != NULL)
			data += got;
	}
	/*
	 * The end is a record of its own. Left unread, it would be taken for
	 * the beginning of the connection's next request.
	 */
	return FCGX_GetChar(in) == EOF && FCGX_GetError(in) == 0 ? 0 : -1;
}

int
fcgi_read(struct fcgi *fcgi, char *data, size_t len)
{
	int status;

	status = read_all(fcgi->request.in, data, len);
	stop_clock();
	return status;
}

enum fcgi_end
fcgi_answer(struct fcgi *fcgi, const char *head, size_t head_len,
    const char *body, size_t body_len)
{
	FCGX_Request *request = &fcgi->request;
	bool is_sent;

	start_clock(fcgi);
	/* Not FCGX_FPrintF, whose format buffer is fixed. */
	FCGX_PutStr(head, (int)head_len, request->out);
	FCGX_PutStr(body, (int)body_len, request->out);
	/* In this order the rest and the request's end are one write. */
	is_sent =
	    FCGX_FClose(request->err) == 0 && FCGX_FClose(request->out) == 0;
	stop_clock();
	FCGX_Finish_r(request);
	if (!is_sent)
		return FCGI_UNSENT;
	return request->ipcFd >= 0 ? FCGI_KEPT : FCGI_CLOSED;
}
