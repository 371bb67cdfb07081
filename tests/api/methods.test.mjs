import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, operator, putSite } from '../support/api.mjs';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const ask = (method, path) => fetch(base + path, { method, headers: { authorization: `Bearer ${operator}` }, redirect: 'manual' });

test('a method that an address does not take is answered with those that it takes', async () => {
  const site = await putSite({ q: {} });
  const at = `/v1/sites/${site}`;
  const addresses = {
    [at]: 'GET, HEAD, PUT',
    [`${at}/lint`]: 'POST',
    [`${at}/import`]: 'POST',
    [`${at}/queues/q`]: 'GET, HEAD, OPTIONS',
    [`${at}/queues/q/hours`]: 'GET, HEAD, OPTIONS',
    [`${at}/queues/q/flow`]: 'GET, HEAD, OPTIONS',
    [`${at}/queues/q/contacts`]: 'POST, OPTIONS',
    [`${at}/queues/q/left`]: 'POST, OPTIONS',
    [`${at}/contacts`]: 'GET, HEAD',
    [`${at}/contacts/con_x`]: 'GET, HEAD',
    [`${at}/contacts/con_x/link`]: 'DELETE',
    [`${at}/deliveries`]: 'GET, HEAD',
    [`${at}/tokens`]: 'POST',
    [`${at}/tokens/tok_x`]: 'DELETE',
    [`/${site}/q`]: 'GET, HEAD, POST',
    [`/s/${site}/x`]: 'GET, HEAD, POST',
    [`${at}/console/me`]: 'GET, HEAD, POST, PUT, DELETE',
    [`/console/${site}`]: 'GET, HEAD',
    [`/console/${site}/preview/q`]: 'GET, HEAD',
  };
  for (const [path, takes] of Object.entries(addresses)) {
    for (const method of METHODS) {
      const about = `${method} ${path}`;
      const reply = await ask(method, path);
      await reply.text();
      const { status, headers } = reply;
      if (takes.split(', ').includes(method)) assert.notEqual(status, 405, about);
      else assert.deepEqual([status, headers.get('allow')], [405, takes], about);
    }
  }
});

test('HEAD answers as GET does, without the body', async () => {
  const site = await putSite({ q: {} });
  const at = `/v1/sites/${site}`;
  const paths = [at, `${at}/queues/q`, `${at}/queues/q/hours`, `${at}/queues/q?at=x`, `${at}/queues/nowhere`, `${at}/contacts`, `${at}/contacts/con_x`, `${at}/deliveries`, `${at}/console/me`, `/${site}/q`, `/s/${site}/x`, `/console/${site}`];
  const seen = ({ status, headers }) => [status, headers.get('content-type'), headers.get('cache-control'), headers.get('access-control-allow-origin')];
  for (const path of paths) {
    const get = await ask('GET', path);
    assert.notEqual(await get.text(), '', path);
    const head = await ask('HEAD', path);
    assert.equal(await head.text(), '', path);
    assert.deepEqual(seen(head), seen(get), path);
  }
});
