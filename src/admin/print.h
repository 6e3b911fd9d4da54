/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_PRINT_H
#define ADMIN_PRINT_H

#include <stdio.h>

struct arena;

/*
 * Print an answer's JSON for people: an object as `name: value` lines, a list
 * as one block an element, a problem as its title and its fields.
 */
void print_json(FILE *, const char *text, struct arena *);

#endif
