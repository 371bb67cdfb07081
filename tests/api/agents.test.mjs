import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contacts, putSite, secret, submit } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { isProblem } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };

async function desk(more = {}) {
  const site = await putSite({ support: { ...closed, ...more }, sales: closed }, { people: PEOPLE });
  const [anna, otso] = await Promise.all([signIn(site, ANNA), signIn(site, OTSO)]);
  return { site, anna, otso };
}
const kinds = (page) => page.json.entries.map(({ kind }) => kind);

describe('a contact', () => {
  test('is shown with its questions and answers, and whoever looks is noted', async () => {
    const { site, otso, anna } = await desk();
    const id = await leave(site, 'support');
    const { json } = await otso.get(`contacts/${id}`);
    assert.equal(json.status, 'open');
    assert.deepEqual(json.asked.map(({ answer }) => answer), ['Maija', 'maija@acme.example', 'The lamp is dark.']);
    assert.ok(json.asked.every(({ question }) => /[A-Z]/.test(question)));
    const seen = (await anna.get(`contacts/${id}`)).json.viewed.map(({ by }) => by);
    assert.deepEqual(seen, ['Anna', 'Otso']);
    assert.equal((await anna.get(`contacts/${id}`)).json.viewed.length, 2);
  });

  test("says what the visitor's own clock said, where the browser told its zone", async () => {
    const { site, otso } = await desk();
    const answers = { email: 'maija@acme.example', message: 'Hei' };
    for (const [zone, said] of [['Asia/Kathmandu', /^\d{4}-\d\d-\d\d \d\d:\d\d \(Kathmandu\)$/], ['Mars/Olympus', undefined], [undefined, undefined]]) {
      const { json } = await submit(site, 'support', answers, { body: { zone } });
      const content = (await otso.get(`contacts/${json.id}`)).json;
      if (!said) {
        assert.equal(content.local_at, null);
        continue;
      }
      assert.match(content.local_at, said);
      const [hours, minutes] = content.local_at.slice(11, 16).split(':').map(Number);
      const utc = new Date(content.at);
      // Nepal is five hours and three quarters ahead.
      assert.equal((hours * 60 + minutes - utc.getUTCHours() * 60 - utc.getUTCMinutes() + 1440) % 1440, 345);
    }
  });

  test('is taken, given to a colleague, resolved and reopened, and the log says who', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'support');
    const step = async (who, act, body) => (await who.ask('POST', `contacts/${id}/${act}`, body)).json;
    assert.equal((await step(otso, 'take')).assigned_name, 'Otso');
    assert.equal((await step(otso, 'assign', { to: ANNA })).assigned_to, ANNA);
    assert.equal((await step(anna, 'resolve')).status, 'resolved');
    assert.equal((await step(anna, 'reopen')).status, 'assigned');
    assert.equal((await step(anna, 'assign', { to: null })).status, 'open');
    const log = await otso.get(`log?queue=support&contact=${id}`);
    assert.deepEqual(kinds(log), ['released', 'reopened', 'resolved', 'assigned', 'taken', 'registered']);
    const assigned = log.json.entries[3];
    assert.deepEqual([assigned.by, assigned.detail.to], ['Otso', 'Anna']);
    assert.equal((await contacts(site))[0].status, 'open');
  });

  test('what does not fit where it stands is refused, and changes nothing', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'support');
    await otso.ask('POST', `contacts/${id}/take`);
    const again = await otso.ask('POST', `contacts/${id}/take`);
    isProblem(again, 409, 'does_not_fit');
    assert.equal((await anna.ask('POST', `contacts/${id}/reopen`)).status, 409);
    assert.equal((await anna.ask('POST', `contacts/${id}/assign`, { to: 'nobody@acme.example' })).status, 422);
    assert.equal((await anna.get(`contacts/${id}`)).json.assigned_name, 'Otso');
  });

  test('one of two who take it at once has it', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'support');
    const both = await Promise.all([anna, otso].map((who) => who.ask('POST', `contacts/${id}/assign`, { to: ANNA })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  });

  test('comments: the latest shows, the older ones are kept', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'support');
    await otso.ask('POST', `contacts/${id}/comment`, { text: 'Called, nobody there.' });
    const { json } = await anna.ask('POST', `contacts/${id}/comment`, { text: 'Called again.' });
    assert.deepEqual(json.comments.map(({ by, text }) => [by, text]), [['Anna', 'Called again.'], ['Otso', 'Called, nobody there.']]);
    assert.equal((await contacts(site))[0].comment, 'Called again.');
    assert.equal((await anna.ask('POST', `contacts/${id}/comment`, { text: '  ' })).status, 422);
  });

  test('an owner erases it; an agent cannot', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'support');
    await otso.ask('POST', `contacts/${id}/comment`, { text: 'Maija again' });
    assert.equal((await otso.ask('POST', `contacts/${id}/erase`)).status, 404);
    const { json, text } = await anna.ask('POST', `contacts/${id}/erase`);
    assert.ok(json.erased);
    assert.ok(!/maija|lamp/i.test(text), text);
    assert.equal((await anna.ask('POST', `contacts/${id}/erase`)).status, 409);
  });

  test('a delivery that was given up is delivered again', async (t) => {
    let status = 410;
    const receiver = await receiverFor(t, () => status);
    const { site, anna } = await desk({ forward: [{ kind: 'webhook', url: `${receiver.url}/topsecret`, secret }] });
    const id = await leave(site, 'support');
    const delivery = async () => (await anna.get(`contacts/${id}`)).json.deliveries[0];
    await until('the failure', async () => (await delivery()).status === 'failed');
    const failed = await delivery();
    assert.ok(!JSON.stringify(failed).includes('topsecret'), 'the path of a webhook may be a secret');
    assert.ok(kinds(await anna.get('log?queue=support')).includes('delivery_failed'));
    status = 204;
    assert.equal((await anna.ask('POST', `deliveries/${failed.id}/replay`)).status, 200);
    await until('the delivery', async () => (await delivery()).status === 'delivered');
    const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
    assert.deepEqual(ids, [failed.id, failed.id]);
  });
});

