import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { call, contacts, putSite, submit } from '../support/api.mjs';
import { form, message } from '../support/form.mjs';
import { eachOf, times } from '../support/many.mjs';
import { isProblem } from '../support/problem.mjs';

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

// Every contact of a site, page by page.
async function allContacts(site) {
  const all = [];
  for (let cursor = ''; cursor !== null; ) {
    const { json } = await call('GET', `/v1/sites/${site}/contacts?cursor=${cursor}`);
    all.push(...json.contacts);
    cursor = json.cursor;
  }
  return all;
}

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

  test('1,000 who send at once, a limit of 100: exactly 100 are open, 900 missed, and 1,000 stored', async () => {
    const site = await putSite({ q: { ...form, offline: { max: 100 } } });
    const replies = await Promise.all(times(1000).map((i) => submit(site, 'q', { ...message, message: `${i}` })));
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [201], 'no error');
    const stored = await allContacts(site);
    const count = (status, reason) => stored.filter((one) => one.status === status && one.missed_reason === reason).length;
    assert.deepEqual([stored.length, count('open', null), count('missed', 'limit_reached')], [1000, 100, 900]);
    assert.deepEqual(stored.map(({ answers }) => Number(answers.message)).sort((a, b) => a - b), times(1000));
    assert.equal(new Set(stored.map(({ receipt }) => receipt)).size, 1000);
    const told = new Map(replies.map(({ json }) => [json.id, json.status]));
    assert.ok(stored.every(({ id, status }) => told.get(id) === status), 'each was told what is stored');
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
