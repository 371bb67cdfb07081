import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { call, submit } from '../support/api.mjs';
import { asForm, group, input, logic, siteWith, walk } from '../support/questions.mjs';

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
