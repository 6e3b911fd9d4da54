/* SPDX-License-Identifier: MIT */
#ifndef DOOR_TLS_H
#define DOOR_TLS_H

#include "base/attr.h"

/* OpenSSL's SSL_CTX, by its tag, so that nobody needs its header. */
struct ssl_ctx_st;

/*
 * Make what a client needs to speak TLS 1.2 with a host (a name or an IP
 * address): the peer must show a certificate for that very host, signed by
 * one of ca_file's or, without (NULL), of the system's authorities. NULL:
 * tls_error says why. The caller owns it; host must outlive it.
 */
struct ssl_ctx_st *
tls_client_new(const char *host, const char *ca_file) MUST_CHECK;

/* What was last wrong with a certificate or a handshake; NULL: nothing. */
const char *tls_error(void);

#endif
