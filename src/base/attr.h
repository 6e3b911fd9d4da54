/* SPDX-License-Identifier: MIT */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

/* What the compiler is asked to hold every caller to. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NORETURN __attribute__((noreturn))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
