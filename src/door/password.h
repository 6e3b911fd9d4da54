/* SPDX-License-Identifier: MIT */
#ifndef DOOR_PASSWORD_H
#define DOOR_PASSWORD_H

#include <stdbool.h>

#include "base/attr.h"

/*
 * Passwords, by scrypt (RFC 7914). One call takes about 180 ms of a core and
 * 64 MiB: never make it on a worker's loop.
 */
enum { PASSWORD_HASH_TEXT = 128 };

/*
 * Hash a password with a new salt, as scrypt$LOG2N$R$P$SALT$HASH, the last
 * two in hexadecimal. -1: no memory.
 */
int
password_hash(const char *password, char text[PASSWORD_HASH_TEXT]) MUST_CHECK;

/*
 * Find out whether the text is a hash of the password. It takes as long for a
 * text that is no hash, or for NULL, so that nobody can tell. -1: no memory.
 */
int password_check(
    const char *password, const char *text, bool *is_right) MUST_CHECK;

#endif
