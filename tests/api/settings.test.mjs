import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { call, getView, putSite, secret, submit } from '../support/api.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';
import { get, newKey, put, whole } from '../support/settings.mjs';

const other = 'whsec_' + Buffer.from('another secret of 32 bytes, yes!').toString('base64');

describe('saving', () => {
  test('a new site is created with 201, an old one replaced with 200, and GET gives the document back', async () => {
    const key = newKey();
    const first = await put(key, whole());
    assert.equal(first.status, 201);
    assert.deepEqual((await get(key)).json, whole());
    const small = { name: 'B', langs: ['fi'], origins: [], queues: { default: {} } };
    assert.equal((await put(key, small)).status, 200);
    assert.deepEqual((await get(key)).json, small);
    assert.equal((await getView(key, 'support')).status, 404, 'what is no longer written is gone');
  });

  test('a site has a queue "default" also where none is written', async () => {
    const key = await putSite({});
    assert.equal((await getView(key, 'default')).status, 200);
  });

  test('settings apply at once', async () => {
    const week = (day) => ({ q: { availability: 'hours', schedule: { timezone: 'UTC', week: [day] } } });
    const key = await putSite(week(['9:00', '17:00']));
    const monday = '?at=2026-11-23T12:00:00Z';
    assert.equal((await getView(key, 'q', monday)).json.state, 'open');
    await putSite(week(['13:00', '17:00']), { key });
    assert.equal((await getView(key, 'q', monday)).json.state, 'closed');
  });

  test('a site that nobody created is not there, and asking does not create it', async () => {
    const key = newKey();
    for (let i = 0; i < 2; i++) isProblem(await get(key), 404, 'unknown_site');
    isProblem(await call('POST', `/v1/sites/${key}/tokens`), 404);
    isProblem(await call('GET', `/v1/sites/${key}/contacts`), 404);
    assert.equal((await put(key, whole())).status, 201);
  });

  test('where a site lives cannot be changed afterwards', async () => {
    const key = newKey();
    const eu = { ...whole(), jurisdiction: 'eu' };
    assert.equal((await put(key, eu)).status, 201);
    for (const changed of [whole(), { ...eu, jurisdiction: 'fedramp' }]) {
      const refused = await put(key, changed);
      assert.ok([409, 422].includes(refused.status), refused.text);
    }
    assert.deepEqual((await get(key)).json, eu);
    assert.equal((await put(key, eu)).status, 200);
  });
});

describe('secrets', () => {
  const signers = ([request], secrets) => secrets.filter((one) => {
    try {
      return new Webhook(one).verify(request.body, request.headers);
    } catch {
      return false;
    }
  });
  const message = { email: 'anna@acme.example', message: 'Hei' };

  test('leave masked, and a masked one that is put back keeps the real one', async (t) => {
    const receiver = await receiverFor(t);
    const document = whole([{ kind: 'webhook', url: receiver.url, secret }]);
    document.queues.support.closed = { view: 'form' };
    const key = newKey();
    const replies = [await put(key, document), await get(key)];
    for (const reply of replies) assert.ok(!reply.text.includes(secret.slice(6)), 'the secret is out');
    const shown = replies[1].json;
    assert.notEqual(shown.queues.support.forward[0].secret, secret);
    shown.name = 'Acme 2';
    assert.equal((await put(key, shown)).status, 200);
    assert.equal((await submit(key, 'support', message)).status, 201);
    assert.deepEqual(signers(await receiver.count(1), [secret, other]), [secret]);
  });

  test('a new one takes the place of the old one', async (t) => {
    const receiver = await receiverFor(t);
    const forward = (secret) => ({ q: { closed: { view: 'form' }, forward: [{ kind: 'webhook', url: receiver.url, secret }] } });
    const key = await putSite(forward(secret));
    await putSite(forward(other), { key });
    await submit(key, 'q', message);
    assert.deepEqual(signers(await receiver.count(1), [secret, other]), [other]);
  });

  test('two destinations at one address keep a secret each', async (t) => {
    const receiver = await receiverFor(t);
    const forward = [secret, other].map((secret) => ({ kind: 'webhook', url: receiver.url, secret }));
    const document = { ...whole(forward), origins: ['*'] };
    document.queues.support.closed = { view: 'form' };
    const key = newKey();
    const created = await put(key, document);
    if (created.status === 422) return assert.ok(pointersOf(created).some((at) => at.startsWith('/queues/support/forward')));
    assert.equal((await put(key, (await get(key)).json)).status, 200);
    await submit(key, 'support', message);
    const requests = await receiver.count(2);
    const found = requests.flatMap((request) => signers([request], [secret, other]));
    assert.deepEqual(found.sort(), [secret, other].sort());
  });

  test('a mask without a secret behind it is refused, and never becomes a secret', async () => {
    const key = newKey();
    await put(key, whole([{ kind: 'webhook', url: 'https://acme.example/hook', secret }]));
    const shown = (await get(key)).json;
    shown.queues.support.forward[0].url = 'https://elsewhere.example/hook';
    assert.deepEqual(pointersOf(await put(key, shown)), ['/queues/support/forward/0/secret']);
    isProblem(await put(newKey(), shown), 422);
  });
});

describe('origins, times and zones', () => {
  test('are taken as they may be written', async () => {
    for (const origin of ['*', 'https://acme.example', 'http://localhost:8080', 'https://acme.example:8443', 'http://[::1]:80', 'https://ääkkönen.example']) {
      await putSite({}, { origins: [origin] });
    }
    for (const timezone of ['UTC', 'Europe/Helsinki', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Europe/Kyiv']) {
      await putSite({ q: { schedule: { timezone, week: [['0:00', '24:00', null, null], ['09:00', '9:00'], [null], ['23:30']] } } });
    }
  });

  test('a zone is one of the database, not an offset, an abbreviation or a path', async () => {
    for (const timezone of ['', 'Helsinki', '+02:00', 'UTC+2', 'EEST', '../UTC', 'Europe/Helsinki ', 2, null]) {
      const refused = await put(newKey(), { origins: ['*'], queues: { q: { schedule: { timezone, week: [] } } } });
      isProblem(refused, 422);
      assert.match(pointersOf(refused)[0], /^\/queues\/q\/schedule(\/timezone)?$/, `${timezone}`);
    }
  });
});
