import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { call, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { receiverFor } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';
import { freePort } from '../support/worker.mjs';

const message = { email: 'anna@acme.example', message: 'Hei, åäö 🦊' };
const SECOND = 1000;
// Timers may fire, and clocks be read, a little early.
const ABOUT_A_SECOND = 950;

const queues = (...urls) => ({ q: { closed: { view: 'form' }, forward: urls.map((url) => ({ kind: 'webhook', url, secret })) } });
const siteFor = (...receivers) => putSite(queues(...receivers.map((receiver) => receiver.url)));

async function contactTo(site) {
  const sent = await submit(site, 'q', message, { body: { lang: 'fi', page: 'https://acme.example/' } });
  assert.equal(sent.status, 201);
  return sent.json.id;
}

// The ledger's entry of a contact with one delivery, once `is` holds of it.
const entry = (site, contact, what, is) => until(`a delivery that is ${what}`, async () => {
  const [delivery, ...rest] = await deliveries(site, contact);
  assert.equal(rest.length, 0);
  return is(delivery) && delivery;
});
const delivered = (site, contact) => entry(site, contact, 'delivered', (delivery) => delivery.status === 'delivered');
const attempted = (site, contact, n) => entry(site, contact, `attempted ${n} times`, (delivery) => delivery.attempts.length === n);
const failed = (site, contact) => entry(site, contact, 'given up', (delivery) => delivery.status === 'failed');

// Each waits for its own receiver, so they may as well wait together.
describe('a webhook', { concurrency: 12 }, () => {
  test('is signed as Standard Webhooks says, and carries the contact', async (t) => {
    const receiver = await receiverFor(t);
    const site = await siteFor(receiver);
    const id = await contactTo(site);
    const [request] = await receiver.count(1);
    assert.equal(request.method, 'POST');
    assert.match(request.headers['content-type'], /^application\/json/);
    const payload = new Webhook(secret).verify(request.body, request.headers);
    assert.equal(payload.type, 'contact.registered');
    assert.ok(!Number.isNaN(Date.parse(payload.timestamp)));
    const { json: contact } = await call('GET', `/v1/sites/${site}/contacts/${id}`);
    assert.deepEqual(payload.data, contact);
    assert.deepEqual(payload.data.answers, message);
    assert.throws(() => new Webhook(secret).verify(`${request.body} `, request.headers), 'a changed body');
    const headers = { ...request.headers, 'webhook-id': 'msg_other' };
    assert.throws(() => new Webhook(secret).verify(request.body, headers), 'a changed id');
  });

  test('shows in the ledger', async (t) => {
    const receiver = await receiverFor(t);
    const site = await siteFor(receiver);
    const id = await contactTo(site);
    const delivery = await delivered(site, id);
    const [request] = receiver.requests;
    assert.equal(delivery.id, request.headers['webhook-id']);
    assert.deepEqual([delivery.contact, delivery.queue, delivery.kind, delivery.destination], [id, 'q', 'webhook', receiver.url]);
    assert.deepEqual([delivery.attempts.length, delivery.next_attempt_at], [1, null]);
    assert.equal(receiver.requests.length, 1);
    assert.deepEqual((await call('GET', `/v1/sites/${site}/deliveries`)).json.deliveries, [delivery]);
    assert.deepEqual(await deliveries(site, 'con_other'), []);
  });

  test('goes to every destination of the queue, each with an id of its own', async (t) => {
    const receivers = [await receiverFor(t), await receiverFor(t), await receiverFor(t, () => 500)];
    const site = await siteFor(...receivers);
    await contactTo(site);
    const requests = (await Promise.all(receivers.map((receiver) => receiver.count(1)))).map(([request]) => request);
    assert.equal(new Set(requests.map((request) => request.headers['webhook-id'])).size, 3);
    assert.equal(new Set(requests.map((request) => request.body)).size, 1);
  });

  test('that fails three times arrives at the fourth: same id, same body, newer timestamp', async (t) => {
    const receiver = await receiverFor(t, (_, n) => (n <= 3 ? 500 : 200));
    const site = await siteFor(receiver);
    const id = await contactTo(site);
    const requests = await receiver.count(4);
    const delivery = await delivered(site, id);
    assert.equal(new Set(requests.map((request) => request.headers['webhook-id'])).size, 1);
    assert.equal(new Set(requests.map((request) => request.body)).size, 1);
    const stamps = requests.map((request) => Number(request.headers['webhook-timestamp']));
    for (const i of [1, 2, 3]) {
      assert.ok(stamps[i] > stamps[i - 1], `${stamps}`);
      assert.ok(requests[i].at - requests[i - 1].at >= ABOUT_A_SECOND, 'no sooner than about a second');
    }
    for (const request of requests) new Webhook(secret).verify(request.body, request.headers);
    assert.deepEqual(delivery.attempts.map((attempt) => attempt.number), [1, 2, 3, 4]);
    assert.ok(delivery.attempts.slice(0, 3).every((attempt) => attempt.outcome.includes('500')), JSON.stringify(delivery.attempts));
    assert.equal(receiver.requests.length, 4);
  });

  for (const status of [200, 201, 202, 204, 299]) {
    test(`is delivered with ${status}`, async (t) => {
      const receiver = await receiverFor(t, () => status);
      const site = await siteFor(receiver);
      await delivered(site, await contactTo(site));
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    test(`is not delivered with ${status}, and does not follow it`, async (t) => {
      const elsewhere = await receiverFor(t);
      const receiver = await receiverFor(t, (_, n) => (n === 1 ? { status, headers: { location: elsewhere.url } } : 204));
      const site = await siteFor(receiver);
      const id = await contactTo(site);
      const delivery = await attempted(site, id, 1);
      assert.equal(delivery.status, 'pending');
      await delivered(site, id);
      assert.equal(receiver.requests.length, 2);
      assert.deepEqual(elsewhere.requests, []);
    });
  }

  for (const status of [400, 401, 404, 429, 503]) {
    test(`is tried again after ${status}`, async (t) => {
      const receiver = await receiverFor(t, (_, n) => (n === 1 ? status : 204));
      const site = await siteFor(receiver);
      const delivery = await delivered(site, await contactTo(site));
      assert.equal(delivery.attempts.length, 2);
    });
  }

  test('to a port at which nobody listens arrives once somebody does', async (t) => {
    const port = await freePort();
    const site = await putSite(queues(`http://127.0.0.1:${port}/hook`));
    const id = await contactTo(site);
    const delivery = await attempted(site, id, 1);
    assert.equal(delivery.status, 'pending');
    assert.ok(!delivery.attempts[0].outcome.includes('127.0.0.1'), 'the ledger does not quote errors');
    const receiver = await receiverFor(t, undefined, port);
    const [request] = await receiver.count(1);
    assert.equal(request.headers['webhook-id'], delivery.id);
    await delivered(site, id);
  });

  test('that is cut off in the middle is tried again', async (t) => {
    let cut = true;
    const receiver = await receiverFor(t, (request) => {
      if (cut) {
        cut = false;
        request.socket.destroy();
      }
      return 204;
    });
    const site = await siteFor(receiver);
    const delivery = await delivered(site, await contactTo(site));
    assert.equal(delivery.attempts.length, 2);
  });

  test('does not wait for another destination that is slow', async (t) => {
    let answer;
    const slow = await receiverFor(t, () => new Promise((done) => (answer = () => done(204))));
    const quick = await receiverFor(t);
    const site = await siteFor(slow, quick);
    await contactTo(site);
    await quick.count(1);
    await contactTo(site);
    await quick.count(2);
    await until('the slow request', () => answer);
    answer();
  });
});

test('a destination that never answers does not hold up others, however many wait for it', async (t) => {
  const [silent, quick] = [await receiverFor(t, () => new Promise(() => {})), await receiverFor(t)];
  const forward = (receiver) => queues(receiver.url).q;
  const site = await putSite({ silent: forward(silent), quick: forward(quick) });
  await Promise.all(Array.from({ length: 30 }, () => submit(site, 'silent', message)));
  await submit(site, 'quick', message);
  await quick.count(1, 5 * SECOND);
});

describe('410', { concurrency: 4 }, () => {
  const goneOnce = (headers) => (_, n) => (n === 1 ? { status: 410, headers } : 204);

  // With a header or without: "gone" is gone.
  for (const [name, headers] of Object.entries({ alone: {}, 'with Retry-After': { 'retry-after': '1' } })) {
    test(`${name} switches the destination off, until the settings are saved again`, async (t) => {
      const receiver = await receiverFor(t, goneOnce(headers));
      const site = await siteFor(receiver);
      const first = await failed(site, await contactTo(site));
      assert.deepEqual([first.attempts.length, first.next_attempt_at], [1, null]);
      const second = await failed(site, await contactTo(site));
      assert.equal(second.next_attempt_at, null);
      assert.equal(receiver.requests.length, 1, 'the second was not attempted');
      await putSite(queues(receiver.url), { key: site });
      await delivered(site, await contactTo(site));
      assert.equal(receiver.requests.length, 2, 'only the third, and not what was given up');
    });
  }

  test('is written down where it was answered, and not where nothing was sent', async (t) => {
    const receiver = await receiverFor(t, () => 410);
    const site = await siteFor(receiver);
    const answered = (delivery) => delivery.attempts.filter((attempt) => attempt.outcome.includes('410')).length;
    assert.equal(answered(await failed(site, await contactTo(site))), 1);
    assert.equal(answered(await failed(site, await contactTo(site))), 0, 'the ledger shows an attempt that was never made');
    assert.equal(receiver.requests.length, 1);
  });

  test('leaves other destinations on', async (t) => {
    const [gone, there] = [await receiverFor(t, () => 410), await receiverFor(t)];
    const site = await siteFor(gone, there);
    await contactTo(site);
    await gone.count(1);
    await contactTo(site);
    await there.count(2);
    assert.equal(gone.requests.length, 1);
  });

  test('ends a delivery that was being tried again', async (t) => {
    const receiver = await receiverFor(t, (_, n) => (n === 1 ? 500 : 410));
    const site = await siteFor(receiver);
    const delivery = await failed(site, await contactTo(site));
    assert.equal(delivery.attempts.length, 2);
  });
});

describe('Retry-After', { concurrency: 8 }, () => {
  const told = (value, status = 503) => (_, n) => (n === 1 ? { status, headers: { 'retry-after': value } } : 204);

  // Seconds from the first attempt to the next one, as the ledger plans it.
  async function planned(t, value) {
    const receiver = await receiverFor(t, told(value));
    const site = await siteFor(receiver);
    const { attempts, next_attempt_at: next } = await attempted(site, await contactTo(site), 1);
    return (Date.parse(next) - Date.parse(attempts[0].at)) / SECOND;
  }

  test('is kept', async (t) => {
    const receiver = await receiverFor(t, told('3', 429));
    const site = await siteFor(receiver);
    await contactTo(site);
    const [first, second] = await receiver.count(2);
    assert.ok(second.at - first.at >= 2.95 * SECOND, `${second.at - first.at}`);
  });

  test('in seconds: waits that long, at most a day or so', async (t) => {
    const wait = await planned(t, '3600');
    assert.ok(wait >= 3599 && wait <= 4000, `${wait}`);
    const long = await planned(t, '99999999999');
    assert.ok(long >= 3600 && long <= 7 * 86_400, `${long}`);
  });

  test('as a date: waits until then', async (t) => {
    const wait = await planned(t, new Date(Date.now() + 3600 * SECOND).toUTCString());
    assert.ok(wait >= 3590 && wait <= 4000, `${wait}`);
  });

  test('never brings the next attempt sooner than about a second, nor breaks it', async (t) => {
    const values = ['0', '-5', 'soon', '', '1.5', 'Thu, 01 Jan 1970 00:00:00 GMT'];
    await Promise.all(values.map(async (value) => {
      const receiver = await receiverFor(t, told(value));
      const site = await siteFor(receiver);
      const id = await contactTo(site);
      const [first, second] = await receiver.count(2);
      assert.ok(second.at - first.at >= ABOUT_A_SECOND, value);
      await delivered(site, id);
    }));
  });
});
