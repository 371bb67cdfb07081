// What a queue shows at an instant.
import assert from 'node:assert/strict';
import { getView, putSite } from './api.mjs';

export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
export const DAY = 86_400_000;
export const rfc3339 = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
export const byHours = (schedule, more = {}) => ({ schedule, availability: 'hours', ...more });
export const siteWith = (schedule) => putSite({ q: byHours(schedule) });

export async function viewAt(site, at, query = '') {
  const reply = await getView(site, 'q', `?at=${encodeURIComponent(at)}${query}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.json;
}

export const stateAt = async (site, at) => (await viewAt(site, at)).state;

// The changes after `at` as "instant state", up to `n`.
export async function changesAt(site, at, n = 6) {
  const { changes } = await viewAt(site, at);
  return changes.slice(0, n).map((change) => `${change.at.replace(':00Z', 'Z')} ${change.state}`);
}
