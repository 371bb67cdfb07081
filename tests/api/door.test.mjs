// Requests that are meant to do harm. Each test has a Worker of its own: were one to stop, the other tests would wait for it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { putSite } from '../support/api.mjs';
import { workerFor } from '../support/worker.mjs';

const site = (worker) => putSite({ q: { closed: { view: 'form' } } }, {}, worker);

// The status, or an error where none comes within five seconds.
async function ask(worker, method, path, options = {}) {
  const about = `${method} ${path}`;
  const late = (error) => assert.fail(`${about}: ${error.name} ${error.cause?.code ?? ''}`);
  const reply = await fetch(worker.url + path, { method, ...options, signal: AbortSignal.timeout(5_000) }).catch(late);
  await reply.text();
  return reply.status;
}

const stillAnswers = async (worker, key, about) => assert.equal(await ask(worker, 'GET', `/v1/sites/${key}/queues/q`), 200, about);

describe('the Worker still answers others at once', () => {
  test('after bodies that nobody asked for', async (t) => {
    const worker = await workerFor(t);
    const key = await site(worker);
    const headers = { authorization: `Bearer ${worker.token}` };
    for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE', 'PATCH']) {
      for (const path of ['contacts', 'contacts/x', 'queues/q', 'nothing/here']) {
        for (let i = 0; i < 3; i++) {
          assert.ok((await ask(worker, method, `/v1/sites/${key}/${path}`, { headers, body: '{}' })) < 500);
          await stillAnswers(worker, key, `after ${method} ${path}`);
        }
      }
    }
  });

  test('after bodies that are far too large, and whoever sent them is told', async (t) => {
    const worker = await workerFor(t);
    const key = await site(worker);
    const headers = { 'idempotency-key': 'k' };
    const far = 'x'.repeat(4_000_000);
    // As a stream it does not say how long it is.
    const bodies = [() => ({ body: far }), () => ({ body: new Blob([far]).stream(), duplex: 'half' })];
    for (const path of [`/v1/sites/${key}/queues/q/contacts`, `/${key}/q`]) {
      for (const body of bodies) {
        for (let i = 0; i < 5; i++) {
          assert.equal(await ask(worker, 'POST', path, { headers, ...body() }), 413);
          await stillAnswers(worker, key, path);
        }
      }
    }
  });

  test('after a page that claims four billion steps', async (t) => {
    const worker = await workerFor(t);
    const key = await site(worker);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = '_view=form&_key=k&_steps=4294967295&_was.email=a%40b.example&_was.message=Hei&email=a%40b.example&message=Hei';
    assert.ok((await ask(worker, 'POST', `/${key}/q`, { headers, body })) < 500);
    await stillAnswers(worker, key);
  });
});
