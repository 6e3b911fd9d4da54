/* SPDX-License-Identifier: MIT */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct arena;
struct buf;

enum { UUID_BYTES = 16, UUID_TEXT = 36 };

/*
 * Decode the code point at *at, which moves past it. -1: not UTF-8 by
 * RFC 3629 (overlong, surrogate, above U+10FFFF, cut short).
 */
int32_t utf8_next(const char **at, const char *end);

/* True if all len bytes are UTF-8 (RFC 3629). */
bool utf8_is_valid(const char *text, size_t len);

/* Count the code points of valid UTF-8. */
size_t utf8_length(const char *text);

/* Append a code point below U+110000 as UTF-8. */
void utf8_put(struct buf *, uint32_t point);

/* The value of a hexadecimal digit, or -1. */
int hex_value(char c);

/* Write 2 * len lower-case digits and a NUL. */
void hex_encode(const uint8_t *data, size_t len, char *text);

/* Read exactly 2 * len digits. False: another length or character. */
bool hex_decode(const char *text, uint8_t *data, size_t len) MUST_CHECK;

/* The 64 characters of base64url, each at its value. */
extern const char base64url_digits[];

/* RFC 4648 section 5, without padding; text is the arena's. */
char *base64url_encode(struct arena *, const uint8_t *data, size_t len);

/* Read exactly len bytes; false on any other length or character. */
bool base64url_decode(const char *text, uint8_t *data, size_t len) MUST_CHECK;

/*
 * Decode RFC 4648 section 4, padded. The data is the arena's, and a NUL stands
 * behind it. NULL: another character or length.
 */
char *base64_decode(struct arena *, const char *text, size_t *len) MUST_CHECK;

/* RFC 9562 text, 8-4-4-4-12, in either case. False: anything else. */
bool uuid_parse(const char *text, uint8_t id[UUID_BYTES]) MUST_CHECK;

/* Write 36 characters and a NUL, lower case. */
void uuid_format(const uint8_t id[UUID_BYTES], char text[UUID_TEXT + 1]);

/*
 * Decode %XX in len bytes. NULL: a bad escape, a NUL, or not UTF-8.
 * plus_is_blank is for forms and queries (HTML, urlencoded), not paths.
 */
char *percent_decode(struct arena *, const char *text, size_t len,
    bool plus_is_blank) MUST_CHECK;

/* True if text begins with the prefix. */
bool starts_with(const char *text, const char *prefix);

/* True if text ends with the ending, and is more than that. */
bool ends_with(const char *text, const char *ending);

/*
 * True if word is one of the words, which have blanks between them; the empty
 * text is none.
 */
bool has_word(const char *words, const char *word);

/* aliasName -> alias_name: the one rule from a wire name to an SQL name. */
char *snake_case(struct arena *, const char *name);

#endif
