import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, call, contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { eachOf } from '../support/many.mjs';
import { faultsOf, isProblem } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const message = { email: 'anna@acme.example', message: 'Hei' };
const form = { closed: { view: 'form' } };
const times = (n) => Array.from({ length: n }, (_, i) => i);
const nothingStored = async (site) => assert.deepEqual(await contacts(site), []);

const questions = [
  { element: 'input', name: 'order', label: 'Order', pattern: '[A-Z]{2}\\d{4}', required: true },
  { element: 'radio', name: 'size', options: [{ label: 'Small', value: 's' }, { label: 'Large', value: 'l' }], required: true },
  { element: 'select', name: 'colour', options: [{ label: 'Red', value: 'red' }, { value: 'blue' }] },
  { element: 'likert', name: 'happy' },
  { element: 'checkbox', name: 'terms', label: 'I agree', required: true },
  { element: 'checkbox', name: 'news', label: 'News' },
  { element: 'textarea', name: 'more' },
];
const good = { order: 'AB1234', size: 's', terms: true };
const asking = (questionnaire = questions, registered) => ({ closed: { view: 'form', form: { questionnaire, registered } } });

describe('a contact', () => {
  test('is answered with id, receipt, status, missed_reason, reply_by and the words of thanks', async () => {
    const site = await putSite({ q: asking(questions, { en: 'Thank you, Acme.', fi: 'Kiitos, Acme.' }) });
    const sent = await submit(site, 'q', good, { body: { view: 'form', lang: 'en' } });
    assert.equal(sent.status, 201);
    const { id, receipt, reply_by, ...rest } = sent.json;
    assert.ok(typeof id === 'string' && id.length >= 20, 'cannot be guessed');
    assert.match(receipt, /^[0-9A-Z-]{6,12}$/, 'can be read out on the phone');
    assert.ok(reply_by === null || INSTANT.test(reply_by));
    assert.deepEqual(rest, { status: 'open', missed_reason: null, text: 'Thank you, Acme.' });
    const finnish = await submit(site, 'q', good, { body: { lang: 'fi-FI' } });
    assert.equal(finnish.json.text, 'Kiitos, Acme.');
    assert.notEqual(finnish.json.receipt, receipt);
  });

  test('is stored with every field', async () => {
    const site = await putSite({ q: asking() });
    const answers = { ...good, colour: 'blue', happy: 'neither_agree_nor_disagree', news: false, more: '  ' };
    const page = 'https://acme.example/help?from=mail&x=1';
    const { json } = await submit(site, 'q', answers, { body: { view: 'form', lang: 'fi', page } });
    const stored = (await call('GET', `/v1/sites/${site}/contacts/${json.id}`)).json;
    const { at, reply_by, path, ...rest } = stored;
    assert.match(at, INSTANT);
    assert.equal(reply_by, json.reply_by);
    assert.equal(path.length, 1);
    assert.deepEqual(rest, {
      id: json.id,
      receipt: json.receipt,
      queue: 'q',
      status: 'open',
      missed_reason: null,
      assigned_to: null,
      view: 'form',
      lang: 'fi',
      page,
      answers: { order: 'AB1234', size: 's', colour: 'blue', happy: 'neither_agree_nor_disagree', terms: 'true' },
      tags: [],
      comment: null,
    });
    assert.deepEqual((await contacts(site))[0], stored);
  });

  test('keeps what was typed to the letter', async () => {
    const site = await putSite({ q: asking([{ element: 'textarea', name: 'päivä/määrä ~1' }]) });
    const typed = ['Hei åäö ÅÄÖ', ' blanks around ', 'a\nb\r\nc\td', '<b>"&amp;"</b>', 'Ĳ🏳️‍🌈\u202e\u0301', '\u0000 nul', '\\u0041', "'); DROP TABLE contact; --", 'x'.repeat(20_000), '🦊'.repeat(20_000)];
    for (const text of typed) {
      const sent = await submit(site, 'q', { 'päivä/määrä ~1': text });
      assert.equal(sent.status, 201, sent.text);
      const { json } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
      assert.equal(json.answers['päivä/määrä ~1'], text);
    }
  });

  test('may come without view, language and page', async () => {
    const site = await putSite({ q: form });
    assert.equal((await submit(site, 'q', message)).status, 201);
    const [stored] = await contacts(site);
    assert.deepEqual([stored.view, stored.lang, stored.page], ['form', 'en', null]);
  });

  test('is thanked in the language in which it was asked, and keeps it', async () => {
    const closed = { view: 'form', message: { en: 'Closed', sv: 'Stängt' }, form: { questionnaire: questions, registered: { en: 'Thank you', sv: 'Tack' } } };
    const site = await putSite({ q: { closed } }, { langs: ['en', 'sv'] });
    const sent = await submit(site, 'q', good, { body: { lang: 'sv' } });
    const [stored] = await contacts(site);
    assert.deepEqual([sent.json.text, stored.lang], ['Tack', 'sv']);
  });

  test('of a Lightbot says so', async () => {
    const lightbot = { questionnaire: [{ element: 'textarea', name: 'm' }], registered: 'Lumo has it.' };
    const site = await putSite({ q: { closed: { view: 'lightbot', lightbot } } });
    const sent = await submit(site, 'q', { m: 'Hei' }, { body: { view: 'lightbot' } });
    assert.equal(sent.json.text, 'Lumo has it.');
    assert.equal((await contacts(site))[0].view, 'lightbot');
  });
});

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
    await nothingStored(site);
  });

  test('has up to 64 visible characters', async () => {
    const site = await putSite({ q: form });
    for (const key of ['x'.repeat(65), 'a b', 'a\tb', 'ä', '\u00a0', 'x'.repeat(5000)]) {
      isProblem(await withKey(site, { 'idempotency-key': key }), 400, undefined, JSON.stringify(key));
    }
    await nothingStored(site);
    for (const key of ['x'.repeat(64), '!', '"~{}\\,;']) {
      assert.equal((await withKey(site, { 'idempotency-key': key })).status, 201, key);
    }
  });
});

