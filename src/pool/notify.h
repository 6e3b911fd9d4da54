/* SPDX-License-Identifier: MIT */
#ifndef POOL_NOTIFY_H
#define POOL_NOTIFY_H

/*
 * Tell the service manager, as sd_notify(3) does: READY=1, RELOADING=1 (with
 * MONOTONIC_USEC), STOPPING=1. Does nothing without $NOTIFY_SOCKET.
 */
void notify_ready(void);
void notify_reloading(void);
void notify_stopping(void);

#endif
