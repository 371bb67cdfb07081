import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { call, deliveries, putSite, secret } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { mails } from '../support/mail.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';
import { freePort } from '../support/worker.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const other = 'whsec_' + Buffer.from('another secret of 32 bytes, yes!').toString('base64');

const hook = (url, rest = {}) => ({ kind: 'webhook', url, secret, ...rest });
const queues = (forward) => ({ support: { closed: { view: 'form' }, availability: 'hours', name: 'Support', forward } });
const siteWith = (...forward) => putSite(queues(forward), { people: PEOPLE });

async function annas(...forward) {
  const key = await siteWith(...forward);
  return { key, anna: await signIn(key, ANNA) };
}

// What signs a request, of these secrets.
const signers = (request, secrets) => secrets.filter((one) => {
  try {
    return new Webhook(one).verify(request.body, request.headers);
  } catch {
    return false;
  }
});

describe('a webhook that is added', () => {
  test('gets a secret that is shown once, and signs with it', async (t) => {
    const receiver = await receiverFor(t);
    const { key, anna } = await annas({ kind: 'email', to: 'desk@acme.example' });
    const added = await anna.ask('POST', 'queues/support/webhooks', { url: receiver.url });
    assert.equal(added.status, 200, added.text);
    const { secret: made, overlap_until: overlap, settings } = added.json;
    assert.match(made, /^whsec_/);
    assert.equal(Buffer.from(made.slice(6), 'base64').length, 32);
    assert.equal(overlap, null);
    assert.deepEqual(settings.published.queues.support.forward.map((one) => one.url ?? one.to), ['desk@acme.example', receiver.url]);
    assert.ok(!JSON.stringify(settings).includes(made.slice(6)), 'the settings have it, too');
    for (const path of ['settings', 'queues/support/destinations']) assert.ok(!(await anna.get(path)).text.includes(made.slice(6)), path);
    await leave(key, 'support');
    const [request] = await receiver.count(1);
    assert.deepEqual(signers(request, [secret, made]), [made]);
  });

  test('is refused where the settings would be wrong, with the place', async (t) => {
    const receiver = await receiverFor(t);
    const { anna } = await annas(hook(receiver.url));
    for (const url of ['acme.example', 'ftp://acme.example/', receiver.url]) {
      const refused = await anna.ask('POST', 'queues/support/webhooks', { url });
      isProblem(refused, 422, 'invalid_settings', url);
      assert.match(pointersOf(refused)[0], /^\/queues\/support\/forward\/1(\/url)?$/);
    }
    isProblem(await anna.ask('POST', 'queues/none/webhooks', { url: receiver.url }), 404, 'unknown_queue');
  });

  test('may be the first of a queue that nobody has written down', async (t) => {
    const receiver = await receiverFor(t);
    const { key, anna } = await annas();
    assert.equal((await anna.ask('POST', 'queues/default/webhooks', { url: receiver.url })).status, 200);
    const { json } = await call('GET', `/v1/sites/${key}`);
    assert.equal(json.queues.default.forward[0].url, receiver.url);
  });

  test('takes the place of another one, with a secret of its own', async (t) => {
    const [before, after] = [await receiverFor(t), await receiverFor(t)];
    const { key, anna } = await annas(hook(before.url));
    const moved = await anna.ask('POST', 'queues/support/webhooks', { url: after.url, instead_of: before.url });
    assert.equal(moved.status, 200, moved.text);
    await leave(key, 'support');
    const [request] = await after.count(1);
    assert.deepEqual(signers(request, [secret, moved.json.secret]), [moved.json.secret]);
    assert.deepEqual(before.requests, []);
  });
});

