import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, call, getView, putSite } from '../support/api.mjs';
import { isProblem } from '../support/problem.mjs';

describe('origins', () => {
  const fromOrigin = (site, origin) => getView(site, 'default', '', { headers: origin === undefined ? {} : { origin } });

  test('those of the site may ask, and so may programs and our own pages; others may not', async () => {
    const site = await putSite({ default: {} }, { origins: ['https://acme.example', 'http://localhost:3000'] });
    for (const origin of ['https://acme.example', 'http://localhost:3000', base, undefined]) {
      assert.equal((await fromOrigin(site, origin)).status, 200, `${origin}`);
    }
    const strangers = ['https://evil.example', 'http://acme.example', 'https://acme.example:8443', 'https://www.acme.example', 'https://acme.example.evil.example', 'https://acme.example@evil.example', 'null', 'https://acme.exampl'];
    for (const origin of strangers) isProblem(await fromOrigin(site, origin), 403, 'origin_not_allowed', origin);
  });

  test('are compared as browsers send them', async () => {
    const site = await putSite({ default: {} }, { origins: ['https://ACME.example:443/'] });
    assert.equal((await fromOrigin(site, 'https://acme.example')).status, 200);
  });

  test('"*" lets all in, an empty list only our own pages', async () => {
    const [any, none] = [await putSite({ default: {} }), await putSite({ default: {} }, { origins: [] })];
    for (const origin of ['https://evil.example', 'null', base]) assert.equal((await fromOrigin(any, origin)).status, 200);
    isProblem(await fromOrigin(none, 'https://acme.example'), 403);
    assert.equal((await fromOrigin(none, base)).status, 200);
  });

  test("pages may read every answer, also the refusals", async () => {
    const site = await putSite({ default: {} }, { origins: ['https://acme.example'] });
    const path = `/v1/sites/${site}/queues/default/contacts`;
    const headers = { origin: 'https://acme.example' };
    const replies = [
      await fromOrigin(site, 'https://acme.example'),
      await fromOrigin(site, 'https://evil.example'),
      await getView(site, 'nowhere', '', { headers }),
      await getView(site, 'default', '?at=x', { headers }),
      await call('POST', path, { token: null, headers, body: '{' }),
      await call('POST', path, { token: null, headers, body: 'x'.repeat(2_000_000) }),
      await call('PATCH', path, { token: null, headers }),
    ];
    assert.deepEqual(replies.map((reply) => reply.status), [200, 403, 404, 400, 400, 413, 405]);
    for (const reply of replies) assert.match(reply.headers.get('access-control-allow-origin') ?? '', /^(\*|https:\/\/acme\.example)$/, `${reply.status}`);
    assert.match((await fromOrigin(site, 'https://acme.example')).headers.get('access-control-allow-credentials') ?? '', /^(|false)$/);
  });

  test('the preflight lets contacts through with their key, and opens nothing of the owner', async () => {
    const site = await putSite({ default: {} });
    const asks = (method, wanted) => ({ origin: 'https://acme.example', 'access-control-request-method': method, 'access-control-request-headers': wanted });
    const reply = await call('OPTIONS', `/v1/sites/${site}/queues/default/contacts`, { token: null, headers: asks('POST', 'content-type,idempotency-key') });
    assert.ok([200, 204].includes(reply.status));
    assert.match(reply.headers.get('access-control-allow-origin'), /^(\*|https:\/\/acme\.example)$/);
    assert.match(reply.headers.get('access-control-allow-methods'), /POST/);
    for (const name of ['content-type', 'idempotency-key']) assert.match(reply.headers.get('access-control-allow-headers').toLowerCase(), new RegExp(name));
    for (const path of [`/v1/sites/${site}`, `/v1/sites/${site}/contacts`, `/v1/sites/${site}/deliveries`]) {
      const owner = await call('OPTIONS', path, { token: null, headers: asks('GET', 'authorization') });
      assert.equal(owner.headers.get('access-control-allow-origin'), null, path);
    }
  });
});
