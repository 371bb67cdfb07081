import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { contacts } from '../support/api.mjs';
import { isReceipt, load, opened, press, reload } from '../support/visitor.mjs';

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