describe('a secret that is rotated', () => {
  test('signs at once, and the one before for 24 hours more', async (t) => {
    const receiver = await receiverFor(t);
    const { key, anna } = await annas(hook(receiver.url));
    const rotated = await anna.ask('POST', 'queues/support/webhooks/rotate', { url: receiver.url });
    assert.equal(rotated.status, 200, rotated.text);
    const wait = Date.parse(rotated.json.overlap_until) - Date.now();
    assert.ok(wait > DAY - MINUTE && wait <= DAY, `${wait}`);
    for (const part of [secret, rotated.json.secret]) assert.ok(!JSON.stringify(rotated.json.settings).includes(part.slice(6)));
    await leave(key, 'support');
    const [request] = await receiver.count(1);
    assert.deepEqual(signers(request, [secret, rotated.json.secret, other]), [secret, rotated.json.secret]);
    assert.equal(request.headers['webhook-signature'].split(' ').length, 2);
  });

  test('stays with the one before through the masked document', async (t) => {
    const receiver = await receiverFor(t);
    const { key, anna } = await annas(hook(receiver.url));
    const { json } = await anna.ask('POST', 'queues/support/webhooks/rotate', { url: receiver.url });
    const shown = (await call('GET', `/v1/sites/${key}`)).json;
    assert.ok(!JSON.stringify(shown).includes(secret.slice(6)), 'the secret before is out');
    assert.equal((await call('PUT', `/v1/sites/${key}`, { body: { ...shown, name: 'Acme 2' } })).status, 200);
    await leave(key, 'support');
    const [request] = await receiver.count(1);
    assert.deepEqual(signers(request, [secret, json.secret]), [secret, json.secret]);
  });

  test('is alone once the time of the one before is over', async (t) => {
    const receiver = await receiverFor(t);
    const retiring = { secret: other, until: new Date(Date.now() - MINUTE).toISOString() };
    const key = await siteWith(hook(receiver.url, { retiring }));
    await leave(key, 'support');
    const [request] = await receiver.count(1);
    assert.deepEqual(signers(request, [secret, other]), [secret]);
    assert.equal(request.headers['webhook-signature'].split(' ').length, 1);
  });

  test('is one of a webhook of this queue', async () => {
    const { anna } = await annas({ kind: 'email', to: 'desk@acme.example' });
    for (const url of ['https://acme.example/', 'desk@acme.example']) {
      isProblem(await anna.ask('POST', 'queues/support/webhooks/rotate', { url }), 404, 'unknown_destination');
    }
  });
});

describe('a test', { concurrency: 4 }, () => {
  const tried = async (receiver, address = receiver.url) => {
    const { key, anna } = await annas(hook(receiver.url));
    const reply = await anna.ask('POST', 'queues/support/destinations/test', { address });
    assert.equal(reply.status, 200, reply.text);
    return { key, anna, ...reply.json };
  };

  test('is a signed webhook that is clearly none of a visitor, and is in no ledger', async (t) => {
    const receiver = await receiverFor(t);
    const { key, anna, delivered, outcome } = await tried(receiver);
    assert.equal(delivered, true);
    assert.match(outcome, /^Answered 204 after \d+ ms\.$/);
    const [request] = receiver.requests;
    const { type, data } = new Webhook(secret).verify(request.body, request.headers);
    assert.deepEqual([type, data.id, data.queue], ['test', 'con_test', 'support']);
    const left = await leave(key, 'support');
    const real = (await call('GET', `/v1/sites/${key}/contacts/${left}`)).json;
    assert.deepEqual(Object.keys(data).sort(), Object.keys(real).sort());
    const { lines } = (await anna.get('deliveries?queue=support')).json;
    assert.deepEqual(lines.map(({ contact }) => contact), [left]);
  });

  for (const [status, said] of [[301, /^Answered 301: redirects are not followed/], [404, /^Answered 404: /], [500, /^Answered 500: /], [410, /^Answered 410: /]]) {
    test(`says what ${status} means, and nothing follows from it`, async (t) => {
      const elsewhere = await receiverFor(t);
      const receiver = await receiverFor(t, () => ({ status, headers: { location: elsewhere.url } }));
      const { anna, delivered, outcome } = await tried(receiver);
      assert.equal(delivered, false);
      assert.match(outcome, said);
      assert.deepEqual(elsewhere.requests, []);
      const [state] = (await anna.get('queues/support/destinations')).json;
      assert.deepEqual(state, { address: receiver.url, switched_off: null });
    });
  }

  test('says that nobody is there, without the address', async () => {
    const url = `http://127.0.0.1:${await freePort()}/hook?key=SECRET`;
    const { delivered, outcome } = await tried({ url });
    assert.equal(delivered, false);
    assert.match(outcome, /^[A-Z].*[.?]$/);
    assert.doesNotMatch(outcome, /SECRET|127\.0\.0\.1/);
  });

  test('waits ten seconds and no longer', async (t) => {
    const silent = await receiverFor(t, () => new Promise(() => {}));
    const { delivered, outcome } = await tried(silent);
    assert.deepEqual([delivered, outcome], [false, 'No answer within 10 s.']);
  });

  test('of an email says in it that it is one', async () => {
    const to = `desk-${randomUUID().slice(0, 8)}@acme.example`;
    const { anna } = await annas({ kind: 'email', to });
    const { json } = await anna.ask('POST', 'queues/support/destinations/test', { address: to });
    assert.equal(json.delivered, true);
    const mail = await until('the email', async () => (await mails()).find((mail) => mail.to === to));
    assert.match(mail.subject, /^Test: .*Support/);
  });

  test('is made ten times a minute at most, and of destinations alone', async (t) => {
    const receiver = await receiverFor(t);
    const { anna } = await annas(hook(receiver.url));
    const test = (address) => anna.ask('POST', 'queues/support/destinations/test', { address });
    isProblem(await test('https://elsewhere.example/'), 404, 'unknown_destination');
    for (let i = 0; i < 10; i++) assert.equal((await test(receiver.url)).status, 200);
    isProblem(await test(receiver.url), 429);
    assert.equal(receiver.requests.length, 10);
  });
});

