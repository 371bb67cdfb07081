import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { asking, form, message } from '../support/form.mjs';
import { times } from '../support/many.mjs';
import { isProblem } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';

describe('the same key', () => {
  test('with the same body is the same contact: 200 and the same answer', async () => {
    const site = await putSite({ q: form });
    const key = randomUUID();
    const first = await submit(site, 'q', message, { key });
    for (let i = 0; i < 3; i++) {
      const again = await submit(site, 'q', message, { key });
      assert.equal(again.status, 200);
      assert.deepEqual(again.json, first.json);
    }
    assert.equal((await contacts(site)).length, 1);
  });

  test("however the body's JSON is ordered and spaced", async () => {
    const site = await putSite({ q: form });
    const key = randomUUID();
    const send = (body) => submit(site, 'q', null, { key, body });
    const first = await send('{"answers":{"email":"anna@acme.example","message":"Hei"},"lang":"fi","view":"form"}');
    assert.equal(first.status, 201);
    const again = await send('{ "view" : "form",\n "lang":"\\u0066i", "answers": {"message":"Hei", "email":"anna@acme.example"} }\n');
    assert.equal(again.status, 200);
    assert.deepEqual(again.json, first.json);
  });

  test('with another body is 409, and the first one stays as it is', async () => {
    const site = await putSite({ q: form, r: form });
    const key = randomUUID();
    await submit(site, 'q', message, { key, body: { lang: 'fi' } });
    const others = [
      ['q', { ...message, message: 'Hei!' }, { lang: 'fi' }],
      ['q', { ...message, message: 'hei' }, { lang: 'fi' }],
      ['q', message, { lang: 'en' }],
      ['q', message, {}],
      ['r', message, { lang: 'fi' }],
    ];
    for (const [queue, answers, body] of others) isProblem(await submit(site, queue, answers, { key, body }), 409);
    const stored = await contacts(site);
    assert.equal(stored.length, 1);
    assert.deepEqual(stored[0].answers, message);
  });

  test('fifty times at once is one contact and one delivery', async (t) => {
    const receiver = await receiverFor(t);
    const site = await putSite({ q: { ...form, forward: [{ kind: 'webhook', url: receiver.url, secret }] } });
    const key = randomUUID();
    const replies = await Promise.all(times(50).map(() => submit(site, 'q', message, { key })));
    const statuses = replies.map((reply) => reply.status).sort();
    assert.deepEqual(statuses, [...Array(49).fill(200), 201]);
    for (const reply of replies) assert.deepEqual(reply.json, replies[0].json);
    assert.equal((await contacts(site)).length, 1);
    const ledger = await deliveries(site);
    assert.equal(ledger.length, 1);
    const requests = await receiver.count(1);
    // What comes to the same receiver later would have been sent before: the ledger goes in order.
    const { json } = await submit(site, 'q', { ...message, message: 'The next one' });
    await receiver.count(2);
    assert.deepEqual(requests.map((request) => JSON.parse(request.body).data.id), [replies[0].json.id, json.id]);
    assert.equal(requests[0].headers['webhook-id'], ledger[0].id);
  });

  test('with twenty bodies at once is one of them; the others are 409', async () => {
    const site = await putSite({ q: form });
    const key = randomUUID();
    const replies = await Promise.all(times(20).map((i) => submit(site, 'q', { ...message, message: `${i}` }, { key })));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, ...Array(19).fill(409)]);
    const winner = replies.findIndex((reply) => reply.status === 201);
    assert.deepEqual((await contacts(site)).map((contact) => contact.answers.message), [`${winner}`]);
  });

  test('on another site is another contact', async () => {
    const sites = [await putSite({ q: form }), await putSite({ q: form })];
    const key = randomUUID();
    for (const site of sites) assert.equal((await submit(site, 'q', message, { key })).status, 201);
  });

  test('is free again where it was refused', async () => {
    const site = await putSite({ q: form });
    const key = randomUUID();
    isProblem(await submit(site, 'q', { ...message, email: 'no address' }, { key }), 422);
    assert.equal((await submit(site, 'q', message, { key })).status, 201);
  });

  test('still answers after the questions have changed', async () => {
    const site = await putSite({ q: form });
    const key = randomUUID();
    const first = await submit(site, 'q', message, { key });
    await putSite({ q: asking() }, { key: site });
    const again = await submit(site, 'q', message, { key });
    assert.equal(again.status, 200);
    assert.deepEqual(again.json, first.json);
  });
});

describe('a key', () => {
  const withKey = (site, headers) => submit(site, 'q', message, { key: '', headers });

  test('is required', async () => {
    const site = await putSite({ q: form });
    isProblem(await withKey(site, {}), 400);
    isProblem(await withKey(site, { 'idempotency-key': '' }), 400);
    assert.deepEqual(await contacts(site), []);
  });

  test('has up to 64 visible characters', async () => {
    const site = await putSite({ q: form });
    for (const key of ['x'.repeat(65), 'a b', 'a\tb', 'ä', '\u00a0', 'x'.repeat(5000)]) {
      isProblem(await withKey(site, { 'idempotency-key': key }), 400, undefined, JSON.stringify(key));
    }
    assert.deepEqual(await contacts(site), []);
    for (const key of ['x'.repeat(64), '!', '"~{}\\,;']) {
      assert.equal((await withKey(site, { 'idempotency-key': key })).status, 201, key);
    }
  });
});
