/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_RULES_H
#define ADMIN_RULES_H

struct arena;
struct config;
struct json;
struct templates;

/*
 * Find what mails and pages made of sound templates lack: each kind of mail is
 * written in each language, and each form of a link's pages. An invitation has
 * its link once in its text, alone on a line, and in its HTML; a code's mail
 * the code, alone on a line of its text; no other mail has either, nor a code's
 * a link. A subject has at most 60 characters. A form has its action, its
 * formToken and its fields. Each fault is added to a list, as a string,
 * "path:line: fault": once for a template, with the first mail that has it.
 */
void rules_check(const struct templates *all, const struct templates *ours,
    const struct config *, struct json *faults, struct arena *);

#endif
