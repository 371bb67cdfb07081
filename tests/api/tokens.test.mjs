import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, contacts, putSite } from '../support/api.mjs';
import { isProblem } from '../support/problem.mjs';
import { get, newKey, put, whole } from '../support/settings.mjs';

describe('tokens', () => {
  const bodies = { PUT: whole(), POST: undefined, GET: undefined, DELETE: undefined };
  const guarded = (site) => [
    ['GET', `/v1/sites/${site}`],
    ['PUT', `/v1/sites/${site}`],
    ['GET', `/v1/sites/${site}/contacts`],
    ['GET', `/v1/sites/${site}/contacts/con_x`],
    ['GET', `/v1/sites/${site}/deliveries`],
    ['POST', `/v1/sites/${site}/tokens`],
    ['DELETE', `/v1/sites/${site}/tokens/tok_x`],
  ];
  const issue = async (site) => {
    const reply = await call('POST', `/v1/sites/${site}/tokens`);
    assert.equal(reply.status, 201);
    assert.deepEqual(Object.keys(reply.json).sort(), ['id', 'token']);
    return reply.json;
  };

  test('nothing of an owner opens without one, or with a wrong one', async () => {
    const site = await putSite({ default: {} });
    const { token } = await issue(site);
    const wrong = [null, 'wrong', '', 'undefined', token.slice(0, -1), `${token}x`, token.toUpperCase()];
    for (const [method, path] of guarded(site)) {
      for (const attempt of wrong) {
        const refused = await call(method, path, { token: attempt, body: bodies[method] });
        isProblem(refused, 401, undefined, `${method} ${path} with ${attempt}`);
        assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
      const basic = { authorization: `Basic ${Buffer.from(`a:${token}`).toString('base64')}` };
      isProblem(await call(method, path, { token: null, headers: basic, body: bodies[method] }), 401);
    }
    assert.equal((await get(site)).json.name, 'Acme');
  });

  test("a site's own token reaches all of that site", async () => {
    const site = await putSite({ default: {} });
    const { token } = await issue(site);
    const document = (await get(site, { token })).json;
    assert.equal((await put(site, { ...document, name: 'Own' }, { token })).status, 200);
    assert.deepEqual(await contacts(site, '', { token }), []);
    assert.equal((await get(site)).json.name, 'Own');
  });

  test('however the scheme is written', async () => {
    const site = await putSite({ default: {} });
    const { token } = await issue(site);
    for (const scheme of ['bearer', 'BEARER']) {
      const reply = await get(site, { token: null, headers: { authorization: `${scheme} ${token}` } });
      assert.equal(reply.status, 200, scheme);
    }
    isProblem(await get(site, { token: null, headers: { authorization: token } }), 401);
  });

  test('and of no other: neither one that is there nor one that could be', async () => {
    const [site, other, nobody] = [await putSite({}), await putSite({}), newKey()];
    const { token } = await issue(site);
    for (const target of [other, nobody]) {
      for (const [method, path] of guarded(target)) {
        const refused = await call(method, path, { token, body: bodies[method] });
        assert.ok([401, 403].includes(refused.status), `${method} ${path}: ${refused.status}`);
      }
    }
    assert.equal((await get(other)).json.people, undefined, 'the other site is as it was');
    isProblem(await get(nobody), 404);
  });

  test('taken back, it opens nothing any more, and the others still do', async () => {
    const site = await putSite({});
    const [one, two] = [await issue(site), await issue(site)];
    assert.notEqual(one.token, two.token);
    const remove = (id) => call('DELETE', `/v1/sites/${site}/tokens/${id}`, { token: two.token });
    assert.equal((await remove(one.id)).status, 204);
    isProblem(await get(site, { token: one.token }), 401);
    assert.equal((await get(site, { token: two.token })).status, 200);
    isProblem(await remove(one.id), 404);
  });

  test("one site's token cannot be taken back through another site", async () => {
    const [site, other] = [await putSite({}), await putSite({})];
    const { id, token } = await issue(site);
    isProblem(await call('DELETE', `/v1/sites/${other}/tokens/${id}`), 404);
    assert.equal((await get(site, { token })).status, 200);
  });

  test('outlives new settings, and is shown nowhere', async () => {
    const site = await putSite({});
    const { token } = await issue(site);
    await putSite({ default: {} }, { key: site });
    const shown = await get(site, { token });
    assert.equal(shown.status, 200);
    assert.ok(!shown.text.includes(token));
  });
});
