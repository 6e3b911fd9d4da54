/* SPDX-License-Identifier: MIT */
#ifndef VIEW_TEMPLATE_H
#define VIEW_TEMPLATE_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;
struct json;

/*
 * Templates in a part of Mustache (mustache(5)): {{name}}, {{a.b}}, {{.}},
 * {{#section}}, {{^inverted}}, {{/end}}, {{! comment}}, {{> partial}}. There
 * is no raw output: each value is escaped by the place it stands in. In a
 * file that ends in .html these are text, a quoted attribute that is no more
 * than text, a link (a's href and img's src: http, https, mailto, a data:
 * image, a path or a #place, else nothing) and style (colours, sizes and
 * words, else nothing); anywhere else a tag is an error, and so is HTML of
 * which browsers may make something else. A .txt file takes values as they
 * are. A partial is of the same kind, and may not lead back to who holds it:
 * data, which names are looked up outwards in, would never end that.
 */
struct templates;

/*
 * Read and check every template below dir, then those below override,
 * which stand in for them (NULL: none). A template's name is its path below
 * the folder. NULL: *error names file, line and fault. All is the arena's.
 */
const struct templates *templates_load(const char *dir, const char *override,
    struct arena *, const char **error) MUST_CHECK;

/*
 * Fill a template with data, an object, and append it to out. -1: there is no
 * such template. A name that the data does not have is empty.
 */
int template_render(const struct templates *, const char *name,
    const struct json *data, struct buf *out) MUST_CHECK;

/* Where the file of a template lies; NULL: there is no such template. */
const char *template_path(const struct templates *, const char *name);

#endif
