import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { startReceiver } from '../support/receiver.mjs';

test('a message of a closed queue is stored, thanked for, and forwarded with a valid signature', async () => {
  const receiver = await startReceiver();
  const forward = [{ kind: 'webhook', url: receiver.url, secret }];
  const site = await putSite({ support: { closed: { view: 'form' }, forward } });
  const sent = await submit(site, 'support', { email: 'anna@acme.example', message: 'Hei' });
  assert.equal(sent.status, 201);
  assert.equal(sent.json.status, 'open');
  const [request] = await receiver.count(1);
  const payload = new Webhook(secret).verify(request.body, request.headers);
  assert.equal(payload.type, 'contact.registered');
  assert.deepEqual(payload.data.answers, { email: 'anna@acme.example', message: 'Hei' });
  const [contact] = await contacts(site);
  assert.equal(contact.id, sent.json.id);
  const [delivery] = await deliveries(site, contact.id);
  assert.equal(delivery.id, request.headers['webhook-id']);
  await receiver.close();
});
