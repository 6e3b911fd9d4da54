/* SPDX-License-Identifier: MIT */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/attr.h"

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG
};

/*
 * One line per call on stderr, `key=value` pairs after the time, the level
 * and who speaks. A value with blanks is quoted by the caller; a control
 * character becomes `?`, so that no input can forge a line. A line longer
 * than 2 KiB is cut. Never give these a token, a key, a code or a password.
 */
void log_error(const char *format, ...) PRINTF_LIKE(1, 2);
void log_warn(const char *format, ...) PRINTF_LIKE(1, 2);
void log_info(const char *format, ...) PRINTF_LIKE(1, 2);
void log_debug(const char *format, ...) PRINTF_LIKE(1, 2);

/* Log at error level and exit with 1: at start, or when memory is gone. */
void fatal(const char *format, ...) PRINTF_LIKE(1, 2) NORETURN;

/* Drop what is less grave than level. */
void log_set_level(enum log_level level);

/* Name this process in its lines: "supervisor", "worker", "mailer". */
void log_set_process(const char *name);

#endif
