/* SPDX-License-Identifier: MIT */
#include "door/password.h"

#include <string.h>

#include "tap.h"

static bool
fits(const char *password, const char *text)
{
	bool is_right = false;

	return password_check(password, text, &is_right) == 0 && is_right;
}

int
main(void)
{
	char one[PASSWORD_HASH_TEXT], two[PASSWORD_HASH_TEXT];

	ok(password_hash("correct horse", one) == 0, "a password is hashed");
	ok(password_hash("correct horse", two) == 0 && strcmp(one, two) != 0,
	    "with another salt each time");
	ok(strncmp(one, "scrypt$16$8$1$", 14) == 0,
	    "the cost stands in the hash");
	ok(fits("correct horse", one), "the password fits it");
	ok(!fits("correct horsf", one), "another does not");
	ok(!fits("", one), "nor does none");
	ok(!fits("correct horse", NULL), "no hash fits none");
	ok(!fits("correct horse", "scrypt$16$8$1$00$00"),
	    "nor does half a hash");
	return done();
}
