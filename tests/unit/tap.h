/* SPDX-License-Identifier: MIT */
#ifndef UNIT_TAP_H
#define UNIT_TAP_H

/*
 * Tests that print TAP: each check states one behaviour in its name; done()
 * prints the plan and gives main its status.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

static inline bool
ok(bool is_so, const char *name)
{
	tap_failed += !is_so;
	printf("%sok %d - %s\n", is_so ? "" : "not ", ++tap_count, name);
	return is_so;
}

/* Two texts are equal; NULL equals NULL. */
static inline void
is(const char *got, const char *wanted, const char *name)
{
	bool is_so = got == NULL || wanted == NULL ? got == wanted
						   : strcmp(got, wanted) == 0;

	if (!ok(is_so, name))
		printf("# got    [%s]\n# wanted [%s]\n",
		    got == NULL ? "(null)" : got,
		    wanted == NULL ? "(null)" : wanted);
}

static inline int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed == 0 && tap_count > 0 ? 0 : 1;
}

#endif
