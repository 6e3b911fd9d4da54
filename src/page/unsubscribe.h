/* SPDX-License-Identifier: MIT */
#ifndef PAGE_UNSUBSCRIBE_H
#define PAGE_UNSUBSCRIBE_H

struct exchange;
struct json;

/*
 * The page behind /u/{token}: GET says what it stops, POST stops it, whether
 * a person's or a mail program's (RFC 8058).
 */
void unsubscribe_show(struct exchange *);
void unsubscribe_act(struct exchange *);

/* Answer with that page; data: what link_unsubscribe answered, or might. */
void unsubscribe_answer(struct exchange *, struct json *data);

#endif
