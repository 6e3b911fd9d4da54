/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_INSTALL_H
#define ADMIN_INSTALL_H

#include <stdbool.h>

struct cli;
struct config;

/*
 * Bring the schema to this version, as the owner; should_make: also make the
 * schema and the roles that are missing, if we may. Gives the exit status.
 */
int install_run(struct cli *, const struct config *, bool should_make);

/* Print what is missing, or that nothing is; gives the exit status. */
int install_status(struct cli *, const struct config *);

#endif
