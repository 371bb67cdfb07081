import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { base, deliveries, putSite } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };
const desk = async () => {
  const site = await putSite({ support: closed, sales: closed }, { people: PEOPLE });
  return { site, anna: await signIn(site, ANNA), otso: await signIn(site, OTSO) };
};
const wish = (more) => ({ queues: ['support'], sound: '', desktop: false, email: false, when_active: false, keep: false, ...more });

test('notices are kept per person, and only of their own queues', async () => {
  const { anna, otso } = await desk();
  const saved = await otso.ask('PUT', 'notices', wish({ queues: ['sales', 'support'], sound: 'bell', keep: true }));
  assert.deepEqual(saved.json, wish({ sound: 'bell', keep: true }));
  assert.deepEqual((await otso.get('me')).json.notices, saved.json);
  assert.deepEqual((await anna.get('me')).json.notices.queues, []);
});

describe('by email', () => {
  test('nobody is told who has not asked, and a burst makes one email', async () => {
    const { site, otso } = await desk();
    await leave(site, 'support');
    assert.deepEqual(await deliveries(site), []);
    await otso.ask('PUT', 'notices', wish({ email: true }));
    for (let i = 0; i < 10; i++) await leave(site, 'support');
    await leave(site, 'sales');
    const planned = await deliveries(site);
    assert.deepEqual(planned.map(({ kind, destination }) => [kind, destination]), [['notice', OTSO]]);
    const wait = Date.parse(planned[0].next_attempt_at) - Date.parse(planned[0].created_at);
    assert.equal(wait, 60_000);
  });

  test('erasing the first of a burst does not call off the email that tells of the others', async () => {
    const { site, anna, otso } = await desk();
    await otso.ask('PUT', 'notices', wish({ email: true }));
    const first = await leave(site, 'support');
    await leave(site, 'support');
    await anna.ask('POST', `contacts/${first}/erase`);
    assert.deepEqual((await deliveries(site)).map(({ kind, status }) => [kind, status]), [['notice', 'pending']]);
  });
});

// A push service, and a browser behind it that decrypts (RFC 8291, written from the RFC).
async function pushService(t) {
  const pushed = [];
  let status = 201;
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    pushed.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  t.after(() => server.close());
  const own = createECDH('prime256v1');
  const p256dh = own.generateKeys();
  const auth = randomBytes(16);
  const hkdf = (salt, key, info, length) => {
    const prk = createHmac('sha256', salt).update(key).digest();
    return createHmac('sha256', prk).update(Buffer.concat([info, Buffer.of(1)])).digest().subarray(0, length);
  };
  const open = ({ body }) => {
    const [salt, size] = [body.subarray(0, 16), body[20]];
    const sender = body.subarray(21, 21 + size);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender]);
    const key = hkdf(auth, own.computeSecret(sender), info, 32);
    const cipher = createDecipheriv('aes-128-gcm', hkdf(salt, key, Buffer.from('Content-Encoding: aes128gcm\0'), 16), hkdf(salt, key, Buffer.from('Content-Encoding: nonce\0'), 12));
    const sealed = body.subarray(21 + size);
    cipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)));
  };
  const subscription = { endpoint: `http://127.0.0.1:${server.address().port}/push/1`, p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') };
  return { pushed, open, subscription, answer: (next) => (status = next) };
}

describe('by Web Push', () => {
  test('a browser is told, encrypted, without anything that the visitor wrote', async (t) => {
    const { site, otso } = await desk();
    const service = await pushService(t);
    assert.equal((await otso.ask('POST', 'push', service.subscription)).status, 204);
    await leave(site, 'support');
    await otso.ask('PUT', 'notices', wish({ desktop: true, keep: true }));
    const id = await leave(site, 'support');
    await until('the push', () => service.pushed.length);
    assert.equal(service.pushed.length, 1);
    const [{ headers }] = service.pushed;
    assert.match(headers.authorization, /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/);
    assert.ok(headers.authorization.endsWith((await otso.get('me')).json.push_key));
    assert.deepEqual([headers['content-encoding'], headers.urgency, headers.ttl], ['aes128gcm', 'high', '86400']);
    const payload = service.open(service.pushed[0]);
    assert.equal(payload.url, `${base}/console/${site}/contacts/${id}`);
    assert.equal(payload.keep, true);
    assert.ok(!/maija|lamp/i.test(JSON.stringify(payload)));
  });

  test('a browser that is gone is told no more', async (t) => {
    const { site, otso } = await desk();
    const service = await pushService(t);
    service.answer(410);
    await otso.ask('POST', 'push', service.subscription);
    await otso.ask('PUT', 'notices', wish({ desktop: true }));
    await leave(site, 'support');
    await until('the push', () => service.pushed.length);
    // Forgotten once the answer has come; what is stored then is told to nobody.
    await until('that it is forgotten', async () => {
      const before = service.pushed.length;
      await leave(site, 'support');
      await leave(site, 'support');
      return service.pushed.length === before;
    });
  });

  test('what is no subscription is refused', async () => {
    const { otso } = await desk();
    const { status, json } = await otso.ask('POST', 'push', { endpoint: 'https://push.example/1', p256dh: 'AAAA', auth: 'AAAA' });
    assert.equal(status, 422);
    assert.equal(json.errors[0].pointer, '/keys/p256dh');
  });
});
