import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, call, contacts, putSite, submit } from '../support/api.mjs';
import { asking, form, good, message, questions } from '../support/form.mjs';
import { times } from '../support/many.mjs';
import { faultsOf, isProblem } from '../support/problem.mjs';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const nothingStored = async (site) => assert.deepEqual(await contacts(site), []);

describe('a contact', () => {
  test('is answered with id, receipt, status, missed_reason, reply_by and the words of thanks', async () => {
    const site = await putSite({ q: asking(questions, { en: 'Thank you, Acme.', fi: 'Kiitos, Acme.' }) });
    const sent = await submit(site, 'q', good, { body: { view: 'form', lang: 'en' } });
    assert.equal(sent.status, 201);
    const { id, receipt, reply_by, link, ...rest } = sent.json;
    assert.match(link, /^http.*\/s\/[\w-]+\/\w{26}$/);
    assert.ok(typeof id === 'string' && id.length >= 20, 'cannot be guessed');
    assert.match(receipt, /^[0-9A-Z-]{6,12}$/, 'can be read out on the phone');
    assert.ok(reply_by === null || INSTANT.test(reply_by));
    assert.deepEqual(rest, { status: 'open', missed_reason: null, text: 'Thank you, Acme.' });
    const finnish = await submit(site, 'q', good, { body: { lang: 'fi-FI' } });
    assert.equal(finnish.json.text, 'Kiitos, Acme.');
    assert.notEqual(finnish.json.receipt, receipt);
  });

  test('is stored with every field', async () => {
    const site = await putSite({ q: asking() });
    const answers = { ...good, colour: 'blue', happy: 'neither_agree_nor_disagree', news: false, more: '  ' };
    const page = 'https://acme.example/help?from=mail&x=1';
    const { json } = await submit(site, 'q', answers, { body: { view: 'form', lang: 'fi', page, zone: 'Europe/Helsinki' } });
    const stored = (await call('GET', `/v1/sites/${site}/contacts/${json.id}`)).json;
    const { at, reply_by, path, ...rest } = stored;
    assert.match(at, INSTANT);
    assert.equal(reply_by, json.reply_by);
    assert.equal(path.length, 1);
    assert.deepEqual(rest, {
      id: json.id,
      receipt: json.receipt,
      zone: 'Europe/Helsinki',
      queue: 'q',
      status: 'open',
      missed_reason: null,
      assigned_to: null,
      view: 'form',
      lang: 'fi',
      page,
      answers: { order: 'AB1234', size: 's', colour: 'blue', happy: 'neither_agree_nor_disagree', terms: 'true' },
      tags: [],
      comment: null,
      consents: [],
      details: [],
      withdrawn: false,
      erased: false,
    });
    assert.deepEqual((await contacts(site))[0], stored);
  });

  test('keeps what was typed to the letter', async () => {
    const site = await putSite({ q: asking([{ element: 'textarea', name: 'päivä/määrä ~1' }]) });
    const typed = ['Hei åäö ÅÄÖ', ' blanks around ', 'a\nb\r\nc\td', '<b>"&amp;"</b>', 'Ĳ🏳️‍🌈\u202e\u0301', '\u0000 nul', '\\u0041', "'); DROP TABLE contact; --", 'x'.repeat(20_000), '🦊'.repeat(20_000)];
    for (const text of typed) {
      const sent = await submit(site, 'q', { 'päivä/määrä ~1': text });
      assert.equal(sent.status, 201, sent.text);
      const { json } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
      assert.equal(json.answers['päivä/määrä ~1'], text);
    }
  });

  test('may come without view, language and page', async () => {
    const site = await putSite({ q: form });
    assert.equal((await submit(site, 'q', message)).status, 201);
    const [stored] = await contacts(site);
    assert.deepEqual([stored.view, stored.lang, stored.page], ['form', 'en', null]);
  });

  test('is thanked in the language in which it was asked, and keeps it', async () => {
    const closed = { view: 'form', message: { en: 'Closed', sv: 'Stängt' }, form: { questionnaire: questions, registered: { en: 'Thank you', sv: 'Tack' } } };
    const site = await putSite({ q: { closed } }, { langs: ['en', 'sv'] });
    const sent = await submit(site, 'q', good, { body: { lang: 'sv' } });
    const [stored] = await contacts(site);
    assert.deepEqual([sent.json.text, stored.lang], ['Tack', 'sv']);
  });

  test('of a Lightbot says so', async () => {
    const lightbot = { questionnaire: [{ element: 'textarea', name: 'm' }], registered: 'Lumo has it.' };
    const site = await putSite({ q: { closed: { view: 'lightbot', lightbot } } });
    const sent = await submit(site, 'q', { m: 'Hei' }, { body: { view: 'lightbot' } });
    assert.equal(sent.json.text, 'Lumo has it.');
    assert.equal((await contacts(site))[0].view, 'lightbot');
  });
});