describe('what does not fit', () => {
  const refused = async (site, answers, body) => {
    const reply = await submit(site, 'q', answers, { body });
    const problem = isProblem(reply, 422);
    for (const error of problem.errors) assert.ok(error.code && error.message.length > 5, JSON.stringify(error));
    return faultsOf(reply);
  };

  test('is told of every field at once, and nothing is stored', async () => {
    const site = await putSite({ q: asking() });
    assert.deepEqual(await refused(site, {}), { order: 'required', size: 'required', terms: 'required' });
    const wrong = { order: 'ab1234', size: 'm', colour: 'Red', happy: 'yes', terms: 'on', news: 'maybe', more: 'x'.repeat(20_001), nobody: 'asked' };
    assert.deepEqual(await refused(site, wrong), {
      order: 'pattern', size: 'not_an_option', colour: 'not_an_option', happy: 'not_an_option', terms: 'not_an_option', news: 'not_an_option', more: 'too_long', nobody: 'unknown_field',
    });
    assert.deepEqual(await refused(site, { ...good, order: ' ', terms: false }), { order: 'required', terms: 'required' });
    await nothingStored(site);
  });

  test('a pattern must fit the whole answer', async () => {
    const site = await putSite({ q: asking() });
    for (const order of ['AB1234 ', ' AB1234', 'AB12345', 'XAB1234', 'AB1234\n', 'AB١٢٣٤']) {
      assert.deepEqual(await refused(site, { ...good, order }), { order: 'pattern' }, JSON.stringify(order));
    }
  });

  test("is said in the visitor's language", async () => {
    const site = await putSite({ q: asking() });
    const words = async (lang) => (await submit(site, 'q', {}, { body: { lang } })).json.errors.map((error) => error.message);
    assert.notDeepEqual(await words('fi'), await words('en'));
    assert.match((await words('fi'))[0], /Vastaa/);
  });

  test('answers of a wrong type', async () => {
    const site = await putSite({ q: asking() });
    for (const value of [5, null, [], ['AB1234'], { a: 1 }]) {
      const faults = await refused(site, { ...good, order: value });
      assert.ok('order' in faults, JSON.stringify(value));
    }
    await nothingStored(site);
  });

  test('a wrong type does not hide what else is wrong', async () => {
    const site = await putSite({ q: asking() });
    const faults = await refused(site, { order: 5, size: 'm', nobody: 'asked' });
    assert.deepEqual(Object.keys(faults).sort(), ['nobody', 'order', 'size', 'terms']);
  });

  test('members of the body that are unknown or of a wrong type', async () => {
    const site = await putSite({ q: form });
    const faults = await refused(site, message, { view: 'window', lang: 5, page: 'javascript:alert(1)', spam: true });
    assert.deepEqual(Object.keys(faults).sort(), ['lang', 'page', 'spam', 'view']);
    for (const answers of [undefined, null, [], 'Hei', 5]) assert.ok(Object.keys(await refused(site, answers)).length > 0);
    await nothingStored(site);
  });

  test('a body that is no object is 422, one that is no JSON 400', async () => {
    const site = await putSite({ q: form });
    const send = (body) => call('POST', `/v1/sites/${site}/queues/q/contacts`, { token: null, headers: { 'idempotency-key': 'k' }, body });
    for (const body of ['null', '[]', '"Hei"', '5']) isProblem(await send(body), 422, undefined, body);
    for (const body of ['', '{', '{"answers":{}} x', 'email=anna', '{"answers":{"a":"\\ud800"}}', `{"answers":${'['.repeat(50_000)}`]) isProblem(await send(body), 400, undefined, body.slice(0, 40));
    await nothingStored(site);
  });

  test('too large is 413, whether it says so or not', async () => {
    const site = await putSite({ q: form });
    const large = JSON.stringify({ answers: { ...message, message: 'x'.repeat(2_000_000) } });
    isProblem(await submit(site, 'q', null, { body: large }), 413);
    // A stream has no length of its own.
    const body = new Blob([large]).stream();
    const streamed = await fetch(`${base}/v1/sites/${site}/queues/q/contacts`, { method: 'POST', duplex: 'half', headers: { 'idempotency-key': 'k' }, body });
    assert.equal(streamed.status, 413);
    await nothingStored(site);
  });

  test('too many answers are refused', async () => {
    const site = await putSite({ q: form });
    const many = Object.fromEntries(times(2000).map((i) => [`a${i}`, 'x']));
    assert.ok(Object.keys(await refused(site, { ...message, ...many })).length > 0);
    await nothingStored(site);
  });

  test('an unknown site or queue is 404, a foreign origin 403', async () => {
    const site = await putSite({ q: form }, { origins: ['https://acme.example'] });
    isProblem(await submit(`t-${randomUUID().slice(0, 12)}`, 'q', message), 404, 'unknown_site');
    isProblem(await submit(site, 'nowhere', message), 404, 'unknown_queue');
    isProblem(await submit(site, 'q', message, { headers: { origin: 'https://evil.example' } }), 403, 'origin_not_allowed');
    await nothingStored(site);
    assert.equal((await submit(site, 'q', message, { headers: { origin: 'https://acme.example' } })).status, 201);
  });
});

