/* SPDX-License-Identifier: MIT */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/log.h"

struct arena;

/* The operator's options, one member a row of the table in option.c. */
struct config {
	const char *path;	 /* the file this was read from */
	const char *public_url;	 /* no final slash */
	const char *public_path; /* path part of public_url: "" or "/usher" */
	const char *listen_path;
	const char *listen_group;
	long listen_mode;
	long workers;
	const char *database_url;
	const char *database_mail_url;
	const char *database_owner_url;
	const char *database_schema;
	bool database_prepare;
	const char *secret_file;
	const char *smtp_host;
	long smtp_port;
	long smtp_starttls; /* 0: no, 1: required */
	const char *smtp_ca_file;
	const char *smtp_user;
	const char *smtp_password_file;
	const char *mail_from;
	const char *sms_gateway; /* with one %s; NULL: there is none */
	long mail_sessions;
	long mail_batch_timeout;
	const char *templates_dir;
	const char *applicants_disposable_domains;
	long limits_resend_interval;
	long limits_address_per_hour;
	long log_level; /* enum log_level */
};

/*
 * Find the file: given (--config), else $USHER_CONFIG, else the one under
 * sysconfdir. The text lives as long as the process.
 */
const char *config_find(const char *given);

/*
 * Read the file into config; texts are the arena's. -1: error holds one line
 * that names the file, the line and the option, also the arena's.
 */
int config_load(struct config *config, const char *path, struct arena *,
    const char **error) MUST_CHECK;

/* Print every option as `name = value`, in a form config_load reads back. */
void config_print(const struct config *, FILE *);

/* Print the commented example file, made from the same table. */
void config_print_example(FILE *);

#endif
