// Yellow.ai's "Offline handling", scenario by scenario, in the order of its document.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contacts, getView, putSite, submit } from '../support/api.mjs';
import { ANNA, OTSO, leave, signIn } from '../support/console.mjs';
import { form, message } from '../support/form.mjs';
import { Live } from '../support/live.mjs';
import { times } from '../support/many.mjs';
import { get, put } from '../support/settings.mjs';
import { until } from '../support/until.mjs';

const ALL_DAY = { timezone: 'UTC', week: Array(7).fill(['0:00', '24:00']) };
const people = (limit = 4) => [
  { email: ANNA, name: 'Anna', role: 'owner', queues: ['support'], limit },
  { email: OTSO, name: 'Otso', role: 'agent', queues: ['support'], limit },
];

// Working hours at any time, so that only agents who come and go open and close the queue.
async function desk({ offline = {}, limit, more = {}, ...rest } = {}) {
  const support = { ...form, schedule: ALL_DAY, offline };
  const site = await putSite({ support, ...more }, { people: people(limit), ...rest });
  const [anna, otso] = await Promise.all([signIn(site, ANNA), signIn(site, OTSO)]);
  return { site, anna, otso };
}
const comes = (t, site, who) => Live.open(t, site, who).ready();
const state = async (site, queue = 'support') => (await getView(site, queue)).json.state;
const sent = async (site, queue = 'support') => {
  const { json } = await submit(site, queue, message);
  return [json.status, json.missed_reason].filter(Boolean).join(' ');
};
// Status and agent of each contact, the oldest first.
const standing = async (site) => (await contacts(site)).reverse().map(({ status, assigned_to }) => [status, assigned_to].filter(Boolean).join(' '));
// Saves the settings anew, with something of them changed.
async function change(site, edit) {
  const document = (await get(site)).json;
  edit(document);
  assert.equal((await put(site, document)).status, 200);
}

describe('"to manage tickets raised after working hours"', () => {
  test('what comes while no agent is available is taken, and is there for the agents who come back', async (t) => {
    const { site, otso } = await desk();
    assert.equal(await sent(site), 'open');
    const live = Live.open(t, site, otso);
    await live.ready();
    const { json } = await otso.get('log?queue=support&kind=registered');
    assert.equal(json.entries.length, 1);
    assert.equal((await otso.get(`contacts/${json.entries[0].contact}`)).json.status, 'open');
  });

  test('"around the globe": outside the hours it is closed although agents are there', async (t) => {
    const night = { ...form, schedule: { timezone: 'UTC', week: [], exceptions: {} } };
    const site = await putSite({ support: night }, { people: people() });
    await comes(t, site, await signIn(site, OTSO));
    assert.equal(await state(site), 'closed');
    assert.equal(await sent(site), 'open');
  });

  test('"inquiries are acknowledged": with a receipt, a link, words, and when to expect an answer', async () => {
    const { site } = await desk();
    const { json } = await submit(site, 'support', message);
    assert.match(json.receipt, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.ok(json.text.length > 10 && json.link.includes(`/s/${site}/`));
    assert.ok(Date.parse(json.reply_by) > Date.now());
    assert.equal((await contacts(site))[0].reply_by, json.reply_by);
  });

  test('"replaces your widget anytime agents are unavailable", and gives it back when one is there', async (t) => {
    const { site, otso } = await desk();
    assert.deepEqual([await state(site), (await getView(site, 'support')).json.view], ['closed', 'form']);
    await comes(t, site, otso);
    const view = (await getView(site, 'support')).json;
    assert.equal(view.state, 'open');
    assert.notEqual(view.view, 'form');
    await otso.ask('DELETE', 'session');
    assert.deepEqual([await state(site), (await getView(site, 'support')).json.view], ['closed', 'form']);
  });

  test('an agent who is busy keeps the queue open: what comes then is queued', async (t) => {
    const { site, otso } = await desk({ offline: { auto_assign: true } });
    await otso.ask('PUT', 'presence', { mood: 'busy' });
    await comes(t, site, otso);
    assert.equal(await sent(site), 'queued');
    assert.deepEqual(await standing(site), ['queued']);
  });
});

describe('"Enable/Disable offline chats"', () => {
  test('disabled: missed with the reason, stored, assigned to nobody, and the visitor is told so', async (t) => {
    const { site, anna, otso } = await desk({ offline: { auto_assign: true } });
    const thanks = (await submit(site, 'support', message)).json.text;
    await change(site, (document) => (document.offline = { enabled: false }));
    const { json } = await submit(site, 'support', message);
    assert.deepEqual([json.status, json.missed_reason, json.reply_by], ['missed', 'offline_disabled', null]);
    assert.notEqual(json.text, thanks);
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, 'missed']);
    const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    const { missed } = (await anna.get(`statistics?from=${from}&to=${to}`)).json;
    assert.deepEqual(missed, { offline_disabled: 1 });
    const { entries } = (await anna.get('log?kind=missed')).json;
    assert.deepEqual(entries.map(({ detail }) => detail.reason), ['offline_disabled']);
  });

  test('enabled again: taken again, at once and for every visitor', async () => {
    const { site } = await desk({ offline: {} });
    await change(site, (document) => (document.offline = { enabled: false }));
    assert.equal(await sent(site), 'missed offline_disabled');
    await change(site, (document) => (document.offline = { enabled: true }));
    assert.equal(await sent(site), 'open');
  });
});

