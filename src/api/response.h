/* SPDX-License-Identifier: MIT */
#ifndef API_RESPONSE_H
#define API_RESPONSE_H

struct arena;
struct json;
struct route;

/* The responses of a route: done, waiting, and a problem for each status. */
struct json *response_of_route(struct arena *, const struct route *);

/* A route's reply as one component, shared by all that reply with it. */
const char *response_component(const struct route *, struct arena *);

/* A media type's schema, and its example unless that is NULL. */
struct json *response_content(struct arena *, const char *type,
    struct json *schema, struct json *example);

#endif
