/* SPDX-License-Identifier: MIT */
#ifndef BASE_OPTION_H
#define BASE_OPTION_H

#include <stdbool.h>
#include <stddef.h>

struct config;

/* What an option's member of struct config holds. */
enum option_kind {
	OPTION_TEXT,   /* const char *; may be NULL */
	OPTION_URL,    /* the one there is: public_url */
	OPTION_NUMBER, /* long, min to max */
	OPTION_OCTAL,  /* the same, written in octal */
	OPTION_YES_NO, /* bool */
	OPTION_WORD    /* long: which of words */
};

/* One option: a row from which it is read, printed and explained. */
struct config_option {
	const char *name;
	enum option_kind kind;
	size_t offset;	   /* of its member in struct config */
	const char *value; /* when left out; NULL: none */
	long min, max;
	const char *const *words;
	bool is_required;
	const char *help;
};

enum { OPTIONS_MAX = 64 };

/* The i-th option, fewer than OPTIONS_MAX; NULL past the last. */
const struct config_option *option_at(size_t i);

/* Where a configuration holds what an option of that kind was set to. */
const char **option_text(const struct config *, const struct config_option *);
long *option_number(const struct config *, const struct config_option *);
bool *option_flag(const struct config *, const struct config_option *);

#endif
