/* SPDX-License-Identifier: MIT */
/*
 * The door to libssl: whom to trust, and to what host. It opens no
 * connection; libesmtp does, with what is made here.
 */
#include "door/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <string.h>

/* Why the last certificate was refused. */
static int verdict = X509_V_OK;

/* libesmtp names no host in its hello; many relays need one (RFC 6066). */
static void
say_host(const SSL *ssl, int where, int result)
{
	const char *host = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	(void)result;
	if (where & SSL_CB_HANDSHAKE_START)
		SSL_set_tlsext_host_name((SSL *)(uintptr_t)ssl, host);
}

static int
note_verdict(int is_good, X509_STORE_CTX *store)
{
	if (!is_good)
		verdict = X509_STORE_CTX_get_error(store);
	return is_good;
}

static int
set_trust(SSL_CTX *ctx, const char *ca_file)
{
	if (ca_file == NULL)
		return SSL_CTX_set_default_verify_paths(ctx);
	return SSL_CTX_load_verify_locations(ctx, ca_file, NULL);
}

static int
set_host(SSL_CTX *ctx, const char *host)
{
	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(ctx);

	if (X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1)
		return 1;
	SSL_CTX_set_app_data(ctx, (void *)(uintptr_t)host);
	SSL_CTX_set_info_callback(ctx, say_host);
	return X509_VERIFY_PARAM_set1_host(param, host, 0);
}

struct ssl_ctx_st *
tls_client_new(const char *host, const char *ca_file)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());

	/* With 1.3, eleven of fifteen of libesmtp's sessions went wrong. */
	if (ctx != NULL &&
	    SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION) == 1 &&
	    SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION) == 1 &&
	    set_trust(ctx, ca_file) == 1 && set_host(ctx, host) == 1) {
		SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, note_verdict);
		return ctx;
	}
	SSL_CTX_free(ctx);
	return NULL;
}

const char *
tls_error(void)
{
	unsigned long error = ERR_peek_last_error();

	if (verdict != X509_V_OK)
		return X509_verify_cert_error_string(verdict);
	if (ERR_SYSTEM_ERROR(error))
		return strerror(ERR_GET_REASON(error));
	return ERR_reason_error_string(error);
}
