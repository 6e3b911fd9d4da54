/* SPDX-License-Identifier: MIT */
#ifndef API_SIGNATURE_H
#define API_SIGNATURE_H

#include <stddef.h>

#include "door/pg.h"

struct arena;

/* As many arguments as any procedure takes. */
enum { ARGUMENTS_MAX = 48 };

/*
 * Work out from the rows which procedures are called with which arguments.
 * Once, at start; the arena must live as long as the process.
 */
void signature_init(struct arena *);

/* Name all of them to a connection: see pg_set_procedures. */
void signature_set(struct pg *);

/* That of a name; NULL: no row names it. */
const struct pg_procedure *signature_find(const char *name);

#endif
