import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { contacts, putSite } from '../support/api.mjs';
import { isReceipt, load, opened, press, reload, textOf } from '../support/visitor.mjs';

const nothingStored = async (site) => assert.deepEqual(await contacts(site), []);
const options = (...values) => values.map((value) => ({ label: `Option ${value}`, value }));
const next = (page, answers) => press(page, answers, 'Next');

describe('several steps of a page', () => {
  const steps = [
    { name: 'who', type: 'group', elements: [{ element: 'input', name: 'name', label: 'Name', required: true }, { element: 'checkbox', name: 'member', label: 'Member' }], redirects: [{ pattern: 'stop', target: '_close' }] },
    { name: 'who-1', logic: { and: [{ name: 'stop' }], target: '_close' } },
    { name: 'who-2', logic: { and: [{ member: 'true' }], target: 'number', tags: ['member'] } },
    { name: 'what', type: 'group', elements: [{ element: 'textarea', name: 'message', label: 'Message', required: true }], redirects: [{ target: '_register' }] },
    { name: 'number', type: 'group', elements: [{ element: 'input', name: 'number', label: 'Number', pattern: '\\d+', required: true }], buttons: { back: 'To the start', next: 'Continue' }, redirects: [{ target: 'what' }] },
  ];
  const begin = (view = 'form') => opened({ closed: { view, form: { questionnaire: steps }, lightbot: { name: 'Lumo', questionnaire: steps } } });
  const asks = (page, name) => page.form.controls.some((control) => control.name === name);

  for (const view of ['form', 'lightbot']) {
    test(`of a ${view} come one by one, and all is stored at the end`, async () => {
      const { site, page } = await begin(view);
      const second = await next(page, { name: 'Anna "A" <x>', member: true });
      assert.ok(asks(second, 'number') && !asks(second, 'name'));
      const again = await press(second, { number: 'x' }, 'Continue');
      assert.deepEqual(Object.keys(again.form.errors), ['number']);
      const third = await press(again, { number: '7' }, 'Continue');
      await nothingStored(site);
      const sent = await next(third, { message: 'Hei' });
      const [stored] = await contacts(site);
      isReceipt(sent, stored.receipt);
      assert.deepEqual(stored.answers, { name: 'Anna "A" <x>', member: 'true', number: '7', message: 'Hei' });
      assert.deepEqual([stored.path, stored.tags, stored.view], [['who', 'number', 'what'], ['member'], view]);
    });
  }

  test('the first has no way back; going back drops what came after', async () => {
    const { site, page } = await begin();
    assert.ok(!page.form.buttons.some((button) => button.name === '_back'));
    const second = await next(page, { name: 'Anna', member: true });
    const back = await press(second, { number: '7' }, 'To the start');
    assert.ok(asks(back, 'name') && !asks(back, 'number'));
    const other = await next(back, { name: 'Bo', member: 'no' });
    assert.ok(asks(other, 'message') && !asks(other, 'number'));
    await next(other, { message: 'Hei' });
    const [stored] = await contacts(site);
    assert.deepEqual([stored.answers, stored.path, stored.tags], [{ name: 'Bo', message: 'Hei' }, ['who', 'what'], []]);
  });

  test('going back shows what was answered there', async () => {
    const { page } = await begin();
    const second = await next(page, { name: 'Anna', member: true });
    const { form } = await press(second, {}, 'To the start');
    const control = (name) => form.controls.find((one) => one.name === name);
    assert.deepEqual([control('name').value, control('member').checked], ['Anna', true]);
  });

  test('a step that leads back to the menu lets the visitor choose again', async () => {
    const questionnaire = [
      { element: 'radio', name: 'menu', label: 'Menu', options: options('hours', 'write'), buttons: { back: false, next: false }, redirects: [{ pattern: 'write', target: 'write' }] },
      { name: 'hours', type: 'group', elements: [{ element: 'text', label: 'Nine to five.' }, { element: 'radio', name: 'more', label: 'More?', options: options('menu') }], buttons: { back: false, next: false }, redirects: [{ target: 'menu' }] },
      { element: 'textarea', name: 'write', label: 'Write', redirects: [{ target: '_register' }] },
    ];
    const { site, page } = await opened({ closed: { view: 'lightbot', lightbot: { questionnaire } } });
    let menu = page;
    for (let round = 0; round < 3; round++) {
      const hours = await press(menu, {}, 'Option hours');
      assert.match(hours.text, /Nine to five/);
      menu = await press(hours, {}, 'Option menu');
    }
    const write = await press(menu, {}, 'Option write');
    await press(write, { write: 'Hei' });
    const [stored] = await contacts(site);
    assert.deepEqual([stored.answers, stored.path], [{ menu: 'write', write: 'Hei' }, ['menu', 'write']]);
  });

  test('a question that comes twice is answered by the latest answer, and the way there still counts', async () => {
    const ask = (name, more) => ({ name, type: 'group', elements: [{ element: 'input', name: 'city', label: 'City' }], ...more });
    const questionnaire = [
      ask('one', { redirects: [{ target: 'check' }] }),
      { name: 'check', logic: { and: [{ city: 'Abo' }], target: 'sure' } },
      { element: 'input', name: 'street', label: 'Street', required: true, redirects: [{ target: '_register' }] },
      ask('sure', { redirects: [{ target: '_register' }] }),
    ];
    const { site, page } = await opened({ closed: { view: 'form', form: { questionnaire } } });
    const sure = await next(page, { city: 'Abo' });
    const sent = await next(sure, { city: 'Turku' });
    const [stored] = await contacts(site);
    assert.ok(stored, sent.text);
    assert.deepEqual([stored.answers, stored.path], [{ city: 'Turku' }, ['one', 'sure']]);
  });

  test('a walk into _close says goodbye and stores nothing', async () => {
    const { site, page } = await begin();
    const ended = await next(page, { name: 'stop' });
    assert.equal(ended.status, 200);
    assert.equal(ended.form, null);
    await nothingStored(site);
  });

  test('the last step can be sent again without doubling, and an earlier one be taken again', async () => {
    const { site, page } = await begin();
    const second = await next(page, { name: 'Anna' });
    const sent = await next(second, { message: 'Hei' });
    const [stored] = await contacts(site);
    isReceipt(await reload(sent), stored.receipt);
    assert.ok(asks(await reload(second), 'message'));
    assert.equal((await contacts(site)).length, 1);
  });

  test('what the form carries along is believed as little as anything else', async () => {
    const { site, page } = await begin();
    const post = (fields) => load(page.path, { post: new URLSearchParams({ _key: randomUUID(), _view: 'form', ...fields }).toString() });
    const skipped = await post({ _steps: '1', '_was.name': '', message: 'Hei' });
    assert.ok(asks(skipped, 'name'), 'the first step was not answered');
    const forged = await post({ _steps: '2', '_was.name': 'Anna', '_was.member': 'true', '_was.number': 'x', message: 'Hei' });
    assert.ok(asks(forged, 'number'), 'the number does not fit');
    for (const fields of [{}, { _steps: '-1' }, { _steps: 'x' }, { _steps: '99' }, { _view: 'x' }, { _back: '1' }, { _steps: '1', _back: '1' }]) {
      const odd = await post(fields);
      assert.equal(odd.status, 200, JSON.stringify(fields));
      assert.ok(odd.form, JSON.stringify(fields));
    }
    for (const raw of ['', '%', '%FF=%FF', '=&=', 'a'.repeat(1000), '_key', '\u0000']) assert.ok((await load(page.path, { post: raw })).status < 500, raw.slice(0, 9));
    await nothingStored(site);
  });

  test('options of a single choice are buttons that answer and move on', async () => {
    const questionnaire = [
      { element: 'radio', name: 'topic', label: 'What?', options: options('a "b" & c', 'other'), redirects: [{ pattern: 'other', target: '_close' }] },
      { element: 'textarea', name: 'message', label: 'Message' },
    ];
    const { site, page } = await opened({ closed: { view: 'lightbot', lightbot: { questionnaire } } });
    const second = await press(page, {}, 'Option a "b" & c');
    await press(second, { message: 'Hei' });
    const [stored] = await contacts(site);
    assert.deepEqual(stored.answers, { topic: 'a "b" & c', message: 'Hei' });
  });
});

