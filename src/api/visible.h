/* SPDX-License-Identifier: MIT */
#ifndef API_VISIBLE_H
#define API_VISIBLE_H

#include <stdbool.h>

/*
 * True if valid UTF-8 has a character that can be seen: one that is neither
 * white space, nor ignorable, nor a letter or sign that is drawn as a blank.
 */
bool visible_has(const char *text);

#endif
