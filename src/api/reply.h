/* SPDX-License-Identifier: MIT */
#ifndef API_REPLY_H
#define API_REPLY_H

struct exchange;
struct json;
struct pg_reply;
struct problem;

/*
 * Answer with what the call gave: its JSON relayed, marks made secrets;
 * status, Location, ETag and Link by the route's row. A GET whose If-Match
 * names another revision is refused here.
 */
void reply_done(struct exchange *, const struct pg_reply *);

/* Answer with a problem (RFC 9457) and what x->members says besides. */
void reply_refused(struct exchange *, const struct problem *);

/* Answer with a document made here. */
void reply_json(struct exchange *, int status, const struct json *);

#endif
