/* SPDX-License-Identifier: MIT */
/* The door to libidn2: addresses and domains as the DNS and SMTP want them. */
#include "door/idn.h"

#include <idn2.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

enum { LABEL_MAX = 63 };

static char *
domain_to_ascii(struct arena *arena, const char *domain)
{
	char *ascii = NULL, *copy;

	if (idn2_to_ascii_8z(domain, &ascii,
		IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return NULL;
	copy = arena_string(arena, ascii);
	idn2_free(ascii);
	return copy;
}

/*
 * RFC 5321 section 4.1.2: labels of letters, digits and hyphens. libidn2 does
 * not see to that; told to (IDN2_USE_STD3_ASCII_RULES), it leaves out what
 * else there is, and mail to b_c.example would go to bc.example.
 */
static bool
is_domain(const char *text)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	size_t len;

	for (;; text += len + 1) {
		len = strspn(text, letters);
		if (len == 0 || len > LABEL_MAX || text[0] == '-' ||
		    text[len - 1] == '-')
			return false;
		if (text[len] == '\0')
			return true;
		if (text[len] != '.')
			return false;
	}
}

/* RFC 5322 section 3.2.3: atoms of atext, a dot between two. */
static bool
is_dot_atom(const char *text, size_t len)
{
	static const char atext[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	    "!#$%&'*+-/=?^_`{|}~.";

	if (len == 0 || text[0] == '.' || text[len - 1] == '.' ||
	    strspn(text, atext) < len)
		return false;
	return memmem(text, len, "..", 2) == NULL;
}

char *
idn_email(struct arena *arena, const char *email)
{
	const char *at = strrchr(email, '@');
	size_t local = at == NULL ? 0 : (size_t)(at - email);
	char *domain, *address;

	if (at == NULL || local > EMAIL_LOCAL_MAX ||
	    strlen(email) > EMAIL_MAX || !is_dot_atom(email, local) ||
	    (domain = domain_to_ascii(arena, at + 1)) == NULL ||
	    !is_domain(domain))
		return NULL;
	address = arena_printf(arena, "%.*s@%s", (int)local, email, domain);
	return strlen(address) > EMAIL_MAX ? NULL : address;
}

char *
idn_email_key(struct arena *arena, const char *email)
{
	char *key = idn_email(arena, email), *at;

	for (at = key; at != NULL && *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return key;
}
