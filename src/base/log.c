/* SPDX-License-Identifier: MIT */
/* The log: whole lines on stderr, written by one write(2) each. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static enum log_level threshold = LOG_LEVEL_INFO;
static const char *process = "usher";

void
log_set_level(enum log_level level)
{
	threshold = level;
}

void
log_set_process(const char *name)
{
	process = name;
}

static size_t
stamp(char *line, size_t size, const char *level)
{
	struct timespec now;
	struct tm utc;
	char date[32];
	int len;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &utc);
	len = snprintf(line, size, "%s.%03ldZ level=%s process=%s pid=%d ",
	    date, now.tv_nsec / 1000000, level, process, (int)getpid());
	return len < 0 ? 0 : (size_t)len;
}

static void __attribute__((format(printf, 2, 0)))
write_line(const char *level, const char *format, va_list args)
{
	char line[2048];
	size_t at, end = stamp(line, sizeof(line), level);
	int len = vsnprintf(line + end, sizeof(line) - end - 1, format, args);

	if (len < 0)
		return;
	at = end;
	end += (size_t)len;
	if (end > sizeof(line) - 2)
		end = sizeof(line) - 2;
	for (; at < end; at++)
		if ((unsigned char)line[at] < 0x20 || line[at] == 0x7f)
			line[at] = '?';
	line[end++] = '\n';
	if (write(STDERR_FILENO, line, end) < 0)
		return; /* nowhere left to say it */
}

#define DEFINE_LEVEL(name, level, word) \
	void name(const char *format, ...) \
	{ \
		va_list args; \
		if (level > threshold) \
			return; \
		va_start(args, format); \
		write_line(word, format, args); \
		va_end(args); \
	}

DEFINE_LEVEL(log_error, LOG_LEVEL_ERROR, "error")
DEFINE_LEVEL(log_warn, LOG_LEVEL_WARN, "warn")
DEFINE_LEVEL(log_info, LOG_LEVEL_INFO, "info")
DEFINE_LEVEL(log_debug, LOG_LEVEL_DEBUG, "debug")

void
fatal(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line("error", format, args);
	va_end(args);
	exit(1);
}
