import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { getView, putSite } from '../support/api.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { get, newKey, put, whole } from '../support/settings.mjs';

describe('a refused document', () => {
  test('leaves the former one in force', async () => {
    const key = newKey();
    const document = whole();
    document.queues.support.availability = 'hours';
    await put(key, document);
    const monday = '?at=2026-11-23T12:00:00Z';
    const before = (await getView(key, 'support', monday)).json;
    const changed = structuredClone(document);
    changed.queues.support.schedule.week[0] = null;
    changed.theme.accent = 'blue';
    isProblem(await put(key, changed), 422);
    assert.deepEqual((await get(key)).json, document);
    const after = (await getView(key, 'support', monday)).json;
    assert.equal(before.state, 'open');
    assert.deepEqual(after, before);
  });

  test('does not create a site', async () => {
    const key = newKey();
    isProblem(await put(key, { ...whole(), theme: 'blue' }), 422);
    isProblem(await get(key), 404);
  });

  test('names every fault at once, by JSON pointer', async () => {
    const faulty = {
      name: 7,
      nmae: 'Acme',
      langs: ['en', 'not a language'],
      origins: ['acme.example', 'https://acme.example/path', 'ftp://acme.example', 5],
      jurisdiction: 'mars',
      rate: { per_visitor_per_minute: -1, per_hour: 2 },
      offline: { enabled: 'yes', off: true },
      people: [{ email: 'anna@acme.example', queues: ['support', 'nowhere'] }, { email: 'nobody', role: 'king', limit: 1.5, nick: 'a' }, { name: 'Ann' }, 'anna'],
      queues: {
        support: {
          name: { english: 'Support' },
          schedule: {
            timezone: 'Europe/Atlantis',
            week: [['25:00', '9:60'], ['17:00', '9:00'], 'all day', ['9:00', 5], ['9.00', '17:00'], ['009:00', '24:01']],
            annual: { '2/30': null, '02/30': null, '13/01': null },
            exceptions: { '2026-6-1': null, '2026-02-29': [] },
            holidays: ['FI'],
          },
          availability: 'sometimes',
          closed: {
            view: 'window',
            'a/b~c': 1,
            message: 5,
            channels: [{ kind: 'phone', value: 'call us' }, { kind: 'pigeon', value: 'coo' }, { kind: 'email', value: 'x', labels: 1 }],
            form: { questionnaire: [{ element: 'input', name: 'a', pattern: '(' }, { element: 'radio', name: 'b' }, { element: 'slider', name: 'c' }], thanks: 1 },
            lightbot: { avatar: 'javascript:alert(1)', questionnaire: [] },
          },
          open: { hand_over: 5, close: true },
          offline: { tickets: 'no', max: -3, auto_assign: 1, per_hour: 0, priority: 'first', stranded: 'lost', min: 1 },
          forward: [
            { kind: 'webhook', url: 'not an address', secret: 'whsec_short' },
            { kind: 'webhook', url: 'file:///etc/passwd', secret: 'no prefix' },
            { kind: 'email', to: 'desk', cc: 'x@acme.example' },
            { kind: 'fax' },
          ],
          retention_days: 0,
          colour: 'red',
        },
        lonely: { closed: { view: 'lightbot' } },
        'Not A Key': {},
        list: [],
      },
      theme: { accent: 'blue', dark: true },
    };
    const q = '/queues/support';
    const expected = [
      '/name', '/nmae', '/langs/1', '/origins/0', '/origins/1', '/origins/2', '/origins/3', '/jurisdiction',
      '/rate/per_visitor_per_minute', '/rate/per_hour', '/offline/enabled', '/offline/off',
      '/people/0/queues/1', '/people/1/email', '/people/1/role', '/people/1/limit', '/people/1/nick', '/people/2', '/people/3',
      `${q}/name/english`,
      `${q}/schedule/timezone`, `${q}/schedule/week/0/0`, `${q}/schedule/week/0/1`, `${q}/schedule/week/1/1`, `${q}/schedule/week/2`,
      `${q}/schedule/week/3/1`, `${q}/schedule/week/4/0`, `${q}/schedule/week/5/0`, `${q}/schedule/week/5/1`,
      `${q}/schedule/annual/2~130`, `${q}/schedule/annual/02~130`, `${q}/schedule/annual/13~101`,
      `${q}/schedule/exceptions/2026-6-1`, `${q}/schedule/exceptions/2026-02-29`, `${q}/schedule/holidays`,
      `${q}/availability`,
      `${q}/closed/view`, `${q}/closed/a~1b~0c`, `${q}/closed/message`, `${q}/closed/channels/0/value`, `${q}/closed/channels/1/kind`,
      `${q}/closed/channels/2/value`, `${q}/closed/channels/2/labels`,
      `${q}/closed/form/questionnaire/0/pattern`, `${q}/closed/form/questionnaire/1`, `${q}/closed/form/questionnaire/2/element`, `${q}/closed/form/thanks`,
      `${q}/closed/lightbot/avatar`, `${q}/closed/lightbot/questionnaire`,
      `${q}/open/hand_over`, `${q}/open/close`,
      `${q}/offline/tickets`, `${q}/offline/max`, `${q}/offline/auto_assign`, `${q}/offline/per_hour`, `${q}/offline/priority`, `${q}/offline/stranded`, `${q}/offline/min`,
      `${q}/forward/0/url`, `${q}/forward/0/secret`, `${q}/forward/1/url`, `${q}/forward/1/secret`, `${q}/forward/2/to`, `${q}/forward/2/cc`, `${q}/forward/3/kind`,
      `${q}/retention_days`, `${q}/colour`,
      '/queues/lonely/closed', '/queues/Not A Key', '/queues/list',
      '/theme/accent', '/theme/dark',
    ];
    const refused = await put(newKey(), faulty);
    const problem = isProblem(refused, 422);
    assert.deepEqual(pointersOf(refused), expected.sort());
    for (const error of problem.errors) {
      assert.ok(error.field !== undefined && /^[a-z_]+$/.test(error.code) && error.message.length > 5, JSON.stringify(error));
    }
    assert.ok(!refused.text.includes('whsec_short') && !refused.text.includes('no prefix'), 'a secret is not said back');
  });

  const hiding = {
    'a question without a name does not hide its bad options': [
      { q: { closed: { form: { questionnaire: [{ element: 'select', options: [{ label: 'no value' }] }] } } } },
      ['/queues/q/closed/form/questionnaire/0', '/queues/q/closed/form/questionnaire/0/options/0'],
    ],
    'an eighth day does not hide a bad time of the first': [
      { q: { schedule: { timezone: 'UTC', week: [['x', '9:00'], null, null, null, null, null, null, null] } } },
      ['/queues/q/schedule/week/0/0', '/queues/q/schedule/week/7'],
    ],
    'an unknown kind of destination does not hide the next one': [
      { q: { forward: [{ kind: 'fax' }, { kind: 'email', to: 'x' }] } },
      ['/queues/q/forward/0/kind', '/queues/q/forward/1/to'],
    ],
    'an unknown zone does not hide what another queue has wrong': [
      { p: { schedule: { timezone: 'X', week: [] } }, q: { retention_days: 'x' } },
      ['/queues/p/schedule/timezone', '/queues/q/retention_days'],
    ],
    'a bad address does not hide that a person serves a queue that is not there': [
      { q: {} },
      ['/people/0/email', '/people/0/queues/0'],
      [{ email: 'anna', queues: ['nowhere'] }],
    ],
    'one faulty person does not shift the place of the next one': [
      { q: {} },
      ['/people/0/email', '/people/1/queues/1'],
      [{ email: 'anna' }, { email: 'bo@acme.example', queues: ['q', 'nowhere'] }],
    ],
    'a queue with a fault is there all the same for those who serve it': [
      { q: [] },
      ['/queues/q'],
      [{ email: 'anna@acme.example', queues: ['q'] }],
    ],
  };
  for (const [name, [queues, expected, people = []]] of Object.entries(hiding)) {
    test(name, async () => {
      const refused = await put(newKey(), { name: 'A', langs: ['en'], origins: ['*'], people, queues });
      isProblem(refused, 422);
      assert.deepEqual(pointersOf(refused), expected.sort());
    });
  }

  test('is 422 where it is no object, and 400 where it is no JSON', async () => {
    for (const body of ['null', '[]', '"site"', '1', 'true']) {
      const refused = await put(newKey(), body);
      isProblem(refused, 422);
      assert.deepEqual(pointersOf(refused), [''], body);
    }
    for (const body of ['', '{', '{"name": "A",}', 'name: A', '{} {}', '["\\ud800"]', '['.repeat(100_000)]) {
      isProblem(await put(newKey(), body), 400, 'bad_json');
    }
  });

  test('is 413 where it is too large', async () => {
    const key = await putSite({ default: {} });
    const large = { name: 'A', origins: ['*'], queues: { default: { name: 'x'.repeat(3_000_000) } } };
    isProblem(await put(key, large), 413);
    assert.equal((await get(key)).json.name, 'Acme');
  });
});
