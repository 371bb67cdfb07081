// What auto-assignment would do is seen before it runs; it can be paused, undone and slowed down.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contacts, putSite } from '../support/api.mjs';
import { ANNA, OTSO, leave, signIn } from '../support/console.mjs';
import { form } from '../support/form.mjs';
import { Live } from '../support/live.mjs';
import { times } from '../support/many.mjs';
import { isProblem } from '../support/problem.mjs';
import { get, put } from '../support/settings.mjs';

const LEA = 'lea@acme.example';
const ALL_DAY = { timezone: 'UTC', week: Array(7).fill(['0:00', '24:00']) };
const person = (email, more = {}) => ({ email, name: email.split('@')[0], role: 'agent', queues: ['support'], limit: 2, ...more });
const OWNER = person(ANNA, { role: 'owner', queues: [], name: 'Anna' });

// A backlog of `waiting` contacts, and nobody there yet.
async function desk({ waiting = 3, offline = {}, people = [person(OTSO)] } = {}) {
  const support = { ...form, schedule: ALL_DAY, offline: { auto_assign: true, ...offline } };
  const site = await putSite({ support, sales: form }, { people: [OWNER, ...people] });
  const [anna, otso] = await Promise.all([signIn(site, ANNA), signIn(site, OTSO)]);
  const ids = [];
  for (const _ of times(waiting)) ids.push(await leave(site, 'support'));
  return { site, anna, otso, ids };
}
const comes = (t, site, who) => Live.open(t, site, who).ready();
const assignments = async (anna, all = '') => (await anna.get(`assignments${all}`)).json;
const standing = async (site) => (await contacts(site)).reverse().map(({ status, assigned_to }) => [status, assigned_to].filter(Boolean).join(' '));
const kinds = async (anna, query) => (await anna.get(`log?${query}`)).json.entries.map(({ kind }) => kind);

describe('the preview', () => {
  test('tells before anybody is back who will get what, and so it then is', async (t) => {
    const { site, anna, otso, ids } = await desk();
    assert.deepEqual((await assignments(anna)).planned, [], 'nobody is there now');
    const { waiting, room, planned, paused, rounds } = await assignments(anna, '?all=1');
    assert.deepEqual([waiting, room, paused, rounds], [3, 2, null, []]);
    assert.deepEqual(planned.map(({ contact, to, name, queue }) => [contact, to, name, queue]), ids.slice(0, 2).map((id) => [id, OTSO, 'otso', 'support']));
    const stored = (await contacts(site)).reverse();
    assert.deepEqual(planned.map(({ receipt, at }) => [receipt, at]), stored.slice(0, 2).map(({ receipt, at }) => [receipt, at]));
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, `assigned ${OTSO}`, 'open']);
    const after = await assignments(anna);
    assert.deepEqual([after.waiting, after.room, after.planned], [1, 0, []]);
    assert.deepEqual(after.rounds.map(({ given, undoable }) => [given, undoable]), [[2, 2]]);
  });

  test('and all that is done with it is for owners', async () => {
    const { otso } = await desk({ waiting: 0 });
    isProblem(await otso.get('assignments'), 404);
    for (const act of ['pause', 'resume', '1/undo']) isProblem(await otso.ask('POST', `assignments/${act}`), 404);
  });
});

describe('the pause', () => {
  test('gives nothing to anybody until it is over; by hand all goes on', async (t) => {
    const { site, anna, otso, ids } = await desk();
    const { paused } = (await anna.ask('POST', 'assignments/pause')).json;
    assert.equal(paused.by, 'Anna');
    assert.ok(Math.abs(Date.parse(paused.at) - Date.now()) < 60_000);
    await anna.ask('POST', 'assignments/pause');
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), ['open', 'open', 'open']);
    assert.equal((await assignments(anna)).planned.length, 2, 'what it would give');
    await otso.ask('POST', `contacts/${ids[2]}/take`);
    assert.deepEqual(await standing(site), ['open', 'open', `assigned ${OTSO}`]);
    assert.equal((await anna.ask('POST', 'assignments/resume')).json.paused, null);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, 'open', `assigned ${OTSO}`]);
    // Whoever reads the log of a queue that is concerned is told; of the others nobody is.
    const told = async (queue) => (await kinds(anna, `queue=${queue}`)).filter((kind) => kind.startsWith('assignment_'));
    assert.deepEqual(await told('support'), ['assignment_resumed', 'assignment_paused']);
    for (const queue of ['sales', 'default']) assert.deepEqual(await told(queue), []);
  });

  test('is told to a queue, too, that begins to give out while it lasts', async () => {
    const { site, anna } = await desk({ waiting: 0 });
    const { paused } = (await anna.ask('POST', 'assignments/pause')).json;
    const document = (await get(site)).json;
    document.queues.sales.offline = { auto_assign: true };
    for (const _ of times(2)) assert.equal((await put(site, document)).status, 200);
    const { entries } = (await anna.get('log?queue=sales')).json;
    const told = entries.filter(({ kind }) => kind.startsWith('assignment_'));
    assert.deepEqual(told.map(({ kind, by, detail }) => [kind, by, detail.since]), [['assignment_paused', 'Anna', paused.at]]);
    // Of its end, too, though it gives out no more by then.
    delete document.queues.sales.offline;
    assert.equal((await put(site, document)).status, 200);
    await anna.ask('POST', 'assignments/resume');
    assert.equal((await kinds(anna, 'queue=sales'))[0], 'assignment_resumed');
  });
});

