/* SPDX-License-Identifier: MIT */
#ifndef POOL_WORKER_H
#define POOL_WORKER_H

struct service;

/*
 * Serve requests until told to stop: on SIGTERM accept no more, on SIGQUIT
 * first take what waits in the socket's queue; either way serve the
 * connections that nginx keeps until it closes them or DRAIN_SECONDS pass.
 * ready_fd (-1: none) gets one byte as soon as requests can be served. Both
 * signals must be blocked when this is called. The caller then exits.
 */
void worker_run(int listen_fd, int ready_fd, const struct service *);

/*
 * nginx closes a kept connection after keepalive_time of use or
 * keepalive_timeout of rest: a second each as we ship it, and an operator
 * may have set more.
 */
enum { DRAIN_SECONDS = 20 };

#endif