describe('the rate', () => {
  const limited = () => putSite({ q: form }, { rate: { per_visitor_per_minute: 3 } });

  test('one address leaves as many a minute as the site says; the next is 429 with Retry-After', async () => {
    const site = await limited();
    for (const i of times(3)) assert.equal((await submit(site, 'q', { ...message, message: `${i}` })).status, 201);
    const refused = await submit(site, 'q', message);
    isProblem(refused, 429);
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 61, `${wait}`);
    assert.equal((await contacts(site)).length, 3);
  });

  test('a contact that is sent again does not count, nor does one that is refused', async () => {
    const site = await limited();
    const key = randomUUID();
    for (const i of times(5)) assert.equal((await submit(site, 'q', message, { key })).status, i ? 200 : 201);
    for (const _ of times(5)) isProblem(await submit(site, 'q', {}), 422);
    for (const _ of times(2)) assert.equal((await submit(site, 'q', message)).status, 201);
    isProblem(await submit(site, 'q', message), 429);
    assert.equal((await submit(site, 'q', message, { key })).status, 200, 'also when the limit is reached');
  });

  test('is exact under parallel senders, and each site has its own', async () => {
    const [site, other] = [await limited(), await limited()];
    const replies = await Promise.all(times(20).map(() => submit(site, 'q', message)));
    assert.equal(replies.filter((reply) => reply.status === 201).length, 3);
    assert.equal(replies.filter((reply) => reply.status === 429).length, 17);
    assert.equal((await submit(other, 'q', message)).status, 201);
  });

  test('0 is no limit', async () => {
    const site = await putSite({ q: form }, { rate: { per_visitor_per_minute: 0 } });
    const replies = await eachOf(times(80), () => submit(site, 'q', message));
    assert.ok(replies.every((reply) => reply.status === 201));
  });
});