describe('what is not theirs', () => {
  test('is not there, whatever an agent asks', async () => {
    const { site, anna, otso } = await desk();
    const id = await leave(site, 'sales');
    const asked = [
      ['GET', `contacts/${id}`], ['GET', 'log?queue=sales'], ['PUT', 'queues/sales/by-hand', { state: 'open', until: null }],
      ...['take', 'resolve', 'reopen', 'erase'].map((act) => ['POST', `contacts/${id}/${act}`]),
      ['POST', `contacts/${id}/comment`, { text: 'x' }], ['POST', `contacts/${id}/assign`, { to: OTSO }],
      ['GET', 'export?q=maija@acme.example'], ['GET', 'statistics?queue=sales&from=2026-01-01&to=2026-01-02'],
    ];
    for (const [method, path, body] of asked) {
      assert.equal((await otso.ask(method, path, body)).status, 404, `${method} ${path}`);
    }
    assert.deepEqual((await otso.get('log')).json.entries.filter(({ queue }) => queue === 'sales'), []);
    assert.equal((await anna.ask('POST', `contacts/${id}/assign`, { to: OTSO })).status, 422);
    assert.equal((await anna.get(`contacts/${id}`)).json.status, 'open');
  });
});

describe('the log', () => {
  test('is read page by page, and around an entry', async () => {
    const { site, anna } = await desk();
    for (let i = 0; i < 130; i++) await leave(site, 'support');
    const first = (await anna.get('log?queue=support&kind=registered')).json;
    assert.equal(first.entries.length, 100);
    const second = (await anna.get(`log?queue=support&kind=registered&before=${first.older}`)).json;
    assert.equal(second.entries.length, 30);
    assert.equal(second.older, null);
    const all = [...first.entries, ...second.entries].map(({ seq }) => seq);
    assert.deepEqual(all, [...new Set(all)].sort((a, b) => b - a));
    const around = (await anna.get(`log?queue=support&kind=registered&around=${all[70]}`)).json.entries.map(({ seq }) => seq);
    assert.ok(around.indexOf(all[70]) > 20 && around.indexOf(all[70]) < 80, `at ${around.indexOf(all[70])}`);
  });

  test('says what was missed and why', async () => {
    const { site, anna } = await desk({ offline: { tickets: false } });
    await leave(site, 'support');
    const { entries } = (await anna.get('log?queue=support&kind=missed')).json;
    assert.deepEqual(entries.map(({ kind, detail }) => [kind, detail.reason]), [['missed', 'queue_disabled']]);
    assert.deepEqual((await anna.get('log?queue=support&kind=registered')).json.entries, []);
  });
});

describe('by hand', () => {
  test('a queue opens for visitors at once, and goes back to the schedule', async () => {
    const { site, otso } = await desk();
    const opened = await otso.ask('PUT', 'queues/support/by-hand', { state: 'open', until: null });
    assert.deepEqual(opened.json.map(({ state, by_hand }) => [state, by_hand.by]), [['open', 'Otso']]);
    const { getView } = await import('../support/api.mjs');
    const view = (await getView(site, 'support')).json;
    assert.equal(view.state, 'open');
    assert.match(view.reason, /by hand/);
    const back = await otso.ask('PUT', 'queues/support/by-hand', { state: null });
    assert.deepEqual(back.json.map(({ state, by_hand }) => [state, by_hand]), [['closed', null]]);
    assert.deepEqual(kinds(await otso.get('log?queue=support')), ['closed', 'back_to_schedule', 'opened']);
  });

  test('until a time: the view tells the change, and a time that has passed is refused', async () => {
    const { site, anna } = await desk();
    const until_ = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000).toISOString().replace('.000', '');
    const { json } = await anna.ask('PUT', 'queues/support/by-hand', { state: 'open', until: until_ });
    const support = json.find(({ key }) => key === 'support');
    assert.equal(support.by_hand.until, until_);
    assert.equal(support.next_change, until_);
    const late = await anna.ask('PUT', 'queues/support/by-hand', { state: 'open', until: '2020-01-01T00:00:00Z' });
    assert.equal(late.status, 400);
    assert.ok(site);
  });
});
