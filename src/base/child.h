/* SPDX-License-Identifier: MIT */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <sys/types.h>

#include "base/attr.h"

/*
 * fork, for a child that does one thing and tells of it by a pipe. Returns
 * twice, as fork does: in the parent *fd is the end to read from, which never
 * waits and is the caller's to close; in the child, 0, it is the end to write
 * to. The child dies with its parent and has no other descriptor of it but
 * the standard ones. -1: there is no process or pipe to be had, said in errno.
 */
pid_t child_fork(int *fd) MUST_CHECK;

#endif
