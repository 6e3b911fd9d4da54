/* SPDX-License-Identifier: MIT */
#ifndef API_SERVICE_H
#define API_SERVICE_H

struct exchange;

/* Handlers of routes_service.c: what the service says of itself. */
void service_health(struct exchange *);
void service_ready(struct exchange *);
void service_openapi(struct exchange *);

#endif