describe('undoing a round', () => {
  test('puts back what nobody has touched, each where it was, and pauses', async (t) => {
    const { site, anna, otso, ids } = await desk({ waiting: 1 });
    await otso.ask('PUT', 'presence', { mood: 'busy' });
    await comes(t, site, otso);
    ids.push(await leave(site, 'support'));
    assert.deepEqual(await standing(site), ['open', 'queued']);
    await otso.ask('PUT', 'presence', { mood: 'available' });
    // To look is not to touch.
    for (const id of ids) await otso.get(`contacts/${id}`);
    const [{ id: round, given, undoable }] = (await assignments(anna)).rounds;
    assert.deepEqual([given, undoable], [2, 2]);
    const { json } = await anna.ask('POST', `assignments/${round}/undo`);
    assert.equal(json.paused.by, 'Anna');
    assert.deepEqual(json.rounds.map(({ undoable }) => undoable), [0]);
    assert.deepEqual(await standing(site), ['open', 'queued']);
    const [entry] = (await anna.get(`log?contact=${ids[0]}`)).json.entries;
    assert.deepEqual([entry.kind, entry.by, entry.detail.reason, entry.detail.from], ['released', 'Anna', 'undone', 'otso']);
    assert.deepEqual((await kinds(otso, 'queue=support')).slice(0, 2), ['assignment_paused', 'round_undone'], 'agents are told, too');
    isProblem(await anna.ask('POST', `assignments/${round}/undo`), 409, 'does_not_fit');
  });

  test('leaves alone what somebody has worked on', async (t) => {
    const { site, anna, otso, ids } = await desk({ waiting: 2 });
    await comes(t, site, otso);
    await otso.ask('POST', `contacts/${ids[0]}/comment`, { text: 'I am on it.' });
    const [{ id, undoable }] = (await assignments(anna)).rounds;
    assert.equal(undoable, 1);
    await anna.ask('POST', `assignments/${id}/undo`);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, 'open']);
  });

  test('a round that never was cannot be undone', async () => {
    const { anna } = await desk({ waiting: 0 });
    isProblem(await anna.ask('POST', 'assignments/7/undo'), 409);
    isProblem(await anna.ask('POST', 'assignments/first/undo'), 404);
    assert.equal((await assignments(anna)).paused, null);
  });
});

describe('the cap of an hour', () => {
  test('holds what an agent is given, not what they take', async (t) => {
    const { site, anna, otso, ids } = await desk({ offline: { per_hour: 1 } });
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, 'open', 'open']);
    await otso.ask('POST', `contacts/${ids[0]}/resolve`);
    assert.deepEqual(await standing(site), [`resolved ${OTSO}`, 'open', 'open']);
    assert.deepEqual((await assignments(anna)).planned, []);
    await otso.ask('POST', `contacts/${ids[1]}/take`);
    assert.deepEqual(await standing(site), [`resolved ${OTSO}`, `assigned ${OTSO}`, 'open']);
  });

  test('is inherited, and a higher one counts at once', async (t) => {
    const { site, otso } = await desk();
    const document = (await get(site)).json;
    document.queues.default = { offline: { per_hour: 1 } };
    await put(site, document);
    await comes(t, site, otso);
    assert.equal((await standing(site)).filter((one) => one !== 'open').length, 1);
    document.queues.support.offline.per_hour = 2;
    await put(site, document);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, `assigned ${OTSO}`, 'open']);
  });
});

describe('who leaves the settings, or a queue', () => {
  test('keeps nothing: it goes back whatever the limit is, and is given out anew', async (t) => {
    const { site, anna, otso, ids } = await desk({ waiting: 2, people: [person(OTSO), person(LEA, { limit: 1 })] });
    await comes(t, site, otso);
    assert.deepEqual(await standing(site), [`assigned ${OTSO}`, `assigned ${OTSO}`]);
    await comes(t, site, await signIn(site, LEA));
    const document = (await get(site)).json;
    document.people = [OWNER, person(LEA, { limit: 1 })];
    document.queues.support.offline = { auto_assign: true, max: 0 };
    await put(site, document);
    assert.deepEqual(await standing(site), [`assigned ${LEA}`, 'open']);
    const entries = (await anna.get(`log?contact=${ids[1]}`)).json.entries;
    assert.deepEqual([entries[0].kind, entries[0].by, entries[0].detail], ['released', null, { from: OTSO, reason: 'left' }]);
  });

  test('and another queue; owners keep theirs', async () => {
    const { site, anna, otso, ids } = await desk({ waiting: 2, offline: { auto_assign: false } });
    await otso.ask('POST', `contacts/${ids[0]}/take`);
    await anna.ask('POST', `contacts/${ids[1]}/take`);
    const document = (await get(site)).json;
    document.people[1].queues = ['sales'];
    await put(site, document);
    assert.deepEqual(await standing(site), ['open', `assigned ${ANNA}`]);
    const [entry] = (await anna.get(`log?contact=${ids[0]}`)).json.entries;
    assert.deepEqual(entry.detail, { from: 'otso', reason: 'other_queues' });
  });

  test('and what they had resolved is everybody\'s when it is reopened', async () => {
    const { site, anna, otso, ids } = await desk({ waiting: 1, offline: { auto_assign: false } });
    await otso.ask('POST', `contacts/${ids[0]}/take`);
    await otso.ask('POST', `contacts/${ids[0]}/resolve`);
    const document = (await get(site)).json;
    document.people = [OWNER];
    await put(site, document);
    assert.deepEqual(await standing(site), [`resolved ${OTSO}`]);
    await anna.ask('POST', `contacts/${ids[0]}/reopen`);
    assert.deepEqual(await standing(site), ['open']);
  });
});
