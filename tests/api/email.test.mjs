import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { base, deliveries, putSite, submit } from '../support/api.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { until } from '../support/until.mjs';

const newAddress = () => `desk-${randomUUID().slice(0, 8)}@acme.example`;

// The mails to an address, once there is one.
const mailsTo = (to) => until(`a mail to ${to}`, async () => {
  const all = await (await fetch(process.env.AFTERHOURS_MAIL)).json();
  const mails = all.filter((mail) => mail.to === to);
  return mails.length > 0 && mails;
});

async function send(langs, queue = {}) {
  const to = newAddress();
  const forward = [{ kind: 'email', to }];
  const site = await putSite({ q: { name: { en: 'Support desk', fi: 'Tukipiste' }, closed: { view: 'form' }, forward, ...queue } }, { langs, people: PEOPLE.slice(0, 1) });
  const answers = { name: 'Marker Markersson', email: 'marker@visitor.example', message: 'Marker: my secret trouble' };
  const sent = await submit(site, 'q', answers, { body: { lang: 'en', page: 'https://acme.example/marker-page' } });
  assert.equal(sent.status, 201);
  const mails = await mailsTo(to);
  return { site, mail: mails[0], mails, id: sent.json.id };
}

test('a destination gets one email with a link to the contact, under our own origin', async () => {
  const { site, mail, mails, id } = await send(['en', 'fi']);
  assert.equal(mails.length, 1);
  assert.match(mail.subject, /message.*Support desk/i);
  const links = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([link]) => new URL(link));
  assert.equal(links.length, 1);
  assert.equal(links[0].origin, base);
  const [, entry] = links[0].pathname.match(new RegExp(`^/console/${site}/queues/q/log/(\\d+)$`));
  const anna = await signIn(site, ANNA);
  const { entries } = (await anna.get('log?queue=q')).json;
  assert.equal(entries.find(({ seq }) => seq === Number(entry)).contact, id);
  assert.ok(mail.html.includes(links[0].href), 'the HTML has the same link');
  await until('its ledger entry', async () => (await deliveries(site, id))[0].status === 'delivered');
  const [delivery] = await deliveries(site, id);
  assert.deepEqual([delivery.kind, delivery.destination, delivery.attempts.length], ['email', mail.to, 1]);
});

test('nothing of what the visitor wrote is in it, nor where from', async () => {
  for (const langs of [['en'], ['fi']]) {
    const { mail } = await send(langs);
    assert.doesNotMatch(JSON.stringify(mail), /marker|trouble/i);
  }
});

test('a Finnish site is written to in Finnish', async () => {
  const { mail } = await send(['fi', 'en']);
  assert.match(mail.subject, /viesti.*Tukipiste/i);
  for (const part of [mail.subject, mail.text, mail.html]) assert.doesNotMatch(part, /\b(message|queue|you|the)\b/i);
  assert.match(mail.html, /<html[^>]* lang="fi"/);
});

test("an owner's texts are no markup in it, and no headers", async () => {
  const { mail } = await send(['en'], { name: 'A <b>desk</b>\r\nBcc: all@acme.example' });
  assert.ok(!mail.html.includes('<b>desk'), mail.html);
  assert.doesNotMatch(mail.subject, /[\r\n]/);
});
