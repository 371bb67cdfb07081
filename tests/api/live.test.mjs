import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { putSite } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Live } from '../support/live.mjs';
import { eachOf, times } from '../support/many.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };

async function desk() {
  const site = await putSite({ support: closed, sales: closed }, { people: PEOPLE });
  const [anna, otso] = await Promise.all([signIn(site, ANNA), signIn(site, OTSO)]);
  return { site, anna, otso };
}

describe('the socket', () => {
  test('tells of a message as soon as it is stored, and how many wait', async (t) => {
    const { site, otso } = await desk();
    const live = Live.open(t, site, otso);
    await live.ready();
    const sent = performance.now();
    const id = await leave(site, 'support');
    const entry = await live.entry('registered');
    t.diagnostic(`${Math.round(performance.now() - sent)} ms from sending to the notice`);
    assert.equal(entry.contact, id);
    await until('the count', () => live.queues[0].waiting === 1);
    assert.ok(!JSON.stringify(live.events).includes('lamp'), 'nothing that the visitor wrote');
  });

  test('tells nothing of queues that are not theirs', async (t) => {
    const { site, anna, otso } = await desk();
    const [hers, his] = [Live.open(t, site, anna), Live.open(t, site, otso)];
    await Promise.all([hers.ready(), his.ready()]);
    await leave(site, 'sales');
    await leave(site, 'support');
    await until('both', () => hers.entries.length === 2 && his.entries.length);
    assert.deepEqual(his.entries.map(({ queue }) => queue), ['support']);
    assert.deepEqual(his.queues.map(({ key }) => key), ['support']);
  });

  test('goes on after the last entry that was known: none is lost, none comes twice', async (t) => {
    const { site, otso } = await desk();
    const first = Live.open(t, site, otso);
    await first.ready();
    await leave(site, 'support');
    const { seq } = await first.entry('registered');
    first.socket.terminate();
    for (let i = 0; i < 5; i++) await leave(site, 'support');
    const second = Live.open(t, site, otso, seq);
    await second.ready();
    await leave(site, 'support');
    await until('all', () => second.entries.length >= 6);
    const seqs = second.entries.map((entry) => entry.seq);
    assert.equal(seqs.length, 6);
    assert.deepEqual(seqs, [...new Set(seqs)].sort((a, b) => a - b));
    assert.ok(seqs.every((later) => later > seq));
  });

  test('somebody who was away for long is told all of it, in order', async (t) => {
    const { site, otso } = await desk();
    await eachOf(times(520), () => leave(site, 'support'));
    const live = Live.open(t, site, otso, 0);
    await live.ready();
    const seqs = live.entries.map(({ seq }) => seq);
    assert.equal(live.entries.filter(({ kind }) => kind === 'registered').length, 520);
    assert.deepEqual(seqs, [...new Set(seqs)].sort((a, b) => a - b));
  });

  test('is for our own pages and people who are signed in', async (t) => {
    const { site, otso } = await desk();
    const forged = Live.open(t, site, otso, undefined, 'https://evil.example');
    await until('the refusal', () => forged.refused);
    assert.equal(forged.refused, 403);
    const stranger = Live.open(t, site, { cookie: 'a=b' });
    await until('the refusal', () => stranger.refused);
    assert.equal(stranger.refused, 401);
  });

  test('ends with the session', async (t) => {
    const { site, otso } = await desk();
    const live = Live.open(t, site, otso);
    await live.ready();
    await otso.ask('DELETE', 'session');
    await until('the end', () => live.events.at(-1).type === 'signed_out');
    await leave(site, 'support');
    assert.deepEqual(live.entries, []);
  });
});
