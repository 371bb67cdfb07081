import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { call, contacts, deliveries, putSite, submit } from '../support/api.mjs';
import { faultsOf, isProblem, pointersOf } from '../support/problem.mjs';

const options = (...values) => values.map((value) => ({ label: `${value}!`, value }));
const group = (name, elements, more = {}) => ({ name, type: 'group', elements, ...more });
const logic = (name, rule) => ({ name, logic: rule });
const input = (name, more = {}) => ({ element: 'input', name, label: name, ...more });

// Sends answers to a queue; gives what was stored, or the faults.
async function walk(site, queue, answers, body) {
  const sent = await submit(site, queue, answers, { body });
  if (sent.status !== 201) {
    isProblem(sent, 422);
    return faultsOf(sent);
  }
  const { json } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
  return json;
}

const asForm = (questionnaire, more = {}) => ({ closed: { view: 'form', form: { questionnaire, registered: 'Thanks' } }, ...more });
const siteWith = (questionnaire, others = {}) => putSite({ q: asForm(questionnaire), ...others });

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

describe('logic', () => {
  const q1 = group('one', [input('a'), { element: 'checkbox', name: 'b', label: 'b' }]);
  const ends = [group('two', [input('x')]), logic('two-end', { target: '_register' }), group('three', [input('y')])];
  const pathOf = async (rules, answers) => (await walk(await siteWith([q1, ...rules, ...ends]), 'q', answers)).path?.join();
  const rule = (rule) => [logic('rule', { target: 'three', ...rule })];

  test('"and" or "or" is enough; neither is always', async () => {
    const both = rule({ and: [{ a: 'x' }, { b: 'true' }], or: [{ a: 'y' }] });
    assert.equal(await pathOf(both, { a: 'x', b: true }), 'one,three');
    assert.equal(await pathOf(both, { a: 'y' }), 'one,three');
    assert.equal(await pathOf(both, { a: 'x' }), 'one,two');
    for (const empty of [{}, { and: [] }, { or: [] }, { and: [], or: [] }]) assert.equal(await pathOf(rule(empty), {}), 'one,three');
  });

  test('the first that matches wins', async () => {
    assert.equal(await pathOf([...rule({ and: [{ a: '.+' }] }), logic('later', { target: '_register' })], { a: 'x' }), 'one,three');
    assert.equal(await pathOf([logic('first', { target: '_register' }), ...rule({})], { a: 'x' }), 'one');
  });

  test('an object with several names asks for all of them in "and", for any in "or"', async () => {
    assert.equal(await pathOf(rule({ and: [{ a: 'x', b: 'true' }] }), { a: 'x' }), 'one,two');
    assert.equal(await pathOf(rule({ or: [{ a: 'x', b: 'true' }] }), { a: 'x' }), 'one,three');
  });

  test('an empty pattern matches, also a blank answer', async () => {
    assert.equal(await pathOf(rule({ and: [{ a: '' }] }), {}), 'one,three');
  });

  test('an unticked checkbox is "false"', async () => {
    assert.equal(await pathOf(rule({ and: [{ b: 'false' }] }), {}), 'one,three');
    assert.equal(await pathOf(rule({ and: [{ b: 'false' }] }), { b: true }), 'one,two');
  });

  test('a value that equals the pattern matches, whatever it means as a regular expression', async () => {
    for (const value of ['Mikä on koronavirus?', 'a+b', '(', '[x', '5 € (sis. alv)', 'C:\\temp', '*', '{2}', 'a|b']) {
      assert.equal(await pathOf(rule({ and: [{ a: value }] }), { a: value }), 'one,three', value);
    }
  });

  test('patterns are read as JavaScript reads them', async () => {
    const fits = async (pattern, value) => (await pathOf(rule({ and: [{ a: pattern }] }), { a: value })) === 'one,three';
    const expected = [
      ['\\d+', '2026', true], ['\\d+', '٢٠', false], ['\\w+', 'Anna_1', true], ['\\w+', 'Äiti', false], ['\\s', '\u00a0', true],
      ['[^\\s@]+@[^\\s@]+', 'a@b', true], ['[\\w.-]+', 'a-b.c', true], ['^x$', 'x', true], ['x', 'xy', false], ['a|b', 'ab', false],
      ['.', 'ä', true], ['a.b', 'a\nb', false], ['\\u00e4', 'ä', true], ['\\/\\-', '/-', true], ['x{2,3}', 'xxxx', false],
      ['(?:ab)+', 'abab', true], ['(a)(b)?', 'a', true], ['[а-яё]+', 'привет', true], ['\\bfoo\\b.*', 'foo bar', true], ['A', 'a', false],
    ];
    // As JavaScript itself does, where the whole value must match.
    for (const [pattern, value, whole] of expected) assert.equal(new RegExp(`^(?:${pattern})$`).test(value), whole, `${pattern} in JavaScript`);
    for (const [pattern, value, whole] of expected) assert.equal(await fits(pattern, value), whole, `${pattern} on ${JSON.stringify(value)}`);
  });

  test('sees the latest answer of a name that is asked twice', async () => {
    const again = group('again', [input('a')]);
    const rules = [group('one', [input('a')]), again, ...rule({ and: [{ a: 'x' }] }), ...ends];
    const site = await siteWith(rules);
    assert.deepEqual((await walk(site, 'q', { a: 'x' })).path, ['one', 'again', 'three']);
  });

  test('may stand at the beginning, and before the end', async () => {
    const site = await siteWith([logic('start', { target: 'three' }), q1, ...ends]);
    assert.deepEqual((await walk(site, 'q', { y: '1' })).path, ['three']);
  });

  test('without a target only tags', async () => {
    const site = await siteWith([q1, logic('t', { and: [{ a: 'x' }], tags: ['seen'] }), logic('u', { tags: ['always', 'seen'] }), ...ends]);
    const { tags, path } = await walk(site, 'q', { a: 'x' });
    assert.deepEqual([tags, path], [['seen', 'always'], ['one', 'two']]);
  });

  test('the last queue wins; one that the site does not have leaves the contact where it was sent', async () => {
    const routes = [q1, logic('r1', { queueId: 'p' }), logic('r2', { and: [{ a: 'x' }], queueId: 'r' }), ...ends, logic('r3', { and: [{ a: 'gone' }], queueId: 'nowhere' })];
    const site = await siteWith(routes, { p: {}, r: {} });
    assert.equal((await walk(site, 'q', {})).queue, 'p');
    assert.equal((await walk(site, 'q', { a: 'x' })).queue, 'r');
    const lost = await siteWith([q1, logic('r', { queueId: 'nowhere' })]);
    assert.equal((await walk(lost, 'q', { a: 'x' })).queue, 'q');
  });

  const circles = {
    'logic that leads to logic': [logic('a', { target: 'b' }), logic('b', { target: 'a' })],
    'logic behind a step': [q1, logic('a', { target: 'b' }), logic('b', { target: 'a' })],
    'a step that leads to itself': [group('one', [input('a')], { redirects: [{ target: 'one' }] })],
    'two steps that lead to each other': [group('one', [input('a')], { redirects: [{ target: 'two' }] }), group('two', [input('b')], { redirects: [{ target: 'one' }] })],
  };
  for (const [name, questionnaire] of Object.entries(circles)) {
    test(`that goes round in circles is reported when saving, and does not hang: ${name}`, { timeout: 10_000 }, async () => {
      const site = `t-${randomUUID().slice(0, 12)}`;
      const saved = await call('PUT', `/v1/sites/${site}`, { body: { origins: ['*'], queues: { q: asForm(questionnaire) } } });
      const reported = saved.json.errors ?? saved.json.warnings;
      assert.ok(reported.some((fault) => fault.pointer.startsWith('/queues/q/closed/form/questionnaire')), saved.text);
      const sent = await submit(site, 'q', { a: 'x', b: 'y' });
      assert.ok([201, 404, 422].includes(sent.status), sent.text);
    });
  }
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

describe("as in the example of Ninchat's own client", () => {
  const bot = [
    {
      element: 'radio',
      name: 'Aiheet',
      label: 'Hei. Voin auttaa sinua koronavirusta (COVID-19) koskevissa kysymyksissä. Mitä tietoa etsit?',
      required: true,
      options: [
        { label: 'Mikä on koronavirus?', value: 'Mikä on koronavirus' },
        { label: 'Epäily', value: 'Mitä teen jos epäilen koronavirusta?' },
        { label: 'Huoli', value: 'Huolen tai epävarmuuden sietäminen' },
        { label: 'Lopeta', value: 'En tarvitse apua' },
      ],
      redirects: [
        { pattern: 'Mikä on koronavirus', target: 'Koronavirus' },
        { pattern: 'Mitä teen jos epäilen koronavirusta?', target: 'Epäilys' },
        { pattern: 'En tarvitse apua', target: '_close' },
      ],
      buttons: { back: false, next: false },
    },
    { element: 'textarea', name: 'Huoli-äidinkielellä', label: 'Kerro huolesi' },
    { name: 'Huoli-Logic1', logic: { target: '_register', tags: ['huoli'] } },
    {
      name: 'Koronavirus',
      type: 'group',
      buttons: { back: true, next: false },
      elements: [
        { element: 'text', name: 'Koronavirus-info', label: '<p>Koronavirus on <b>virus</b>.</p><a href="https://thl.fi/" class="btn">Lue lisää</a>' },
        { element: 'radio', name: 'Koronavirus-jatko', label: 'Saitko avun?', options: [{ label: 'Kyllä', value: 'Kyllä' }, { label: 'Muut aiheet', value: 'Muut aiheet' }, { label: 'En', value: 'En saanut' }] },
      ],
    },
    { name: 'Koronavirus-Logic1', logic: { and: [{ 'Koronavirus-jatko': 'Kyllä' }], target: '_close' } },
    { name: 'Koronavirus-Logic2', logic: { and: [{ 'Koronavirus-jatko': 'Muut aiheet' }], target: 'Aiheet' } },
    { name: 'Koronavirus-Logic3', logic: { target: 'Epäilys', queueId: 'hoitaja' } },
    { name: 'Epäilys', type: 'group', elements: [{ element: 'input', name: 'Epäilys-puhelin', label: 'Numerosi', inputmode: 'tel', pattern: '\\+?[0-9 ]{6,15}', required: true }, { element: 'checkbox', name: 'Epäilys-lupa', label: 'Minulle saa soittaa' }] },
    { name: 'Epäilys-Logic1', logic: { and: [{ 'Epäilys-lupa': 'true' }], target: '_register', tags: ['soitto'] } },
    { name: 'Epäilys-Logic2', logic: { target: '_complete' } },
  ];
  let site;
  before(async () => {
    const lightbot = { name: 'Korona-botti', questionnaire: bot, registered: 'Kiitos!' };
    site = await putSite({ q: { closed: { view: 'lightbot', lightbot } }, hoitaja: {} }, { langs: ['fi'] });
  });
  const talk = (answers) => walk(site, 'q', answers, { view: 'lightbot' });

  test('options are sentences, names have Finnish letters', async () => {
    const { answers, path, tags, queue } = await talk({ Aiheet: 'Mitä teen jos epäilen koronavirusta?', 'Epäilys-puhelin': '+358 40 123', 'Epäilys-lupa': true });
    assert.deepEqual(answers, { Aiheet: 'Mitä teen jos epäilen koronavirusta?', 'Epäilys-puhelin': '+358 40 123', 'Epäilys-lupa': 'true' });
    assert.deepEqual([path, tags, queue], [['Aiheet', 'Epäilys'], ['soitto'], 'q']);
  });

  test('an answer without a redirect goes on in order', async () => {
    const { path, tags } = await talk({ Aiheet: 'Huolen tai epävarmuuden sietäminen', 'Huoli-äidinkielellä': 'Näin on' });
    assert.deepEqual([path, tags], [['Aiheet', 'Huoli-äidinkielellä'], ['huoli']]);
  });

  test('the queue of a branch takes the contact', async () => {
    const { path, queue } = await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'En saanut', 'Epäilys-puhelin': '0401234567' });
    assert.deepEqual([path, queue], [['Aiheet', 'Koronavirus', 'Epäilys'], 'hoitaja']);
  });

  test('ends that send nothing, and circles, are refused', async () => {
    assert.deepEqual(Object.values(await talk({ Aiheet: 'En tarvitse apua' })), ['leads_nowhere']);
    assert.deepEqual(Object.values(await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'Kyllä' })), ['leads_nowhere']);
    assert.deepEqual(Object.values(await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'Muut aiheet' })), ['leads_nowhere']);
  });
});
