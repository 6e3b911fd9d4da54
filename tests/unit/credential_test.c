/* SPDX-License-Identifier: MIT */
#include "secret/credential.h"

#include <string.h>

#include "door/crypto.h"
#include "secret.h"
#include "tap.h"

static struct arena *arena;
static struct ring *ring;

static void
test_sealing(void)
{
	const struct credential_place place = { 1, { 1 }, { 2 } };
	struct credential_place other = place;
	const char *sealed =
	    credential_seal(ring, &place, "s\303\251cret", arena);
	char *changed;

	is(credential_open(ring, &place, sealed, arena), "s\303\251cret",
	    "what was sealed is opened");
	ok(strcmp(sealed,
	       credential_seal(ring, &place, "s\303\251cret", arena)) != 0,
	    "and looks different each time");
	other.connection_id[0] = 3;
	is(credential_open(ring, &other, sealed, arena), NULL,
	    "not for another connection");
	other = place;
	other.organization_id[0] = 3;
	is(credential_open(ring, &other, sealed, arena), NULL,
	    "nor for another organization");
	changed = arena_string(arena, sealed);
	changed[30] = changed[30] == '0' ? '1' : '0';
	is(credential_open(ring, &place, changed, arena), NULL,
	    "nor when a digit was changed");
	is(credential_open(ring, &place, "00", arena), NULL,
	    "nor when it is too short");
}

static void
test_keys(void)
{
	const struct credential_place retired = { 2, { 1 }, { 2 } };

	is(credential_seal(ring, &retired, "secret", arena), NULL,
	    "a retired server key seals nothing");
	is(credential_open(ring, &retired,
	       "000102030405060708090a0b0c0d0e0f"
	       "000102030405060708090a0b0c0d0e0f",
	       arena),
	    NULL, "and opens nothing");
}

int
main(void)
{
	arena = arena_new();
	ring = test_ring(arena);
	test_sealing();
	test_keys();
	arena_free(arena);
	return done();
}
