import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, contacts, deliveries, putSite, secret, submit } from '../support/api.mjs';
import { isProblem } from '../support/problem.mjs';
import { startReceiver } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';
import { load, press, reload } from '../support/visitor.mjs';

const asking = { closed: { view: 'form', form: { questionnaire: [{ element: 'textarea', name: 'message', label: 'Message' }, { element: 'checkbox', name: 'ok', label: 'Yes', consent: '1' }] } } };

async function sent(queue = asking, lang = 'en') {
  const site = await putSite({ q: queue });
  const { json, text } = await submit(site, 'q', { message: 'Where is my <lamp>?', ok: true }, { body: { lang, page: 'https://acme.example/cart' } });
  assert.ok(json?.link, text);
  const path = new URL(json.link).pathname;
  return { site, path, receipt: json, page: await load(path) };
}
const only = async (site) => (await contacts(site))[0];
// The forms of the page, by their button.
const act = (page, button, answers = {}) => press({ ...page, form: formWith(page, button) }, answers, button);
function formWith(page, button) {
  const forms = page.html.match(/<form.*?<\/form>/gs).filter((form) => form.includes(`>${button}<`));
  assert.equal(forms.length, 1, `one form with "${button}" in ${page.text}`);
  const input = (type) => [...forms[0].matchAll(/<input type="(\w+)" name="([^"]*)" value="([^"]*)"/g)].map(([, kind, name, value]) => ({ type: kind, name, value, checked: false })).filter((i) => i.type === type);
  const areas = [...forms[0].matchAll(/<textarea[^>]* name="([^"]*)"/g)].map(([, name]) => ({ type: 'textarea', name, value: '', checked: false }));
  return { controls: [...input('hidden'), ...areas], buttons: [{ text: button, name: '', value: '' }], errors: {} };
}

describe('the visitor\'s own link', () => {
  test('tells how the message stands, in the visitor\'s language, and nobody else may see it', async () => {
    const { page, receipt, path, site } = await sent(asking, 'fi');
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(receipt.receipt) && page.text.includes('Where is my <lamp>?'), page.text);
    assert.match(page.text, /Se on perillä/);
    assert.match(page.policy['content-security-policy'], /default-src 'none'/);
    assert.equal(page.policy['cache-control'], 'no-store');
    assert.match(page.html, /noindex/);
    assert.ok(path.split('/').at(-1).length >= 26, 'it cannot be guessed');
    for (const other of [`/s/${site}/${'0'.repeat(26)}`, `/s/${site}/x`, `/s/nobody/${path.split('/').at(-1)}`]) {
      const gone = await load(other);
      assert.equal(gone.status, 404);
      assert.match(gone.text, /does not work any more|no such site/);
    }
    assert.doesNotMatch(JSON.stringify(await contacts(site)), new RegExp(path.split('/').at(-1)), 'the owner does not get it');
  });

  test('the same request again gives the same link', async () => {
    const site = await putSite({ q: asking });
    const once = () => submit(site, 'q', { message: 'x' }, { key: 'same' });
    assert.equal((await once()).json.link, (await once()).json.link);
  });

  test('a detail is added once, and the destinations hear of it', async () => {
    const receiver = await startReceiver();
    try {
      const { site, page } = await sent({ ...asking, forward: [{ kind: 'webhook', url: receiver.url, secret }] });
      const added = await act(page, 'Send', { text: 'It is the green one.' });
      assert.match(added.text, /Your addition has arrived/);
      assert.match(added.text, /It is the green one/);
      await reload(added);
      const { details } = await only(site);
      assert.deepEqual(details.map(({ text }) => text), ['It is the green one.']);
      assert.match(details[0].at, /^20\d\d-.*Z$/);
      await until('both webhooks', () => receiver.requests.length === 2);
      const events = receiver.requests.map(({ body }) => JSON.parse(body));
      assert.deepEqual(events.map(({ type }) => type).sort(), ['contact.registered', 'contact.updated']);
      assert.equal(events.find(({ type }) => type === 'contact.updated').data.details[0].text, 'It is the green one.');
      const blank = await act(page, 'Send', { text: '  ' });
      assert.equal(blank.status, 200);
      assert.equal((await only(site)).details.length, 1);
    } finally {
      await receiver.close();
    }
  });

  test('withdrawing is asked once more, and then nobody needs to answer', async () => {
    const { site, page, path } = await sent();
    const sure = await act(page, 'Withdraw the message');
    assert.match(sure.text, /nobody answers it/);
    assert.equal((await only(site)).withdrawn, false);
    const done = await act(sure, 'Withdraw the message');
    assert.match(done.text, /You have withdrawn it/);
    const contact = await only(site);
    assert.deepEqual([contact.withdrawn, contact.status, contact.answers.message], [true, 'resolved', 'Where is my <lamp>?']);
    assert.doesNotMatch((await load(path)).html, /textarea|>Withdraw/);
  });

  test('erasing leaves nothing of what was written, anywhere, and stops what was on its way', async () => {
    const receiver = await startReceiver(() => 503);
    try {
      const { site, page, path } = await sent({ ...asking, forward: [{ kind: 'webhook', url: receiver.url, secret }] });
      await until('an attempt', () => receiver.requests.length);
      const sure = await act(page, 'Erase the message');
      const done = await act(sure, 'Erase the message');
      assert.match(done.text, /has been erased/);
      const contact = await only(site);
      assert.deepEqual([contact.erased, contact.answers, contact.consents, contact.path, contact.page], [true, {}, [], [], null]);
      assert.doesNotMatch((await load(path)).html, /lamp|textarea/);
      const ledger = await deliveries(site, contact.id);
      assert.deepEqual(ledger.map(({ event, status }) => [event, status]), [['contact.erased', 'pending'], ['contact.registered', 'cancelled']]);
      await act(page, 'Send', { text: 'again' });
      assert.deepEqual((await only(site)).details, [], 'what is erased stays erased');
    } finally {
      await receiver.close();
    }
  });

  test('the owner can take a link back', async () => {
    const { site, path } = await sent();
    const { id } = await only(site);
    isProblem(await call('DELETE', `/v1/sites/${site}/contacts/${id}/link`, { token: null }), 401, 'unauthorized');
    assert.equal((await call('DELETE', `/v1/sites/${site}/contacts/${id}/link`)).status, 204);
    assert.equal((await load(path)).status, 404);
    isProblem(await call('DELETE', `/v1/sites/${site}/contacts/con_x/link`), 404, 'unknown_contact');
  });
});
