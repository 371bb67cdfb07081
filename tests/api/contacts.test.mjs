import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { call, contacts, putSite, submit } from '../support/api.mjs';
import { eachOf } from '../support/many.mjs';
import { isProblem } from '../support/problem.mjs';

const FIELDS = ['answers', 'assigned_to', 'at', 'comment', 'consents', 'details', 'erased', 'id', 'lang', 'missed_reason', 'page', 'path', 'queue', 'receipt', 'reply_by', 'status', 'tags', 'view', 'withdrawn', 'zone'];
const form = { closed: { view: 'form' } };
const message = { email: 'anna@acme.example', message: 'Hei' };
const ids = (list) => list.map((contact) => contact.id).sort();

async function page(site, query) {
  const reply = await call('GET', `/v1/sites/${site}/contacts${query}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.json;
}

// Every page from the first to the last.
async function pages(site, query = '', between = async () => {}) {
  const all = [];
  let cursor = '';
  do {
    const next = await page(site, `?cursor=${encodeURIComponent(cursor)}&${query}`);
    all.push(next.contacts);
    cursor = next.cursor;
    await between();
    assert.ok(all.length < 20, 'the pages do not end');
  } while (cursor);
  return all;
}

describe('a listing', () => {
  let site;
  const sent = [];
  before(async () => {
    site = await putSite({ p: { ...form, offline: { max: 60 } }, q: form, empty: form });
    const wanted = Array.from({ length: 245 }, (_, i) => [i % 2 ? 'p' : 'q', { ...message, message: `${i}` }]);
    const replies = await eachOf(wanted, ([queue, answers]) => submit(site, queue, answers));
    sent.push(...replies.map(({ json }, i) => ({ id: json.id, queue: wanted[i][0], status: json.status })));
  });
  const expected = (filter) => ids(sent.filter(filter));

  test('gives all of them over its pages, without gap or double', async () => {
    const all = await pages(site);
    assert.ok(all.length >= 3, 'more than a hundred are several pages');
    assert.deepEqual(ids(all.flat()), expected(() => true));
    assert.equal(new Set(ids(all.flat())).size, 245);
  });

  test('is ordered, and does not slip when more arrive in between', async () => {
    const other = await putSite({ q: form });
    await eachOf(Array(150).fill(), () => submit(other, 'q', message));
    const before = ids((await pages(other)).flat());
    const read = await pages(other, '', () => submit(other, 'q', message));
    const seen = ids(read.flat());
    assert.equal(new Set(seen).size, seen.length, 'a double');
    assert.deepEqual(before.filter((id) => !seen.includes(id)), [], 'a gap');
    const times = (await pages(other)).flat().map((contact) => contact.at);
    assert.deepEqual(times, [...times].sort().reverse(), 'the newest first');
  });

  test('can be narrowed to a queue, a status, and both', async () => {
    const narrowed = async (query) => ids((await pages(site, query)).flat());
    assert.deepEqual(await narrowed('queue=p'), expected((one) => one.queue === 'p'));
    assert.deepEqual(await narrowed('status=missed'), expected((one) => one.status === 'missed'));
    assert.deepEqual(await narrowed('queue=p&status=open'), expected((one) => one.queue === 'p' && one.status === 'open'));
    assert.equal((await narrowed('queue=p&status=open')).length, 60);
    assert.deepEqual(await narrowed('queue=q&status=missed'), []);
    for (const query of ['queue=empty', 'queue=nowhere', 'status=queued', 'status=assigned', 'status=resolved']) assert.deepEqual(await narrowed(query), [], query);
    assert.deepEqual(await narrowed('queue=&status=&since='), expected(() => true), 'what is blank does not narrow');
  });

  test('can begin at an instant', async () => {
    const all = (await pages(site)).flat();
    const since = async (instant) => ids((await pages(site, `since=${encodeURIComponent(instant)}`)).flat());
    const [newest, oldest] = [all[0].at, all.at(-1).at];
    assert.deepEqual(await since('1970-01-01T00:00:00Z'), ids(all));
    assert.deepEqual(await since(oldest), ids(all));
    assert.deepEqual(await since(newest), ids(all.filter((contact) => contact.at >= newest)));
    const inHelsinki = newest.replace(/T.*/, '') + 'T00:00:00+02:00';
    assert.deepEqual(await since(inHelsinki), ids(all.filter((contact) => Date.parse(contact.at) >= Date.parse(inHelsinki))));
    const later = new Date(Date.parse(newest) + 1000).toISOString();
    assert.deepEqual(await since(later), []);
  });

  test('has each contact whole, as it is on its own', async () => {
    const [first] = (await page(site, '')).contacts;
    assert.deepEqual(Object.keys(first).sort(), FIELDS);
    assert.deepEqual((await call('GET', `/v1/sites/${site}/contacts/${first.id}`)).json, first);
  });

  test('refuses a filter that it cannot read', async () => {
    for (const query of ['status=lost', 'since=yesterday', 'since=5', 'cursor=x', "cursor=1'--"]) {
      isProblem(await call('GET', `/v1/sites/${site}/contacts?${query}`), 400, undefined, query);
    }
  });
});

describe('one contact', () => {
  test('is 404 where there is none, or where it is of another site', async () => {
    const [site, other] = [await putSite({ q: form }), await putSite({ q: form })];
    const { id } = (await submit(site, 'q', message)).json;
    for (const unknown of ['con_x', '%27', id.toUpperCase(), `${id}x`]) isProblem(await call('GET', `/v1/sites/${site}/contacts/${unknown}`), 404);
    isProblem(await call('GET', `/v1/sites/${other}/contacts/${id}`), 404, 'unknown_contact');
    assert.deepEqual(await contacts(other), []);
  });

  test('is for owners: neither its receipt nor its id opens it to visitors', async () => {
    const site = await putSite({ q: form });
    const { id, receipt } = (await submit(site, 'q', message)).json;
    for (const path of [`/v1/sites/${site}/contacts/${id}`, `/v1/sites/${site}/contacts`, `/v1/sites/${site}/deliveries?contact=${id}`]) {
      for (const token of [null, id, receipt]) {
        const refused = await call('GET', path, { token });
        isProblem(refused, 401);
        assert.ok(!refused.text.includes('Hei'));
      }
    }
    isProblem(await call('GET', `/v1/sites/${site}/queues/q/contacts`, { token: null }), 405);
  });

  test('is changed by no method that the contract does not have', async () => {
    const site = await putSite({ q: form });
    const { id } = (await submit(site, 'q', message)).json;
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH']) isProblem(await call(method, `/v1/sites/${site}/contacts/${id}`), 405);
    assert.equal((await contacts(site)).length, 1);
  });
});
