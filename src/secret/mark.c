/* SPDX-License-Identifier: MIT */
/* Marks: where secrets and cursors enter a text, at the last moment. */
#include "secret/mark.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "secret/credential.h"
#include "secret/ring.h"
#include "secret/token.h"

/* The quote belongs to it: a user's typed `\u0001` has no quote before it. */
static const char opening[] = "\"\\u0001";

enum { CURSOR_MAC_BYTES = 8, FIELD_TEXT = 36 };

static const struct {
	const char *name;
	enum token_kind kind;
	const char *path; /* NULL: the bare secret; else a URL */
} kinds[] = {
	{ "link", TOKEN_LINK, NULL },
	{ "url", TOKEN_LINK, "/i/" },
	{ "public", TOKEN_LINK, "/p/" },
	{ "unsubscribe", TOKEN_UNSUBSCRIBE, "/u/" },
	{ "key", TOKEN_KEY, NULL },
	{ "proof", TOKEN_PROOF, NULL },
};

static bool
read_token(const char *fields, struct token *token)
{
	char owner[FIELD_TEXT + 1], id[FIELD_TEXT + 1], salt[FIELD_TEXT + 1];

	return sscanf(fields, "%d %36s %36s %36s", &token->number, owner, id,
		   salt) == 4 &&
	    uuid_parse(owner, token->owner) && uuid_parse(id, token->id) &&
	    hex_decode(salt, token->salt, SALT_BYTES);
}

/* A text as JSON; one that can no longer be made is null. */
static const char *
quote(const char *text, struct arena *arena)
{
	return json_write(arena, json_string(arena, text));
}

static const char *
expand_credential(
    const struct mark_context *ctx, const char *fields, struct arena *arena)
{
	char owner[FIELD_TEXT + 1], id[FIELD_TEXT + 1];
	struct credential_place place;
	int sealed = 0;

	if (sscanf(fields, "%d %36s %36s %n", &place.number, owner, id,
		&sealed) != 3 ||
	    sealed == 0 || !uuid_parse(owner, place.organization_id) ||
	    !uuid_parse(id, place.connection_id))
		return NULL;
	return quote(
	    credential_open(ctx->ring, &place, fields + sealed, arena), arena);
}

static const char *
expand_token(const struct mark_context *ctx, const char *name,
    const char *fields, struct arena *arena)
{
	struct token token;
	const char *text;
	size_t i;

	if (!read_token(fields, &token))
		return NULL;
	if (strcmp(name, "code") == 0)
		return quote(code_digits(ctx->ring, &token, arena), arena);
	for (i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			break;
	if (i == COUNT_OF(kinds))
		return NULL;
	text = token_text(ctx->ring, kinds[i].kind, &token, arena);
	if (text != NULL && kinds[i].path != NULL)
		text = arena_printf(
		    arena, "%s%s%s", ctx->public_url, kinds[i].path, text);
	return quote(text, arena);
}

/* content: what stands between U+0001 and the closing quote. */
static const char *
expand_one(const struct mark_context *ctx, char *content, struct arena *arena)
{
	char *fields = strchr(content, ' ');

	if (fields == NULL)
		return NULL;
	*fields++ = '\0';
	if (strcmp(content, "cursor") == 0)
		return quote(cursor_make(ctx, fields, arena), arena);
	if (strcmp(content, "credential") == 0)
		return expand_credential(ctx, fields, arena);
	return expand_token(ctx, content, fields, arena);
}

const char *
mark_expand(
    const struct mark_context *ctx, const char *json, struct arena *arena)
{
	const size_t skip = sizeof(opening) - 1;
	const char *mark, *end, *secret;
	struct buf out;

	if (strstr(json, opening) == NULL)
		return json;
	buf_init(&out, arena, 0);
	while ((mark = strstr(json, opening)) != NULL) {
		buf_put(&out, json, (size_t)(mark - json));
		if ((end = strchr(mark + skip, '"')) == NULL)
			return NULL;
		secret = expand_one(ctx,
		    arena_copy(arena, mark + skip, (size_t)(end - mark) - skip),
		    arena);
		if (secret == NULL)
			return NULL;
		buf_puts(&out, secret);
		json = end + 1;
	}
	buf_puts(&out, json);
	return out.data;
}

static bool
cursor_mac(const struct mark_context *ctx, int number, const uint8_t *id,
    uint8_t mac[SHA256_BYTES])
{
	uint8_t data[UUID_BYTES + SHA256_BYTES];
	const char *list = ctx->list == NULL ? "" : ctx->list;

	memcpy(data, id, UUID_BYTES);
	crypto_sha256(list, strlen(list), data + UUID_BYTES);
	return ring_mac(ctx->ring, number, "cursor", data, sizeof(data), mac);
}

const char *
cursor_make(const struct mark_context *ctx, const char *id, struct arena *arena)
{
	uint8_t bytes[UUID_BYTES + CURSOR_MAC_BYTES], mac[SHA256_BYTES];

	if (!uuid_parse(id, bytes) ||
	    !cursor_mac(ctx, ring_newest(ctx->ring), bytes, mac))
		return NULL;
	memcpy(bytes + UUID_BYTES, mac, CURSOR_MAC_BYTES);
	return base64url_encode(arena, bytes, sizeof(bytes));
}

const char *
cursor_read(
    const struct mark_context *ctx, const char *cursor, struct arena *arena)
{
	uint8_t bytes[UUID_BYTES + CURSOR_MAC_BYTES], mac[SHA256_BYTES];
	char *id = arena_alloc(arena, UUID_TEXT + 1);
	size_t i;

	if (!base64url_decode(cursor, bytes, sizeof(bytes)))
		return NULL;
	uuid_format(bytes, id);
	for (i = 0; ring_number(ctx->ring, i) != 0; i++)
		if (cursor_mac(ctx, ring_number(ctx->ring, i), bytes, mac) &&
		    crypto_equal(mac, bytes + UUID_BYTES, CURSOR_MAC_BYTES))
			return id;
	return NULL;
}
