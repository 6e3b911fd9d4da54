/* SPDX-License-Identifier: MIT */
/* Which language to speak. Knows RFC 9110, 12.5.4, and no sentence. */
#include "view/language.h"

#include <ctype.h>
#include <string.h>

#include "view/words.h"

enum { TAG_MAX = 35, WEIGHT_MAX = 1000 };

static const char blanks[] = " \t";

/* "0.8" is 800. What is no weight is 0: the tag is not wanted. */
static int
read_weight(const char *text, size_t len)
{
	int weight = 0, digit = WEIGHT_MAX;
	size_t i;

	if (len == 0 || len > 5 || (text[0] != '0' && text[0] != '1') ||
	    (len > 1 && text[1] != '.'))
		return 0;
	for (i = 0; i < len; i++) {
		if (i == 1)
			continue;
		if (!isdigit((unsigned char)text[i]))
			return 0;
		weight += digit * (text[i] - '0');
		digit /= 10;
	}
	return weight > WEIGHT_MAX ? 0 : weight;
}

/* The weight of an element of the list: "de-AT ; q=0.8". */
static int
weight_of(const char *element, size_t len)
{
	const char *end = element + len, *at = memchr(element, ';', len);

	if (at == NULL)
		return WEIGHT_MAX;
	at++;
	while (at < end && strchr(blanks, *at) != NULL)
		at++;
	while (end > at && strchr(blanks, end[-1]) != NULL)
		end--;
	if (end - at < 2 || tolower((unsigned char)*at) != 'q' || at[1] != '=')
		return 0;
	return read_weight(at + 2, (size_t)(end - at) - 2);
}

static const struct words *
find_tag(const struct templates *templates, const char *element, size_t len)
{
	char tag[TAG_MAX + 1];
	size_t i;

	for (i = 0; i < len && strchr(" \t;", element[i]) == NULL; i++) {
		if (i == TAG_MAX)
			return NULL;
		tag[i] = element[i];
	}
	tag[i] = '\0';
	return words_find(templates, tag);
}

/* Of two that are wanted as much the first; `*` wants none of its own. */
static const struct words *
find_accepted(const struct templates *templates, const char *list)
{
	const struct words *best = NULL, *words;
	int best_weight = 0, weight;
	size_t len;

	for (; list != NULL && *list != '\0'; list += len) {
		list += strspn(list, " \t,");
		len = strcspn(list, ",");
		weight = weight_of(list, len);
		if (weight > best_weight &&
		    (words = find_tag(templates, list, len)) != NULL) {
			best = words;
			best_weight = weight;
		}
	}
	return best;
}

const struct words *
language_choose(const struct templates *templates, const char *invitation,
    const char *organization, const char *accepted)
{
	const struct words *words = words_find(templates, invitation);

	if (words == NULL)
		words = words_find(templates, organization);
	if (words == NULL)
		words = find_accepted(templates, accepted);
	return words == NULL ? words_find(templates, "en") : words;
}
