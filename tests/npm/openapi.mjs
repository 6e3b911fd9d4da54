// SPDX-License-Identifier: MIT
// Lint an OpenAPI document: node openapi.mjs FILE. Prints one line a problem.
import core from '@redocly/openapi-core';

const config = await core.createConfig({ extends: ['recommended-strict'] });
const problems = await core.lint({ ref: process.argv[2], config });
for (const problem of problems) {
  const where = problem.location.map((place) => place.pointer).join(' ');
  console.log(`${problem.severity} ${problem.ruleId} ${where}: ` +
    problem.message);
}
