import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contacts, getView, putSite } from '../support/api.mjs';
import { ANNA, OTSO, leave, signIn } from '../support/console.mjs';
import { Live } from '../support/live.mjs';
import { until } from '../support/until.mjs';

const ALWAYS = { timezone: 'UTC', week: Array.from({ length: 7 }, () => ['0:00', '24:00']) };
const people = (limit) => [
  { email: ANNA, name: 'Anna', role: 'owner', queues: ['support'], limit },
  { email: OTSO, name: 'Otso', role: 'agent', queues: ['support'], limit },
];

// A queue that is open while somebody of it is signed in.
async function desk({ limit = 2, offline = { auto_assign: true }, ...more } = {}) {
  const support = { schedule: ALWAYS, closed: { view: 'form' }, offline, ...more };
  const site = await putSite({ support }, { people: people(limit) });
  const [anna, otso] = await Promise.all([signIn(site, ANNA), signIn(site, OTSO)]);
  return { site, anna, otso };
}
const state = async (site) => (await getView(site, 'support')).json.state;
const standing = async (site) => (await contacts(site)).reverse().map(({ status, assigned_to }) => [status, assigned_to]);
const given = async (site) => (await standing(site)).filter(([status]) => status === 'assigned').map(([, to]) => to);

describe('presence', () => {
  test('a queue opens when one of its agents comes, and closes when they have signed out', async (t) => {
    const { site, otso } = await desk();
    assert.equal(await state(site), 'closed');
    const live = Live.open(t, site, otso);
    await live.ready();
    assert.equal(await state(site), 'open');
    await otso.ask('DELETE', 'session');
    assert.equal(await state(site), 'closed');
    const kinds = (await (await signIn(site, ANNA)).get('log?queue=support')).json.entries.map(({ kind }) => kind);
    assert.deepEqual(kinds.filter((kind) => /opened|closed/.test(kind)), ['closed', 'opened']);
  });

  test('a connection that is lost counts for a while', async (t) => {
    const { site, otso } = await desk();
    const live = Live.open(t, site, otso);
    await live.ready();
    live.socket.terminate();
    await until('that it is gone', () => live.closed !== undefined);
    assert.equal(await state(site), 'open');
  });
});

describe('auto-assignment', () => {
  test('what waits is given to who comes, up to their limit, the oldest first', async (t) => {
    const { site, otso } = await desk({ limit: 2 });
    for (let i = 0; i < 3; i++) await leave(site, 'support');
    assert.deepEqual(await standing(site), [['open', null], ['open', null], ['open', null]]);
    await Live.open(t, site, otso).ready();
    assert.deepEqual(await standing(site), [['assigned', OTSO], ['assigned', OTSO], ['open', null]]);
  });

  test('who resolves one is given the next, and two take turns', async (t) => {
    const { site, anna, otso } = await desk({ limit: 1 });
    const first = await leave(site, 'support');
    for (let i = 0; i < 3; i++) await leave(site, 'support');
    await Live.open(t, site, otso).ready();
    await Live.open(t, site, anna).ready();
    assert.deepEqual((await given(site)).sort(), [ANNA, OTSO]);
    await otso.ask('POST', `contacts/${first}/resolve`);
    assert.deepEqual(await given(site), [ANNA, OTSO]);
    assert.equal((await standing(site)).filter(([status]) => status === 'open').length, 1);
  });

  test('who is busy or away is given nothing, and is given it when they are available again', async (t) => {
    const { site, otso } = await desk();
    await otso.ask('PUT', 'presence', { mood: 'busy' });
    await Live.open(t, site, otso).ready();
    await leave(site, 'support');
    assert.deepEqual(await standing(site), [['queued', null]]);
    assert.equal((await otso.get('me')).json.mood, 'busy');
    await otso.ask('PUT', 'presence', { mood: 'available' });
    assert.deepEqual(await standing(site), [['assigned', OTSO]]);
  });

  test('nothing is given where the queue does not want it', async (t) => {
    const { site, otso } = await desk({ offline: { auto_assign: false } });
    await leave(site, 'support');
    await Live.open(t, site, otso).ready();
    assert.deepEqual(await standing(site), [['open', null]]);
  });

  test('the list with priority drains first', async (t) => {
    for (const [priority, expected] of [['open', ['assigned', 'queued']], ['queued', ['open', 'assigned']]]) {
      const { site, otso, anna } = await desk({ limit: 1, offline: { auto_assign: true, priority } });
      await leave(site, 'support');
      await anna.ask('PUT', 'presence', { mood: 'away' });
      await Live.open(t, site, anna).ready();
      await leave(site, 'support');
      assert.deepEqual((await standing(site)).map(([status]) => status), ['open', 'queued']);
      await Live.open(t, site, otso).ready();
      assert.deepEqual((await standing(site)).map(([status]) => status), expected, priority);
    }
  });

  test('everybody has their limit and no more, however many write at once', async (t) => {
    const { site, anna, otso } = await desk({ limit: 3 });
    await Live.open(t, site, otso).ready();
    await Live.open(t, site, anna).ready();
    await Promise.all(Array.from({ length: 20 }, () => leave(site, 'support')));
    const to = await given(site);
    assert.equal(to.filter((email) => email === ANNA).length, 3);
    assert.equal(to.filter((email) => email === OTSO).length, 3);
    assert.equal((await standing(site)).filter(([status]) => status === 'queued').length, 14);
  });
});

describe('the promise of a reply', () => {
  test('is by the hours, the backlog and the limits, and stays with the contact', async () => {
    const { site } = await desk({ limit: 1 });
    for (let i = 0; i < 4; i++) await leave(site, 'support');
    const all = (await contacts(site)).reverse();
    const minutes = all.map(({ at, reply_by }) => (Date.parse(reply_by) - Date.parse(at)) / 60_000);
    // Two at once: the third and the fourth wait a round of half an hour more.
    minutes.forEach((wait, i) => assert.ok(wait >= 30 * (1 + Math.floor(i / 2)) && wait < 30 * (2 + Math.floor(i / 2)) + 0.1, `${i}: ${wait}`));
    assert.ok(all.every(({ reply_by }) => /:(00|30):00/.test(reply_by)));
  });

  test('nobody promises where nobody works, or where it was missed', async () => {
    const site = await putSite({ q: { schedule: ALWAYS, closed: { view: 'form' } }, full: { schedule: ALWAYS, closed: { view: 'form' }, offline: { tickets: false } } }, { people: [{ email: ANNA, name: 'Anna', role: 'owner', queues: ['full'], limit: 1 }] });
    await leave(site, 'q');
    await leave(site, 'full');
    assert.deepEqual((await contacts(site)).map(({ reply_by }) => reply_by), [null, null]);
  });
});
