import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, contacts, putSite, submit } from '../support/api.mjs';
import { group, input, logic, options, siteWith, walk } from '../support/questions.mjs';

const radio = (name, ...values) => ({ element: 'radio', name, label: name, options: options(...values), required: true });

describe('what the latest answers alone do not tell', () => {
  const twice = [
    group('first', [radio('wish', 'a', 'b')]),
    logic('l', { and: [{ wish: 'b' }], target: 'second', tags: ['b-first'] }),
    logic('l', { target: '_register', tags: ['a-first'] }),
    group('second', [radio('wish', 'a', 'b')]),
    logic('l', { target: '_register' }),
  ];

  test('a name that was asked twice has a walk that fits, told or found', async () => {
    const site = await siteWith(twice);
    const direct = await walk(site, 'q', { wish: 'a' });
    assert.deepEqual([direct.path, direct.tags], [['first'], ['a-first']]);
    const told = await walk(site, 'q', { wish: 'a' }, { earlier: { wish: ['b'] } });
    assert.deepEqual([told.path, told.tags, told.answers], [['first', 'second'], ['b-first'], { wish: 'a' }]);
    assert.deepEqual(await walk(site, 'q', { wish: 'a' }, { earlier: { wish: ['b', 'b'] } }), { wish: 'off_path' });
    assert.deepEqual(await walk(site, 'q', { wish: 'a' }, { earlier: { shoe: ['b'] } }), { shoe: 'unknown_field' });
  });

  test('an earlier answer is looked for where only it leads on', async () => {
    const site = await siteWith([...twice.slice(0, 2), logic('l', { target: '_close' }), ...twice.slice(3)]);
    const found = await walk(site, 'q', { wish: 'a' });
    assert.deepEqual(found.path, ['first', 'second']);
  });

  test('what the page knew decides where the visitor was not asked', async () => {
    const site = await siteWith([
      logic('l', { and: [{ plan: 'gold' }], target: 'vip', tags: ['gold'], queueId: 'vips' }),
      group('plan', [radio('plan', 'gold', 'tin')]),
      logic('l', { target: '_register' }),
      group('vip', [input('wish')]),
    ], { vips: {} });
    const contact = await walk(site, 'q', { wish: 'more' }, { prefilled: { plan: 'gold' } });
    assert.deepEqual([contact.path, contact.tags, contact.queue, contact.answers], [['vip'], ['gold'], 'vips', { wish: 'more' }]);
    assert.deepEqual(await walk(site, 'q', { wish: 'more' }), { plan: 'required', wish: 'off_path' });
    assert.deepEqual(await walk(site, 'q', { wish: 'x' }, { prefilled: { shoe: '44' } }), { plan: 'required', shoe: 'unknown_field', wish: 'off_path' });
  });

  test('a hidden field is kept with the answers, and one that does not fit is refused', async () => {
    const site = await siteWith([input('order', { hidden: true, pattern: '\\d+', required: true }), { element: 'textarea', name: 'message', label: 'Message' }]);
    assert.deepEqual((await walk(site, 'q', { order: '12', message: 'Hei' })).answers, { order: '12', message: 'Hei' });
    assert.deepEqual((await walk(site, 'q', { message: 'Hei' })).answers, { message: 'Hei' });
    assert.deepEqual(await walk(site, 'q', { order: 'x', message: 'Hei' }), { order: 'pattern' });
    const flow = await call('GET', `/v1/sites/${site}/queues/q/flow?view=form`, { token: null });
    assert.doesNotMatch(JSON.stringify(flow.json.steps), /order/, 'it is never shown');
  });

  test('consent is kept word for word, in the language that was shown, and only where it was given', async () => {
    const questionnaire = [
      { element: 'textarea', name: 'message', label: 'Message' },
      { element: 'checkbox', name: 'ok', consent: '2026-11', required: true, label: { en: 'I <b>agree</b>.', fi: 'Hyväksyn.' } },
      { element: 'checkbox', name: 'news', consent: '3', label: 'Send me news.' },
    ];
    const site = await siteWith(questionnaire);
    const contact = await walk(site, 'q', { message: 'Hei', ok: true }, { lang: 'fi' });
    assert.deepEqual(contact.consents, [{ name: 'ok', version: '2026-11', text: 'Hyväksyn.', lang: 'fi' }]);
    await call('PUT', `/v1/sites/${site}`, { body: { queues: {} } });
    assert.equal((await contacts(site))[0].consents[0].text, 'Hyväksyn.', 'whatever the settings say later');
    const bad = await call('PUT', `/v1/sites/${site}`, { body: { queues: { q: { closed: { view: 'form', form: { questionnaire: [input('a', { consent: '1' })] } } } } } });
    assert.equal(bad.json.errors[0].code, 'not_a_checkbox');
  });

  test('_register and _complete thank in their own words', async () => {
    const form = (target) => ({ closed: { view: 'form', form: { questionnaire: [{ ...input('a'), redirects: [{ target }] }], registered: 'Registered.', registered_closed: 'Registered while closed.' } } });
    const site = await putSite({ r: form('_register'), c: form('_complete') });
    assert.equal((await submit(site, 'r', { a: 'x' })).json.text, 'Registered.');
    assert.equal((await submit(site, 'c', { a: 'x' })).json.text, 'Registered while closed.');
  });

  test('what is asked behind _registered comes as a contact of its own, with all answers', async () => {
    const site = await siteWith([
      group('ask', [input('message')]),
      logic('end', { target: '_register' }),
      logic('_registered', { and: [{ message: 'call.*' }], target: 'phone' }),
      logic('end', { target: '_close' }),
      group('phone', [input('phone')]),
      logic('end', { target: '_register' }),
    ]);
    assert.deepEqual((await walk(site, 'q', { message: 'call me' })).path, ['ask']);
    assert.deepEqual((await walk(site, 'q', { message: 'call me', phone: '1' })).path, ['ask', 'phone']);
    assert.deepEqual(await walk(site, 'q', { message: 'write', phone: '1' }), { phone: 'off_path' });
  });
});
