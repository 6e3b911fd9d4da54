/* SPDX-License-Identifier: MIT */
/* What a page hands out to be handed back: form tokens and one cookie. */
#include "page/seal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/exchange.h"
#include "base/arena.h"
#include "door/crypto.h"
#include "secret/ring.h"

enum { NONCE_BYTES = 16, MAC_BYTES = 16 };

/* Under one server key: over link, nonce (or zeroes) and the text's hash. */
static bool
mac_of(const struct exchange *x, int number, const char *label,
    const uint8_t nonce[NONCE_BYTES], const char *text,
    uint8_t mac[SHA256_BYTES])
{
	uint8_t data[UUID_BYTES + NONCE_BYTES + SHA256_BYTES];

	if (!uuid_parse(exchange_get(x, "link_id"), data))
		return false;
	memcpy(data + UUID_BYTES, nonce, NONCE_BYTES);
	crypto_sha256(text, strlen(text), data + UUID_BYTES + NONCE_BYTES);
	return ring_mac(
	    x->service->ring, number, label, data, sizeof(data), mac);
}

/* Whether a MAC is right under any of the server keys. */
static bool
is_right(const struct exchange *x, const char *label,
    const uint8_t nonce[NONCE_BYTES], const char *text,
    const uint8_t given[MAC_BYTES])
{
	const struct ring *ring = x->service->ring;
	uint8_t mac[SHA256_BYTES];
	size_t i;

	for (i = 0; ring_number(ring, i) != 0; i++)
		if (mac_of(x, ring_number(ring, i), label, nonce, text, mac) &&
		    crypto_equal(mac, given, MAC_BYTES))
			return true;
	return false;
}

const char *
seal_form(const struct exchange *x, const char *shown)
{
	uint8_t bytes[NONCE_BYTES + SHA256_BYTES] = { 0 };

	if (x->service->ring == NULL)
		return SEAL_SAMPLE;
	crypto_random(bytes, NONCE_BYTES);
	if (!mac_of(x, ring_newest(x->service->ring), "form", bytes, shown,
		bytes + NONCE_BYTES))
		return "";
	return base64url_encode(x->arena, bytes, NONCE_BYTES + MAC_BYTES);
}

bool
seal_form_is_good(
    const struct exchange *x, const char *token, const char *shown)
{
	uint8_t bytes[NONCE_BYTES + MAC_BYTES];

	return token != NULL && base64url_decode(token, bytes, sizeof(bytes)) &&
	    is_right(x, "form", bytes, shown, bytes + NONCE_BYTES);
}

const char *
seal_done(const struct exchange *x, const char *outcome, const char *id)
{
	const uint8_t none[NONCE_BYTES] = { 0 };
	uint8_t mac[SHA256_BYTES];
	const char *text = arena_printf(x->arena, "%s%s%s.%lld", outcome,
	    id == NULL ? "" : ":", id == NULL ? "" : id,
	    (long long)time(NULL) + SEAL_DONE_SECONDS);

	if (!mac_of(x, ring_newest(x->service->ring), "done", none, text, mac))
		return "";
	return arena_printf(x->arena, "%s.%s", text,
	    base64url_encode(x->arena, mac, MAC_BYTES));
}

static const char *
cookie(const struct exchange *x)
{
	static const char name[] = SEAL_COOKIE "=";
	const char *at = x->cookie;

	for (; at != NULL && *at != '\0'; at += strspn(at, "; ")) {
		if (starts_with(at, name)) {
			at += sizeof(name) - 1;
			return arena_copy(x->arena, at, strcspn(at, ";"));
		}
		at += strcspn(at, ";");
	}
	return NULL;
}

const char *
seal_read_done(const struct exchange *x, const char **id)
{
	const uint8_t none[NONCE_BYTES] = { 0 };
	const char *value = cookie(x), *expires, *mac, *colon;
	uint8_t given[MAC_BYTES];

	*id = NULL;
	if (value == NULL || (expires = strchr(value, '.')) == NULL ||
	    (mac = strchr(expires + 1, '.')) == NULL ||
	    !base64url_decode(mac + 1, given, sizeof(given)) ||
	    !is_right(x, "done", none,
		arena_copy(x->arena, value, (size_t)(mac - value)), given) ||
	    strtoll(expires + 1, NULL, 10) < (long long)time(NULL))
		return NULL;
	value = arena_copy(x->arena, value, (size_t)(expires - value));
	if ((colon = strchr(value, ':')) == NULL)
		return value;
	*id = colon + 1;
	return arena_copy(x->arena, value, (size_t)(colon - value));
}
