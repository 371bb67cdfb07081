import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, operator, putSite } from '../support/api.mjs';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

test('a method that an address does not take is answered with those that it takes', async () => {
  const site = await putSite({ q: {} });
  const at = `/v1/sites/${site}`;
  const addresses = {
    [at]: 'GET, PUT',
    [`${at}/lint`]: 'POST',
    [`${at}/import`]: 'POST',
    [`${at}/queues/q`]: 'GET, OPTIONS',
    [`${at}/queues/q/hours`]: 'GET, OPTIONS',
    [`${at}/queues/q/flow`]: 'GET, OPTIONS',
    [`${at}/queues/q/contacts`]: 'POST, OPTIONS',
    [`${at}/queues/q/left`]: 'POST, OPTIONS',
    [`${at}/contacts`]: 'GET',
    [`${at}/contacts/con_x`]: 'GET',
    [`${at}/contacts/con_x/link`]: 'DELETE',
    [`${at}/deliveries`]: 'GET',
    [`${at}/tokens`]: 'POST',
    [`${at}/tokens/tok_x`]: 'DELETE',
    [`/${site}/q`]: 'GET, HEAD, POST',
    [`/s/${site}/x`]: 'GET, POST',
  };
  for (const [path, takes] of Object.entries(addresses)) {
    for (const method of METHODS) {
      const about = `${method} ${path}`;
      const reply = await fetch(base + path, { method, headers: { authorization: `Bearer ${operator}` }, redirect: 'manual' });
      await reply.text();
      const { status, headers } = reply;
      if (takes.split(', ').includes(method)) assert.notEqual(status, 405, about);
      else assert.deepEqual([status, headers.get('allow')], [405, takes], about);
    }
  }
});
