import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { call, contacts, deliveries, putSite, submit } from '../support/api.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { asForm, group, input, logic, options, siteWith, walk } from '../support/questions.mjs';

// A shop's questionnaire as an owner of a Ninchat chat has it.
const shop = [
  group('topic', [
    { element: 'text', name: 'hello', label: '<p>Hello!</p>' },
    { element: 'radio', name: 'topic', label: 'What about?', options: options('order', 'return', 'sales', 'other', 'nothing'), required: true },
    { element: 'checkbox', name: 'customer', label: 'I am a customer' },
  ], { buttons: { back: false, next: 'Go on' } }),
  logic('topic-1', { and: [{ topic: 'order|return' }, { customer: 'true' }], target: 'order', tags: ['customer', 'order'] }),
  logic('topic-2', { or: [{ topic: 'sales' }, { topic: 'other' }], target: 'contact', tags: ['lead'], queueId: 'sales' }),
  logic('topic-3', { and: [{ topic: 'nothing' }], target: '_close' }),
  logic('topic-4', { and: [{ topic: 'return' }, { customer: 'false' }], target: 'nowhere', tags: ['lost'] }),
  logic('topic-5', { target: 'stranger', tags: ['stranger'] }),
  group('order', [
    input('number', { pattern: '\\d{4,6}', required: true, inputmode: 'numeric' }),
    { element: 'select', name: 'shop', label: 'Where?', options: options('Helsinki', 'Turku') },
    { element: 'a', label: 'Terms', href: 'https://acme.example/terms' },
  ], { redirects: [{ pattern: 'never', target: '_close' }, { target: 'happy' }] }),
  group('stranger', [input('country', { required: true })], { redirects: [{ target: 'contact' }] }),
  group('happy', [{ element: 'likert', name: 'service', label: 'Good?', required: true }], { buttons: { back: false, next: false } }),
  logic('happy-1', { or: [{ service: 'strongly_(dis)?agree' }], target: 'contact', tags: ['strong', 'order'], queueId: 'care' }),
  logic('happy-2', { target: '_register' }),
  group('contact', [input('email', { pattern: '[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+', required: true }), { element: 'textarea', name: 'message', label: 'Message', required: true }]),
  logic('contact-1', { target: '_complete' }),
];
const person = { email: 'anna@acme.example', message: 'Hei' };

describe('a questionnaire with branches', () => {
  let site;
  before(async () => {
    const forward = (to) => ({ forward: [{ kind: 'email', to: `${to}@acme.example` }] });
    site = await putSite({ q: asForm(shop, forward('desk')), sales: { ...forward('sales'), offline: { tickets: false } }, care: forward('care') });
  });
  const stored = async (answers) => {
    const contact = await walk(site, 'q', answers);
    assert.ok(contact.id, JSON.stringify(contact));
    const { answers: kept, path, tags, queue } = contact;
    return { answers: kept, path, tags, queue };
  };

  test('"and": all must match, and tags stick', async () => {
    const answers = { topic: 'order', customer: 'true', number: '12345', shop: 'Turku', service: 'agree' };
    assert.deepEqual(await stored({ ...answers, customer: true }), { answers, path: ['topic', 'order', 'happy'], tags: ['customer', 'order'], queue: 'q' });
  });

  test('"or": any may match, and its queue takes the contact, with its own settings', async () => {
    const contact = await walk(site, 'q', { topic: 'other', ...person });
    assert.deepEqual([contact.path, contact.tags, contact.queue], [['topic', 'contact'], ['lead'], 'sales']);
    assert.deepEqual([contact.status, contact.missed_reason], ['missed', 'queue_disabled']);
    const destinations = (await deliveries(site, contact.id)).map((delivery) => delivery.destination);
    assert.deepEqual(destinations, ['sales@acme.example']);
  });

  test('a pattern of a condition must match the whole answer; tags come once each', async () => {
    const answers = { topic: 'return', customer: 'true', number: '1234', service: 'strongly_disagree', ...person };
    assert.deepEqual(await stored(answers), { answers, path: ['topic', 'order', 'happy', 'contact'], tags: ['customer', 'order', 'strong'], queue: 'care' });
  });

  test('logic that leads nowhere is passed over, tags and all; logic without conditions always leads', async () => {
    const answers = { topic: 'return', country: 'Suomi', ...person };
    assert.deepEqual(await stored({ ...answers, customer: false }), { answers, path: ['topic', 'stranger', 'contact'], tags: ['stranger'], queue: 'q' });
  });

  test('a walk into _close is refused, and nothing is stored', async () => {
    const before = (await contacts(site)).length;
    assert.deepEqual(Object.values(await walk(site, 'q', { topic: 'nothing' })), ['leads_nowhere']);
    assert.ok('email' in (await walk(site, 'q', { topic: 'nothing', ...person })), 'also where more was answered');
    assert.equal((await contacts(site)).length, before);
  });

  test('answers off the path are refused, those on it are asked for', async () => {
    assert.deepEqual(await walk(site, 'q', { topic: 'sales', ...person, number: '1234' }), { number: 'off_path' });
    assert.deepEqual(await walk(site, 'q', { topic: 'order', customer: true, ...person }), { number: 'required', service: 'required', email: 'off_path', message: 'off_path' });
    assert.deepEqual(await walk(site, 'q', { topic: 'order', ...person }), { country: 'required' });
    assert.deepEqual(await walk(site, 'q', { topic: 'order', customer: true, number: '12a4', service: 'agree', hello: 'x' }), { number: 'pattern', hello: 'unknown_field' });
  });
});

