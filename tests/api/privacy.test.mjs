// What visitors write is in no log and in no error.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { call, contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { captureMail } from '../support/mail.mjs';
import { startReceiver } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';
import { load } from '../support/visitor.mjs';
import { startWorker } from '../support/worker.mjs';

// Letters alone, so that no encoding of JSON, of forms or of HTML changes them.
const MARKER = `Marker${randomBytes(12).toString('hex').replace(/\d/g, 'x')}`;
const questionnaire = [
  { element: 'input', name: 'order', pattern: '\\d+', required: true },
  { element: 'radio', name: 'size', options: [{ value: 's' }] },
  { element: 'checkbox', name: 'terms' },
  { element: 'textarea', name: 'message' },
];

let worker;
let mail;
let receiver;
let site;
const at = () => ({ url: worker.url, token: worker.token });
const visitor = () => ({ url: worker.url });
const output = () => worker.output();

before(async () => {
  mail = await captureMail();
  receiver = await startReceiver((_, n) => [500, 302, 204][Math.min(n, 3) - 1]);
  process.env.AFTERHOURS_LOG = 'DEBUG';
  worker = await startWorker({ MAIL_CAPTURE: mail.url });
  const forward = [
    { kind: 'webhook', url: receiver.url, secret },
    { kind: 'webhook', url: `http://127.0.0.1:9/hook?key=${MARKER}`, secret },
    { kind: 'email', to: 'desk@acme.example' },
  ];
  site = await putSite({ q: { closed: { view: 'form', form: { questionnaire } }, forward } }, { origins: ['https://acme.example'] }, at());
});

after(async () => {
  await worker?.stop();
  await receiver?.close();
  mail?.close();
});

describe('what a visitor wrote', () => {
  const good = { order: '7', message: MARKER };
  const page = `https://acme.example/?q=${MARKER}#${MARKER}`;

  test('is in no error, whatever is wrong with the request', async () => {
    const key = randomUUID();
    assert.equal((await submit(site, 'q', good, { key, body: { page }, ...visitor() })).status, 201);
    const send = (answers, more = {}) => submit(site, 'q', answers, { ...more, ...visitor() });
    const refused = {
      'a pattern that does not fit': await send({ order: MARKER }),
      'no option': await send({ ...good, size: MARKER }),
      'no yes or no': await send({ ...good, terms: MARKER }),
      'too long': await send({ ...good, message: MARKER.repeat(2000) }),
      'a wrong type': await send({ ...good, order: [MARKER] }),
      'an unknown view, language or page': await send(good, { body: { view: MARKER, lang: [MARKER], page: `javascript:${MARKER}` } }),
      'no answers': await send(MARKER),
      'no JSON': await send(null, { body: `{"answers":{"order":"${MARKER}` }),
      'no JSON that is a text': await send(null, { body: MARKER }),
      'no object': await send(null, { body: `"${MARKER}"` }),
      'no surrogate': await send(null, { body: `{"answers":{"order":"${MARKER}\\ud800"}}` }),
      'too large': await send(null, { body: JSON.stringify({ answers: { order: MARKER.repeat(100_000) } }) }),
      'the key of another body': await send({ ...good, order: '8' }, { key }),
      'a key that is none': await send(good, { key: `${MARKER} x` }),
      'a foreign origin': await send(good, { headers: { origin: `https://${MARKER}.example` } }),
      'an unknown queue': await submit(site, MARKER.toLowerCase(), good, visitor()),
      'an instant that is none': await call('GET', `/v1/sites/${site}/queues/q?at=${MARKER}`, { token: null, ...visitor() }),
      'a token that is none': await call('GET', `/v1/sites/${site}/contacts`, { token: MARKER, ...visitor() }),
      'a method that is none': await call('DELETE', `/v1/sites/${site}/queues/q?x=${MARKER}`, { token: null, ...visitor() }),
    };
    for (const [name, reply] of Object.entries(refused)) {
      assert.ok(reply.status >= 400 && reply.status < 500, `${name}: ${reply.status}`);
      assert.ok(!reply.text.toLowerCase().includes(MARKER.toLowerCase()), `${name}: ${reply.text}`);
      for (const [header, value] of reply.headers) assert.ok(!value.includes(MARKER), `${name}: ${header}`);
    }
  });

  test('is stored, forwarded and shown by the page, and all the same in no line of the log', async () => {
    const sent = await submit(site, 'q', good, { body: { page }, ...visitor() });
    assert.equal(sent.status, 201);
    const form = (fields) => load(`/${site}/q`, { post: new URLSearchParams({ _key: randomUUID(), _view: 'form', ...fields }).toString(), url: worker.url });
    for (const fields of [{ order: MARKER }, { [MARKER]: MARKER }, { order: '7', message: MARKER, _steps: MARKER }, { _view: MARKER, _key: `${MARKER} ${MARKER}`, order: '7' }]) {
      assert.ok((await form(fields)).status < 500);
    }
    assert.ok((await contacts(site, '', at())).some((contact) => contact.answers.message === MARKER), 'it did arrive');
    await receiver.count(3);
    await until('all outcomes', async () => {
      const entries = await deliveries(site, sent.json.id, at());
      return entries.length === 3 && entries.every((delivery) => delivery.attempts.length > 0) && entries;
    });
    // What was logged before a later request is there once that one is: this is a log that would show it.
    await call('GET', `/v1/sites/${site}/queues/the-last`, { token: null, ...visitor() });
    await until('the log', () => output().includes('/queues/the-last'));
    const line = output().split('\n').find((line) => line.includes(MARKER) && !line.includes(`?at=${MARKER}`) && !line.includes(`?x=${MARKER}`));
    assert.equal(line, undefined);
  });

  test('is in no outcome of the ledger, nor is the address of a destination', async () => {
    const outcomes = (await deliveries(site, '', at())).flatMap((delivery) => delivery.attempts.map((attempt) => attempt.outcome));
    assert.ok(outcomes.length >= 3);
    for (const outcome of outcomes) assert.ok(!outcome.includes(MARKER) && !outcome.includes('127.0.0.1'), outcome);
  });

  test('is in no mail', async () => {
    const mails = await until('a mail', async () => {
      const all = await (await fetch(mail.url)).json();
      return all.length > 0 && all;
    });
    assert.ok(!JSON.stringify(mails).includes(MARKER));
  });
});