describe('the status', () => {
  const always = { availability: 'hours', schedule: { timezone: 'UTC', week: Array(7).fill([null]) } };

  // What becomes of one message: its status and the reason, as answered and as stored.
  async function outcome(site, queue) {
    const sent = await submit(site, queue, message);
    assert.equal(sent.status, 201, 'stored, whatever becomes of it');
    const { json: stored } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
    assert.deepEqual([stored.status, stored.missed_reason], [sent.json.status, sent.json.missed_reason]);
    assert.deepEqual(stored.answers, message, 'nothing typed is lost');
    return { is: [sent.json.status, sent.json.missed_reason].filter(Boolean).join(' '), text: sent.json.text };
  }
  const statusOf = async (site, queue) => (await outcome(site, queue)).is;

  test('is "open" while the queue is closed, "queued" while it is open', async () => {
    const site = await putSite({ night: form, day: { ...form, ...always } });
    assert.equal(await statusOf(site, 'night'), 'open');
    assert.equal(await statusOf(site, 'day'), 'queued');
    const vacation = { ...always, schedule: { ...always.schedule, disabled: true } };
    await putSite({ day: { ...form, ...vacation } }, { key: site });
    assert.equal(await statusOf(site, 'day'), 'open', 'as it is at the moment of sending');
  });

  test('is missed where the site or the queue takes no messages, and the visitor is told so', async () => {
    const thanks = { closed: { view: 'form', form: { questionnaire: [{ element: 'input', name: 'email' }, { element: 'input', name: 'message' }], registered: 'THANKS' } } };
    const site = await putSite({ off: { ...thanks, offline: { tickets: false } }, on: thanks, day: { ...thanks, ...always, offline: { tickets: false, max: 0 } } });
    assert.deepEqual(await outcome(site, 'on'), { is: 'open', text: 'THANKS' });
    const disabled = await outcome(site, 'off');
    assert.equal(disabled.is, 'missed queue_disabled');
    assert.ok(disabled.text.length > 10 && !disabled.text.includes('THANKS'), disabled.text);
    assert.equal(await statusOf(site, 'day'), 'queued', 'an open queue takes them');
    await putSite({ on: thanks, off: thanks }, { key: site, offline: { enabled: false } });
    const everywhere = await outcome(site, 'on');
    assert.equal(everywhere.is, 'missed offline_disabled');
    assert.ok(!everywhere.text.includes('THANKS'));
  });

  test('exactly "max" are open under 60 parallel senders; the rest are missed, and all are stored', async () => {
    const site = await putSite({ q: { ...form, offline: { max: 7 } } });
    const replies = await Promise.all(times(60).map((i) => submit(site, 'q', { ...message, message: `${i}` })));
    assert.ok(replies.every((reply) => reply.status === 201));
    const stored = await contacts(site);
    const outcomes = stored.map((contact) => `${contact.status} ${contact.missed_reason}`).sort();
    assert.deepEqual(outcomes, [...Array(53).fill('missed limit_reached'), ...Array(7).fill('open null')]);
    assert.deepEqual(stored.map((contact) => Number(contact.answers.message)).sort((a, b) => a - b), times(60));
    const told = new Set(replies.filter((reply) => reply.json.status === 'missed').map((reply) => reply.json.text));
    const thanked = replies.find((reply) => reply.json.status === 'open').json.text;
    assert.ok(told.size === 1 && !told.has(thanked), 'the visitor is told');
  });

  test('"max" counts the open contacts of that queue alone', async () => {
    const site = await putSite({ default: { offline: { max: 1 } }, p: form, q: form, day: { ...form, ...always } });
    assert.equal(await statusOf(site, 'day'), 'queued');
    assert.deepEqual([await statusOf(site, 'p'), await statusOf(site, 'p')], ['open', 'missed limit_reached']);
    assert.deepEqual([await statusOf(site, 'q'), await statusOf(site, 'q')], ['open', 'missed limit_reached']);
  });

  test('0 is a limit, and a higher one counts at once', async () => {
    const site = await putSite({ q: { ...form, offline: { max: 0 } } });
    assert.equal(await statusOf(site, 'q'), 'missed limit_reached');
    await putSite({ q: { ...form, offline: { max: 1 } } }, { key: site });
    assert.deepEqual([await statusOf(site, 'q'), await statusOf(site, 'q')], ['open', 'missed limit_reached']);
  });

  test('what a queue leaves unset comes from "default", field by field', async () => {
    const site = await putSite({
      default: { offline: { tickets: false, max: 1 } },
      inherits: form,
      opens: { ...form, offline: { tickets: true } },
      raises: { ...form, offline: { tickets: true, max: 2 } },
      only_max: { ...form, offline: { max: 5 } },
    });
    assert.equal(await statusOf(site, 'inherits'), 'missed queue_disabled');
    assert.deepEqual([await statusOf(site, 'opens'), await statusOf(site, 'opens')], ['open', 'missed limit_reached']);
    assert.deepEqual([await statusOf(site, 'raises'), await statusOf(site, 'raises'), await statusOf(site, 'raises')], ['open', 'open', 'missed limit_reached']);
    assert.equal(await statusOf(site, 'only_max'), 'missed queue_disabled');
  });
});