test('a destination that has switched itself off is shown, and tried again', async (t) => {
  const receiver = await receiverFor(t, (_, n) => (n === 1 ? 410 : 204));
  const { key, anna } = await annas(hook(receiver.url), { kind: 'email', to: 'desk@acme.example' });
  const states = async () => (await anna.get('queues/support/destinations')).json;
  await leave(key, 'support');
  const [off, on] = await until('that it is off', async () => {
    const found = await states();
    return found[0].switched_off && found;
  });
  assert.ok(Math.abs(Date.parse(off.switched_off) - Date.now()) < MINUTE);
  assert.deepEqual(on, { address: 'desk@acme.example', switched_off: null });
  const again = await anna.ask('POST', 'queues/support/destinations/try-again', { address: receiver.url });
  assert.deepEqual(again.json.map((state) => state.switched_off), [null, null]);
  const id = await leave(key, 'support');
  await until('that it is delivered', async () => (await deliveries(key, id)).some(({ kind, status }) => kind === 'webhook' && status === 'delivered'));
});

test('the ledger of a queue comes fifty at a time, by destination and by outcome', async (t) => {
  const [good, gone] = [await receiverFor(t), await receiverFor(t, () => 410)];
  const { key, anna } = await annas(hook(good.url), hook(gone.url));
  for (let i = 0; i < 30; i++) await leave(key, 'support');
  const page = async (query) => (await anna.get(`deliveries?queue=support&${query}`)).json;
  const first = await page('');
  assert.equal(first.lines.length, 50);
  const second = await page(`before=${first.older}`);
  assert.deepEqual([second.lines.length, second.older], [10, null]);
  const ids = [...first.lines, ...second.lines].map(({ delivery }) => delivery.id);
  assert.equal(new Set(ids).size, 60);
  await until('all of them', async () => (await page('status=failed')).lines.length === 30);
  const delivered = await page(`address=${encodeURIComponent(good.url)}&status=delivered`);
  assert.ok(delivered.lines.every(({ delivery, receipt }) => delivery.status === 'delivered' && /^\w{4}-\w{4}$/.test(receipt)));
  assert.deepEqual((await page(`address=${encodeURIComponent(good.url)}&status=failed`)).lines, []);
  isProblem(await anna.get('deliveries'), 400);
});

test('two webhooks of one host are told apart, and no query is shown', async (t) => {
  const receiver = await receiverFor(t);
  const { origin, host } = new URL(receiver.url);
  const { key, anna } = await annas(hook(`${origin}/sales?key=secret`), hook(`${origin}/support?key=secret`));
  const id = await leave(key, 'support');
  const page = await anna.get('deliveries?queue=support');
  assert.deepEqual(page.json.lines.map(({ delivery }) => delivery.destination).sort(), [`${host}/sales`, `${host}/support`]);
  assert.ok(!page.text.includes('key=secret'));
  // Whoever is no owner need not know the path, which may be a secret, too.
  const { json } = await (await signIn(key, OTSO)).get(`contacts/${id}`);
  assert.deepEqual(json.deliveries.map(({ destination }) => destination), [host, host]);
});

test('none of it is for agents', async () => {
  const key = await siteWith(hook('https://acme.example/hook'));
  const otso = await signIn(key, OTSO);
  const asked = [
    ['GET', 'deliveries?queue=support'],
    ['GET', 'queues/support/destinations'],
    ['POST', 'queues/support/destinations/test', { address: 'https://acme.example/hook' }],
    ['POST', 'queues/support/destinations/try-again', { address: 'https://acme.example/hook' }],
    ['POST', 'queues/support/webhooks', { url: 'https://acme.example/other' }],
    ['POST', 'queues/support/webhooks/rotate', { url: 'https://acme.example/hook' }],
  ];
  for (const one of asked) isProblem(await otso.ask(...one), 404, 'not_found', one.join(' '));
});