describe('redirects', () => {
  test('stand for logic on the own name, in order; without a pattern always', async () => {
    const site = await siteWith([
      { ...input('a'), redirects: [{ pattern: 'x', target: 'three' }, { pattern: 'y.*', target: '_register' }, { pattern: 'gone', target: 'nowhere' }] },
      { ...input('b'), redirects: [{ target: '_complete' }] },
      group('three', [input('c')]),
    ]);
    assert.deepEqual((await walk(site, 'q', { a: 'x', c: '1' })).path, ['a', 'three']);
    assert.deepEqual((await walk(site, 'q', { a: 'yes' })).path, ['a']);
    assert.deepEqual((await walk(site, 'q', { a: 'gone', b: '1' })).path, ['a', 'b'], 'a target that is not there');
    assert.deepEqual((await walk(site, 'q', { a: 'xx' })).path, ['a', 'b'], 'the whole value');
  });
});

describe('elements', () => {
  test('a flat list is one step', async () => {
    const site = await siteWith([
      { element: 'text', label: 'Hello' },
      input('name'),
      { element: 'a', label: 'Home', href: 'https://acme.example' },
      { element: 'likert', name: 'service', label: 'Good?' },
      { element: 'checkbox', name: 'one', label: '1' },
      { element: 'checkbox', name: 'two', label: '2' },
    ]);
    const { path, answers } = await walk(site, 'q', { name: 'Anna', service: 'agree', two: true });
    assert.equal(path.length, 1);
    assert.deepEqual(answers, { name: 'Anna', service: 'agree', two: 'true' });
  });

  test('"required" is true or "true"; a required checkbox must be ticked', async () => {
    const site = await siteWith([input('a', { required: 'true' }), input('b', { required: 'false' }), input('c', { required: '' }), { element: 'checkbox', name: 'd', required: true }]);
    assert.deepEqual(await walk(site, 'q', {}), { a: 'required', d: 'required' });
    assert.deepEqual(await walk(site, 'q', { a: 'x', d: 'false' }), { d: 'required' });
    assert.deepEqual((await walk(site, 'q', { a: 'x', d: 'true' })).answers, { a: 'x', d: 'true' });
  });

  test('a likert takes its five values, texts and links take none', async () => {
    const site = await siteWith([{ element: 'likert', name: 'l' }, { element: 'text', name: 't', label: 'T' }, { element: 'a', name: 'k', label: 'L', href: 'https://acme.example' }]);
    for (const l of ['strongly_disagree', 'disagree', 'neither_agree_nor_disagree', 'agree', 'strongly_agree']) assert.deepEqual((await walk(site, 'q', { l })).answers, { l });
    assert.deepEqual(await walk(site, 'q', { l: 'Agree', t: 'x', k: 'x' }), { l: 'not_an_option', t: 'unknown_field', k: 'unknown_field' });
  });

  test('numbers are taken as values, as Ninchat\'s clients do', async () => {
    const site = await siteWith([{ element: 'radio', name: 'n', options: [{ label: 'One', value: 1 }, { label: 'Two', value: '2' }], redirects: [{ pattern: 1, target: '_register' }] }, input('b')]);
    assert.deepEqual((await walk(site, 'q', { n: '1' })).path, ['n']);
    assert.deepEqual((await walk(site, 'q', { n: '2' })).path, ['n', 'b']);
  });

  test('names may be anything that JSON can hold', async () => {
    const names = ['__proto__', 'constructor', 'a b', 'ä/ö~', '_was.a', '_key', '"'];
    const site = await siteWith(names.map((name) => input(name)));
    const body = `{"answers":{${names.map((name) => `${JSON.stringify(name)}:"v"`).join()}}}`;
    const sent = await submit(site, 'q', null, { body });
    assert.equal(sent.status, 201, sent.text);
    const { text } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
    for (const name of names) assert.ok(text.includes(`${JSON.stringify(name)}:"v"`), name);
  });

  test('patterns that cannot be used are named when saving', async () => {
    for (const pattern of ['(', '[a', '*', 'a{2,1}', '(a)\\1', '(?=a)', '(?<!b)a']) {
      const body = { origins: ['*'], queues: { q: asForm([input('a', { pattern })]) } };
      const refused = await call('PUT', '/v1/sites/t-pattern', { body });
      isProblem(refused, 422, undefined, pattern);
      assert.deepEqual(pointersOf(refused), ['/queues/q/closed/form/questionnaire/0/pattern'], pattern);
    }
  });

  test('a pattern that would hang elsewhere is quick', { timeout: 10_000 }, async () => {
    const site = await siteWith([input('a', { pattern: '(a*)*b|(a|aa)+c|(\\w+\\s?)*!' })]);
    assert.deepEqual(await walk(site, 'q', { a: `${'a'.repeat(19_000)}?` }), { a: 'pattern' });
  });
});
