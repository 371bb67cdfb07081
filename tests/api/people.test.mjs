import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, call, contacts, putSite } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, begin, leave, link, signIn } from '../support/console.mjs';
import { mails } from '../support/mail.mjs';
import { isProblem } from '../support/problem.mjs';
import { until } from '../support/until.mjs';

const queues = { support: { closed: { view: 'form' }, availability: 'hours', name: 'Support' }, sales: { closed: { view: 'form' } } };

// A site with somebody new, whose address no other test has.
async function withSomebody() {
  const email = `liisa-${randomUUID().slice(0, 8)}@acme.example`;
  const key = await putSite(queues, { people: [...PEOPLE, { email, name: 'Liisa', role: 'agent', queues: ['support'] }] });
  return { key, email, anna: await signIn(key, ANNA) };
}

// The invitations to an address, once there are `n`.
const invitations = (email, n = 1) => until(`${n} invitations`, async () => {
  const all = (await mails()).filter(({ to }) => to === email);
  return all.length >= n && all;
});
const tokenOf = (mail, key) => mail.text.match(new RegExp(`${base}/console/${key}/sign-in#(\\w+)`))[1];

describe('an invitation', () => {
  test('comes by email in the name of the owner, and lets in once', async () => {
    const { key, email, anna } = await withSomebody();
    const reply = await anna.ask('POST', 'people/invite', { email: email.toUpperCase() });
    assert.equal(reply.status, 202, reply.text);
    const [mail] = await invitations(email);
    assert.match(mail.text, /Anna invites you to answer messages of Acme\..* for 7 days/);
    assert.match(mail.subject, /Anna invites you to Acme/);
    assert.ok(mail.html.includes(`#${tokenOf(mail, key)}"`), 'the HTML has the same link');
    const first = await begin(key, tokenOf(mail, key));
    assert.equal(first.status, 204);
    const cookie = first.headers.get('set-cookie').split(';')[0];
    const me = await (await fetch(`${base}/v1/sites/${key}/console/me`, { headers: { cookie } })).json();
    assert.deepEqual([me.email, me.role, me.queues.map((queue) => queue.key)], [email, 'agent', ['support']]);
    assert.equal((await begin(key, tokenOf(mail, key))).status, 401);
  });

  test('that is sent again takes the place of the one before', async () => {
    const { key, email, anna } = await withSomebody();
    for (const n of [1, 2]) {
      await anna.ask('POST', 'people/invite', { email });
      await invitations(email, n);
    }
    const statuses = [];
    for (const mail of await invitations(email, 2)) statuses.push((await begin(key, tokenOf(mail, key))).status);
    assert.deepEqual(statuses, [401, 204]);
  });

  test('keeps nobody from asking for a link', async () => {
    const { key, email, anna } = await withSomebody();
    await anna.ask('POST', 'people/invite', { email });
    assert.equal((await begin(key, await link(key, email))).status, 204);
  });

  test('is for people of the settings, and from owners', async () => {
    const { key, email, anna } = await withSomebody();
    isProblem(await anna.ask('POST', 'people/invite', { email: 'eve@evil.example' }), 422, 'unknown_person');
    const otso = await signIn(key, OTSO);
    isProblem(await otso.ask('POST', 'people/invite', { email }), 404);
    assert.deepEqual((await mails()).filter(({ to }) => [email, 'eve@evil.example'].includes(to)), []);
  });

  test('is sent five times a minute at most, whoever it is for', async () => {
    const { email, anna } = await withSomebody();
    const statuses = [];
    for (const to of [email, OTSO, ANNA, email, OTSO, ANNA]) statuses.push(await anna.ask('POST', 'people/invite', { email: to }));
    assert.deepEqual(statuses.map(({ status }) => status), [202, 202, 202, 202, 202, 429]);
    assert.ok(Number(statuses[5].headers.get('retry-after')) > 0);
  });
});

describe('whoever is removed', () => {
  const without = async (key, change) => {
    const { json } = await call('GET', `/v1/sites/${key}`);
    json.people = change(json.people);
    const saved = await call('PUT', `/v1/sites/${key}`, { body: json });
    assert.equal(saved.status, 200, saved.text);
  };

  test('is signed out, and what they had goes back to the queue', async () => {
    const { key, email, anna } = await withSomebody();
    const liisa = await signIn(key, email);
    const [theirs, others] = [await leave(key, 'support'), await leave(key, 'support')];
    await liisa.ask('POST', `contacts/${theirs}/take`);
    await anna.ask('POST', `contacts/${others}/take`);
    await without(key, (people) => people.filter((person) => person.email !== email));
    assert.equal((await liisa.get('me')).status, 401);
    const standing = Object.fromEntries((await contacts(key)).map(({ id, status, assigned_to }) => [id, [status, assigned_to]]));
    assert.deepEqual(standing, { [theirs]: ['open', null], [others]: ['assigned', ANNA] });
    const { entries } = (await anna.get(`log?queue=support&contact=${theirs}`)).json;
    assert.equal(entries[0].kind, 'released');
    assert.deepEqual(entries[0].detail.reason, 'left');
  });

  test('from a queue alone gives back what they had of it', async () => {
    const { key, email } = await withSomebody();
    const liisa = await signIn(key, email);
    const id = await leave(key, 'support');
    await liisa.ask('POST', `contacts/${id}/take`);
    await without(key, (people) => people.map((person) => (person.email === email ? { ...person, queues: ['sales'] } : person)));
    assert.equal((await liisa.get('me')).status, 200);
    const [contact] = await contacts(key);
    assert.deepEqual([contact.status, contact.assigned_to], ['open', null]);
  });
});
