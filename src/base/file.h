/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/attr.h"

struct arena;

/*
 * Read a whole text file of at most max bytes. NULL: *error says what is
 * wrong, the path first: it cannot be read, is longer, holds NUL, or is not
 * UTF-8. Both texts are the arena's.
 */
char *file_read(struct arena *, const char *path, size_t max,
    const char **error) MUST_CHECK;

#endif