describe('"different groups", and "a Default group already exists"', () => {
  test('the default configuration holds for all groups that say nothing of their own', async () => {
    const { site } = await desk({ more: { default: { offline: { max: 1 } }, sales: form, lab: { ...form, offline: { max: 2 } } } });
    assert.deepEqual([await sent(site), await sent(site)], ['open', 'missed limit_reached']);
    assert.deepEqual([await sent(site, 'sales'), await sent(site, 'sales')], ['open', 'missed limit_reached']);
    assert.deepEqual([await sent(site, 'lab'), await sent(site, 'lab'), await sent(site, 'lab')], ['open', 'open', 'missed limit_reached']);
  });

  test('a group that is edited changes alone', async () => {
    const { site } = await desk({ more: { sales: form } });
    await change(site, (document) => (document.queues.sales.offline = { tickets: false }));
    assert.deepEqual([await sent(site), await sent(site, 'sales')], ['open', 'missed queue_disabled']);
  });

  test('the Default group is there where nobody has written it', async () => {
    const site = await putSite({});
    assert.equal((await getView(site, 'default')).status, 200);
    assert.equal(await sent(site, 'default'), 'open');
  });
});

describe('"Enable/Disable offline tickets"', () => {
  test('disabled: missed while the group is closed, taken while it is open', async (t) => {
    const { site, otso } = await desk({ offline: { tickets: false } });
    assert.equal(await sent(site), 'missed queue_disabled');
    await comes(t, site, otso);
    assert.equal(await sent(site), 'queued');
  });
});

describe('"Max offline tickets allowed"', () => {
  test('as many as allowed are open while all agents are offline; the next is missed, and nothing typed is lost', async () => {
    const { site } = await desk({ offline: { max: 2 } });
    assert.deepEqual([await sent(site), await sent(site), await sent(site)], ['open', 'open', 'missed limit_reached']);
    assert.deepEqual((await contacts(site)).map(({ answers }) => answers), Array(3).fill(message));
  });

  test('there is room again when one of them was taken or resolved', async () => {
    const { site, anna } = await desk({ offline: { max: 1 } });
    const id = await leave(site, 'support');
    assert.equal(await sent(site), 'missed limit_reached');
    await anna.ask('POST', `contacts/${id}/take`);
    assert.equal(await sent(site), 'open');
  });

  test('a lower limit misses nobody afterwards', async () => {
    const { site } = await desk({ offline: { max: 3 } });
    for (const _ of times(3)) await leave(site, 'support');
    await change(site, (document) => (document.queues.support.offline = { max: 1 }));
    assert.deepEqual(await standing(site), ['open', 'open', 'open']);
    assert.equal(await sent(site), 'missed limit_reached');
  });
});

describe('"Auto-assign tickets"', () => {
  test('enabled: given to the agents as they come back online, up to their limit, and the rest to the next', async (t) => {
    const { site, anna, otso } = await desk({ offline: { auto_assign: true }, limit: 2 });
    for (const _ of times(5)) await leave(site, 'support');
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, `assigned ${OTSO}`, 'open', 'open', 'open']);
    await comes(t, site, anna);
    assert.deepEqual((await standing(site)).slice(2), [`assigned ${ANNA}`, `assigned ${ANNA}`, 'open']);
  });

  test('enabled while they are online: switching it on gives out what waits', async (t) => {
    const { site, otso } = await desk({ offline: { auto_assign: false } });
    await leave(site, 'support');
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), ['open']);
    await change(site, (document) => (document.queues.support.offline.auto_assign = true));
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`]);
  });

  test('disabled: they wait, and are taken by hand', async (t) => {
    const { site, otso } = await desk({ offline: { auto_assign: false } });
    const id = await leave(site, 'support');
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), ['open']);
    await otso.ask('POST', `contacts/${id}/take`);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`]);
  });
});

describe('"Priority of auto-assignment"', () => {
  for (const [priority, expected] of [['open', ['assigned', 'queued']], ['queued', ['open', 'assigned']]]) {
    test(`"${priority}": that list is given out first`, async (t) => {
      const { site, anna, otso } = await desk({ limit: 1, offline: { auto_assign: true, priority } });
      await leave(site, 'support');
      await anna.ask('PUT', 'presence', { mood: 'away' });
      await comes(t, site, anna);
      await leave(site, 'support');
      assert.deepEqual(await standing(site), ['open', 'queued']);
      await comes(t, site, otso);
      assert.deepEqual((await standing(site)).map((one) => one.split(' ')[0]), expected);
    });
  }
});

describe('"this can be configured for all the groups"', () => {
  test('by an owner, while agents are connected: they are told, and nobody has to reload', async (t) => {
    const { site, otso } = await desk({ more: { sales: form } });
    const live = Live.open(t, site, otso);
    await live.ready();
    assert.equal(live.queues[0].state, 'open');
    await change(site, (document) => {
      document.queues.support.availability = 'hours';
      document.queues.support.schedule.disabled = true;
    });
    await until('the change', () => live.queues[0].state === 'closed');
    assert.equal(await state(site), 'closed');
  });
});
