// Errors as the contract has them: RFC 9457 with a code.
import assert from 'node:assert/strict';

// Asserts that `reply` is a problem of that status (and code); returns it.
export function isProblem(reply, status, code, about = '') {
  assert.equal(reply.status, status, `${about} ${reply.text.slice(0, 300)}`);
  assert.match(reply.headers.get('content-type'), /^application\/problem\+json/, about);
  assert.equal(reply.json.status, status, about);
  assert.match(reply.json.code, /^[a-z_]+$/, about);
  assert.ok(reply.json.type && reply.json.title, about);
  if (code) assert.equal(reply.json.code, code, about);
  return reply.json;
}

// The places that a refused document is wrong at, sorted.
export const pointersOf = (reply) => reply.json.errors.map((error) => error.pointer).sort();

// `{field: code}` of refused answers.
export const faultsOf = (reply) => Object.fromEntries(reply.json.errors.map((error) => [error.field, error.code]));
