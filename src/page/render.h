/* SPDX-License-Identifier: MIT */
#ifndef PAGE_RENDER_H
#define PAGE_RENDER_H

struct exchange;
struct json;
struct problem;

/*
 * Answer with a page: fill the template with data, an object to which the
 * nonce of its one style element is added. Every page of a token may be
 * stored by nobody, tells no other site where it was, and is in no index.
 */
void render_page(
    struct exchange *, int status, const char *template, struct json *data);

/*
 * Answer a visitor with the page of a problem that has no better one. card:
 * of the link that was good, whose language and brand the page has; NULL:
 * none was, and nothing may tell one that never was from another.
 */
void render_problem(
    struct exchange *, const struct problem *, const struct json *card);

/* Answer 303 to the page's own URL, with seal_done's cookie for it alone. */
void render_redirect(struct exchange *, const char *cookie);

#endif