describe('what does not fit', () => {
  const refused = async (site, answers, body) => {
    const reply = await submit(site, 'q', answers, { body });
    const problem = isProblem(reply, 422);
    for (const error of problem.errors) assert.ok(error.code && error.message.length > 5, JSON.stringify(error));
    return faultsOf(reply);
  };

  test('is told of every field at once, and nothing is stored', async () => {
    const site = await putSite({ q: asking() });
    assert.deepEqual(await refused(site, {}), { order: 'required', size: 'required', terms: 'required' });
    const wrong = { order: 'ab1234', size: 'm', colour: 'Red', happy: 'yes', terms: 'on', news: 'maybe', more: 'x'.repeat(20_001), nobody: 'asked' };
    assert.deepEqual(await refused(site, wrong), {
      order: 'pattern', size: 'not_an_option', colour: 'not_an_option', happy: 'not_an_option', terms: 'not_an_option', news: 'not_an_option', more: 'too_long', nobody: 'unknown_field',
    });
    assert.deepEqual(await refused(site, { ...good, order: ' ', terms: false }), { order: 'required', terms: 'required' });
    await nothingStored(site);
  });

  test('a pattern must fit the whole answer', async () => {
    const site = await putSite({ q: asking() });
    for (const order of ['AB1234 ', ' AB1234', 'AB12345', 'XAB1234', 'AB1234\n', 'AB١٢٣٤']) {
      assert.deepEqual(await refused(site, { ...good, order }), { order: 'pattern' }, JSON.stringify(order));
    }
  });

  test("is said in the visitor's language", async () => {
    const site = await putSite({ q: asking() });
    const words = async (lang) => (await submit(site, 'q', {}, { body: { lang } })).json.errors.map((error) => error.message);
    assert.notDeepEqual(await words('fi'), await words('en'));
    assert.match((await words('fi'))[0], /Vastaa/);
  });

  test('answers of a wrong type', async () => {
    const site = await putSite({ q: asking() });
    for (const value of [5, null, [], ['AB1234'], { a: 1 }]) {
      const faults = await refused(site, { ...good, order: value });
      assert.ok('order' in faults, JSON.stringify(value));
    }
    await nothingStored(site);
  });

  test('a wrong type does not hide what else is wrong', async () => {
    const site = await putSite({ q: asking() });
    const faults = await refused(site, { order: 5, size: 'm', nobody: 'asked' });
    assert.deepEqual(Object.keys(faults).sort(), ['nobody', 'order', 'size', 'terms']);
  });

  test('members of the body that are unknown or of a wrong type', async () => {
    const site = await putSite({ q: form });
    const faults = await refused(site, message, { view: 'window', lang: 5, page: 'javascript:alert(1)', spam: true });
    assert.deepEqual(Object.keys(faults).sort(), ['lang', 'page', 'spam', 'view']);
    for (const answers of [undefined, null, [], 'Hei', 5]) assert.ok(Object.keys(await refused(site, answers)).length > 0);
    await nothingStored(site);
  });

  test('a body that is no object is 422, one that is no JSON 400', async () => {
    const site = await putSite({ q: form });
    const send = (body) => call('POST', `/v1/sites/${site}/queues/q/contacts`, { token: null, headers: { 'idempotency-key': 'k' }, body });
    for (const body of ['null', '[]', '"Hei"', '5']) isProblem(await send(body), 422, undefined, body);
    for (const body of ['', '{', '{"answers":{}} x', 'email=anna', '{"answers":{"a":"\\ud800"}}', `{"answers":${'['.repeat(50_000)}`]) isProblem(await send(body), 400, undefined, body.slice(0, 40));
    await nothingStored(site);
  });

  test('too large is 413, whether it says so or not', async () => {
    const site = await putSite({ q: form });
    const large = JSON.stringify({ answers: { ...message, message: 'x'.repeat(2_000_000) } });
    isProblem(await submit(site, 'q', null, { body: large }), 413);
    // A stream has no length of its own.
    const body = new Blob([large]).stream();
    const streamed = await fetch(`${base}/v1/sites/${site}/queues/q/contacts`, { method: 'POST', duplex: 'half', headers: { 'idempotency-key': 'k' }, body });
    assert.equal(streamed.status, 413);
    await nothingStored(site);
  });

  test('too many answers are refused', async () => {
    const site = await putSite({ q: form });
    const many = Object.fromEntries(times(2000).map((i) => [`a${i}`, 'x']));
    assert.ok(Object.keys(await refused(site, { ...message, ...many })).length > 0);
    await nothingStored(site);
  });

  test('an unknown site or queue is 404, a foreign origin 403', async () => {
    const site = await putSite({ q: form }, { origins: ['https://acme.example'] });
    isProblem(await submit(`t-${randomUUID().slice(0, 12)}`, 'q', message), 404, 'unknown_site');
    isProblem(await submit(site, 'nowhere', message), 404, 'unknown_queue');
    isProblem(await submit(site, 'q', message, { headers: { origin: 'https://evil.example' } }), 403, 'origin_not_allowed');
    await nothingStored(site);
    assert.equal((await submit(site, 'q', message, { headers: { origin: 'https://acme.example' } })).status, 201);
  });
});