describe('the page of a conversation', () => {
  const questionnaire = [
    { element: 'radio', name: 'topic', label: '<p>What about?</p>', options: [{ label: { en: 'My order', fi: 'Tilaukseni' }, value: 'order' }, { label: 'Other', value: 'other' }] },
    {
      name: 'who',
      type: 'group',
      elements: [
        { element: 'text', label: 'Parcels take <b>two</b> days.' },
        { element: 'a', label: 'Follow it', href: 'https://acme.example/parcels' },
        { element: 'textarea', name: 'address', label: 'Where do you live?' },
        { element: 'checkbox', name: 'news', label: 'Send me <i>news</i>' },
      ],
    },
    { element: 'input', name: 'message', label: 'What shall I pass on?', required: true },
  ];
  const closed = { view: 'lightbot', lightbot: { name: 'Lumo', questionnaire } };
  const begin = (how) => opened({ closed }, how);
  // What was said so far, the question that is being asked last.
  const said = (page) => [...page.html.matchAll(/<div class="bubble (them|me)"[^>]*>(.*?)<\/div>/gs)].map(([, who, words]) => `${who}: ${textOf(words)}`);
  const HELLO = ['them: What about?'];
  const ORDER = [...HELLO, 'me: My order', 'them: Parcels take two days.', 'them: Where do you live?'];
  const PASS_ON = 'them: What shall I pass on?';
  const choose = (page) => press(page, {}, 'My order');

  test('keeps what was said above the present question, an option in its own words', async () => {
    const { page } = await begin();
    assert.deepEqual(said(page), HELLO);
    const second = await choose(page);
    assert.deepEqual(said(second), ORDER);
    const third = await next(second, { address: 'Turku', news: true });
    assert.deepEqual(said(third), [...ORDER, 'me: Turku Send me news', PASS_ON]);
    assert.equal(third.html.match(/href="https:\/\/acme\.example\/parcels"/g).length, 1, 'a link stays where it was said');
    assert.equal(third.html.match(/<form/g).length, 1, 'what was answered is locked');
  });

  test('tells also those who do not see it who said what', async () => {
    const { page } = await begin();
    assert.match((await choose(page)).text, /Lumo: What about\? You: My order Lumo: Parcels take two days\./);
  });

  test("is in the visitor's language, options too", async () => {
    const { page } = await begin({ path: '?lang=fi' });
    const second = await press(page, {}, 'Tilaukseni');
    assert.match(second.text, /Sinä: Tilaukseni/);
  });

  test('lets the visitor say nothing where a step was left blank', async () => {
    const { page } = await begin();
    const third = await next(await choose(page), { address: ' ' });
    assert.deepEqual(said(third), [...ORDER, PASS_ON]);
  });

  test('says what was typed as it was typed, and nowhere in an address', async () => {
    const { page } = await begin();
    const typed = '"><script>alert(1)</script> &amp; <b>Turku</b>';
    const third = await next(await choose(page), { address: typed });
    assert.deepEqual(said(third), [...ORDER, `me: ${typed}`, PASS_ON]);
    assert.doesNotMatch(third.html, /<script|<b>Turku/);
    const addresses = [...third.html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address);
    assert.ok(addresses.length > 0 && addresses.every((address) => !address.includes('Turku')), addresses.join('\n'));
  });

  test('keeps it above an answer that has to be corrected', async () => {
    const { page } = await begin();
    const third = await next(await choose(page), { address: 'Turku' });
    const again = await next(third, {});
    assert.deepEqual(Object.keys(again.form.errors), ['message']);
    assert.deepEqual(said(again), said(third));
  });

  test('takes back what was said when the visitor goes back', async () => {
    const { page } = await begin();
    const second = await choose(page);
    const third = await next(second, { address: 'Turku' });
    const back = await press(third, {}, 'Back');
    assert.deepEqual(said(back), ORDER);
    assert.equal(back.form.controls.find((control) => control.name === 'address').value, 'Turku');
    assert.deepEqual(said(await press(back, {}, 'Back')), HELLO);
    assert.deepEqual(said(await next(back, { address: 'Oulu' })), [...ORDER, 'me: Oulu', PASS_ON]);
  });

  test('ends with the receipt alone, and repeats nothing there', async () => {
    const { site, page } = await begin();
    const third = await next(await choose(page), { address: 'Turku' });
    const sent = await next(third, { message: 'Hei' });
    const [stored] = await contacts(site);
    isReceipt(sent, stored.receipt);
    assert.deepEqual(said(sent), []);
    assert.ok(!sent.html.includes('Turku'));
  });

  test('goes on with its own questions when the queue opens meanwhile', async () => {
    const { site, page } = await begin();
    const second = await choose(page);
    const open = { availability: 'hours', schedule: { timezone: 'UTC', week: Array(7).fill(['0:00', null]) } };
    await putSite({ q: { ...open, closed } }, { key: site });
    assert.match((await load(page.path)).html, /data-state="open"/);
    const third = await next(second, { address: 'Turku' });
    assert.deepEqual(said(third), [...ORDER, 'me: Turku', PASS_ON]);
    assert.match(third.html, /<div class="ask" part="transcript" role="log">/, 'it is still a conversation');
    const sent = await next(third, { message: 'Hei' });
    const [stored] = await contacts(site);
    isReceipt(sent, stored.receipt);
    assert.deepEqual(stored.answers, { topic: 'order', address: 'Turku', message: 'Hei' });
  });

  for (const view of ['message', 'hidden']) {
    test(`goes on with its own questions when the queue asks nothing any more (${view})`, async () => {
      const { site, page } = await begin();
      const second = await choose(page);
      await putSite({ q: { closed: { ...closed, view } } }, { key: site });
      assert.equal((await load(page.path)).form, null, 'who comes now is asked nothing');
      const third = await next(second, { address: 'Turku' });
      assert.deepEqual(said(third), [...ORDER, 'me: Turku', PASS_ON]);
      assert.match(third.html, /<div class="ask" part="transcript" role="log">/, 'it is still a conversation');
      const sent = await next(third, { message: 'Hei' });
      const [stored] = await contacts(site);
      isReceipt(sent, stored.receipt);
      assert.deepEqual(stored.answers, { topic: 'order', address: 'Turku', message: 'Hei' });
    });
  }

  test('is no page of a form, which shows its present step only', async () => {
    const step = (name, element) => ({ name, type: 'group', elements: [element] });
    const form = { questionnaire: [step('who', { element: 'input', name: 'name', label: 'Your name?' }), step('what', { element: 'input', name: 'message', label: 'Message' })] };
    const { page } = await opened({ closed: { view: 'form', form } });
    const second = await next(page, { name: 'Anna' });
    assert.deepEqual(said(second), []);
    assert.doesNotMatch(second.text, /Anna|Your name/);
  });
});
