// What was answered with 201 is kept, whatever happens to the process.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { receiverFor, startReceiver } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';
import { startWorker } from '../support/worker.mjs';

const OPERATOR_TOKEN = 'the-same-over-all-starts';
const message = { email: 'anna@acme.example', message: 'Hei' };
const queues = (url) => ({ q: { closed: { view: 'form' }, forward: [{ kind: 'webhook', url, secret }] } });

// A Worker that can be killed and started again with what it had stored.
async function restartable(t) {
  let worker = await startWorker({ OPERATOR_TOKEN });
  t.after(() => worker.stop());
  return {
    get at() {
      return { url: worker.url, token: OPERATOR_TOKEN };
    },
    kill: () => worker.kill(),
    async start() {
      worker = await startWorker({ OPERATOR_TOKEN }, worker.state);
    },
  };
}

describe('workerd killed', () => {
  test('right after 201, while the receiver is down: delivered after the start, with the same id, without anybody asking', async (t) => {
    const down = await startReceiver(() => 503);
    const worker = await restartable(t);
    const site = await putSite(queues(down.url), {}, worker.at);
    const sent = await submit(site, 'q', message, { url: worker.at.url });
    assert.equal(sent.status, 201);
    await worker.kill();
    await down.close();
    const receiver = await receiverFor(t, undefined, down.port);
    await worker.start();
    const [request] = await receiver.count(1, 30_000);
    const payload = new Webhook(secret).verify(request.body, request.headers);
    assert.equal(payload.data.id, sent.json.id);
    for (const earlier of down.requests) assert.equal(earlier.headers['webhook-id'], request.headers['webhook-id']);
    await until('the delivery', async () => (await deliveries(site, sent.json.id, worker.at))[0].status === 'delivered');
    assert.equal(receiver.requests.length, 1);
  });

  test('ten times right after 201: no contact and no delivery is lost or stored twice', async (t) => {
    const receiver = await receiverFor(t);
    const worker = await restartable(t);
    const site = await putSite(queues(receiver.url), {}, worker.at);
    const sent = new Map();
    for (let round = 0; round < 10; round++) {
      const wanted = Array.from({ length: 3 }, (_, i) => ({ key: `${round}-${i}`, answers: { ...message, message: `${round}-${i}` } }));
      const send = ({ key, answers }) => submit(site, 'q', answers, { key, url: worker.at.url });
      const first = await send(wanted[0]);
      assert.equal(first.status, 201);
      sent.set(wanted[0].key, first.json.id);
      // The others are cut off somewhere on their way; whoever gets no answer sends again.
      const cutOff = wanted.slice(1).map((one) => send(one).then((reply) => reply.status === 201 && sent.set(one.key, reply.json.id), () => {}));
      await worker.kill();
      await Promise.all(cutOff);
      await worker.start();
      for (const one of wanted) {
        const again = await send(one);
        assert.ok([200, 201].includes(again.status), again.text);
        assert.equal(again.json.id, sent.get(one.key) ?? again.json.id, 'the same contact as was answered');
        sent.set(one.key, again.json.id);
      }
    }
    const stored = await contacts(site, '', worker.at);
    assert.deepEqual(stored.map((contact) => contact.id).sort(), [...sent.values()].sort());
    assert.deepEqual(stored.map((contact) => contact.answers.message).sort(), [...sent.keys()].sort());
    const ledger = await until('the last delivery', async () => {
      const entries = await deliveries(site, '', worker.at);
      return entries.every((delivery) => delivery.status === 'delivered') && entries;
    });
    assert.deepEqual(ledger.map((delivery) => delivery.contact).sort(), [...sent.values()].sort(), 'one delivery each');
    const ids = new Map(ledger.map((delivery) => [delivery.contact, delivery.id]));
    const arrived = new Set();
    for (const request of receiver.requests) {
      const { data } = JSON.parse(request.body);
      assert.equal(request.headers['webhook-id'], ids.get(data.id), 'an attempt that is made again has the same id');
      arrived.add(data.id);
    }
    assert.deepEqual([...arrived].sort(), [...sent.values()].sort());
  });

  test('settings and tokens are still there', async (t) => {
    const worker = await restartable(t);
    const site = await putSite({ q: { closed: { view: 'form', message: 'Before' } } }, {}, worker.at);
    const issued = await fetch(`${worker.at.url}/v1/sites/${site}/tokens`, { method: 'POST', headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } });
    const { token } = await issued.json();
    await worker.kill();
    await worker.start();
    const settings = await fetch(`${worker.at.url}/v1/sites/${site}`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await settings.json()).queues.q.closed.message, 'Before');
  });
});
