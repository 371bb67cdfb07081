import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { call, contacts, getView, putSite, secret, submit } from '../support/api.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { receiverFor } from '../support/receiver.mjs';

const other = 'whsec_' + Buffer.from('another secret of 32 bytes, yes!').toString('base64');
const newKey = () => `t-${randomUUID().slice(0, 12)}`;
const put = (key, body, options) => call('PUT', `/v1/sites/${key}`, { body, ...options });
const get = (key, options) => call('GET', `/v1/sites/${key}`, options);

// Everything that the contract's `site.json` has.
const whole = (forward = []) => ({
  name: 'Acme',
  langs: ['en', 'fi'],
  origins: ['https://acme.example'],
  rate: { per_visitor_per_minute: 20 },
  offline: { enabled: true },
  people: [{ email: 'anna@acme.example', name: 'Anna', role: 'owner', queues: ['support'], limit: 4 }],
  queues: {
    default: { offline: { tickets: true, max: 100, auto_assign: true, priority: 'open', stranded: 'open' } },
    support: {
      name: { en: 'Support', fi: 'Tuki' },
      schedule: {
        disabled: false,
        timezone: 'Europe/Helsinki',
        week: [['9:00', '17:00'], null, [], ['18:00', null], [null, '4:00', '23:30']],
        annual: { '12/24': ['9:00', '12:00'], '12/25': null, '02/29': [] },
        exceptions: { '2026-12-31': ['10:00', '14:00'] },
      },
      availability: 'hours_and_agents',
      closed: {
        view: 'lightbot',
        message: { en: 'We are **closed**.' },
        channels: [{ kind: 'phone', value: '+358401234567', label: { en: 'Emergencies' } }],
        form: { questionnaire: [{ element: 'input', name: 'email' }], registered: { en: 'Thank you.' } },
        lightbot: {
          name: 'Lumo',
          avatar: 'https://acme.example/lumo.png',
          questionnaire: [{ element: 'input', name: 'email' }],
          registered: { en: 'Thank you.' },
        },
      },
      open: { hand_over: 'event' },
      offline: { max: 20 },
      forward,
      retention_days: 365,
    },
  },
  theme: { accent: '#0a6cff' },
});

describe('saving', () => {
  test('a new site is created with 201, an old one replaced with 200, and GET gives the document back', async () => {
    const key = newKey();
    const first = await put(key, whole());
    assert.equal(first.status, 201);
    assert.deepEqual((await get(key)).json, whole());
    const small = { name: 'B', langs: ['fi'], origins: [], queues: { default: {} } };
    assert.equal((await put(key, small)).status, 200);
    assert.deepEqual((await get(key)).json, small);
    assert.equal((await getView(key, 'support')).status, 404, 'what is no longer written is gone');
  });

  test('a site has a queue "default" also where none is written', async () => {
    const key = await putSite({});
    assert.equal((await getView(key, 'default')).status, 200);
  });

  test('settings apply at once', async () => {
    const week = (day) => ({ q: { availability: 'hours', schedule: { timezone: 'UTC', week: [day] } } });
    const key = await putSite(week(['9:00', '17:00']));
    const monday = '?at=2026-11-23T12:00:00Z';
    assert.equal((await getView(key, 'q', monday)).json.state, 'open');
    await putSite(week(['13:00', '17:00']), { key });
    assert.equal((await getView(key, 'q', monday)).json.state, 'closed');
  });

  test('a site that nobody created is not there, and asking does not create it', async () => {
    const key = newKey();
    for (let i = 0; i < 2; i++) isProblem(await get(key), 404, 'unknown_site');
    isProblem(await call('POST', `/v1/sites/${key}/tokens`), 404);
    isProblem(await call('GET', `/v1/sites/${key}/contacts`), 404);
    assert.equal((await put(key, whole())).status, 201);
  });

  test('where a site lives cannot be changed afterwards', async () => {
    const key = newKey();
    const eu = { ...whole(), jurisdiction: 'eu' };
    assert.equal((await put(key, eu)).status, 201);
    for (const changed of [whole(), { ...eu, jurisdiction: 'fedramp' }]) {
      const refused = await put(key, changed);
      assert.ok([409, 422].includes(refused.status), refused.text);
    }
    assert.deepEqual((await get(key)).json, eu);
    assert.equal((await put(key, eu)).status, 200);
  });
});

describe('secrets', () => {
  const signers = ([request], secrets) => secrets.filter((one) => {
    try {
      return new Webhook(one).verify(request.body, request.headers);
    } catch {
      return false;
    }
  });
  const message = { email: 'anna@acme.example', message: 'Hei' };

  test('leave masked, and a masked one that is put back keeps the real one', async (t) => {
    const receiver = await receiverFor(t);
    const document = whole([{ kind: 'webhook', url: receiver.url, secret }]);
    document.queues.support.closed = { view: 'form' };
    const key = newKey();
    const replies = [await put(key, document), await get(key)];
    for (const reply of replies) assert.ok(!reply.text.includes(secret.slice(6)), 'the secret is out');
    const shown = replies[1].json;
    assert.notEqual(shown.queues.support.forward[0].secret, secret);
    shown.name = 'Acme 2';
    assert.equal((await put(key, shown)).status, 200);
    assert.equal((await submit(key, 'support', message)).status, 201);
    assert.deepEqual(signers(await receiver.count(1), [secret, other]), [secret]);
  });

  test('a new one takes the place of the old one', async (t) => {
    const receiver = await receiverFor(t);
    const forward = (secret) => ({ q: { closed: { view: 'form' }, forward: [{ kind: 'webhook', url: receiver.url, secret }] } });
    const key = await putSite(forward(secret));
    await putSite(forward(other), { key });
    await submit(key, 'q', message);
    assert.deepEqual(signers(await receiver.count(1), [secret, other]), [other]);
  });

  test('two destinations at one address keep a secret each', async (t) => {
    const receiver = await receiverFor(t);
    const forward = [secret, other].map((secret) => ({ kind: 'webhook', url: receiver.url, secret }));
    const document = { ...whole(forward), origins: ['*'] };
    document.queues.support.closed = { view: 'form' };
    const key = newKey();
    const created = await put(key, document);
    if (created.status === 422) return assert.ok(pointersOf(created).some((at) => at.startsWith('/queues/support/forward')));
    assert.equal((await put(key, (await get(key)).json)).status, 200);
    await submit(key, 'support', message);
    const requests = await receiver.count(2);
    const found = requests.flatMap((request) => signers([request], [secret, other]));
    assert.deepEqual(found.sort(), [secret, other].sort());
  });

  test('a mask without a secret behind it is refused, and never becomes a secret', async () => {
    const key = newKey();
    await put(key, whole([{ kind: 'webhook', url: 'https://acme.example/hook', secret }]));
    const shown = (await get(key)).json;
    shown.queues.support.forward[0].url = 'https://elsewhere.example/hook';
    assert.deepEqual(pointersOf(await put(key, shown)), ['/queues/support/forward/0/secret']);
    isProblem(await put(newKey(), shown), 422);
  });
});

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
          offline: { tickets: 'no', max: -3, auto_assign: 1, priority: 'first', stranded: 'lost', min: 1 },
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
      `${q}/offline/tickets`, `${q}/offline/max`, `${q}/offline/auto_assign`, `${q}/offline/priority`, `${q}/offline/stranded`, `${q}/offline/min`,
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

describe('origins, times and zones', () => {
  test('are taken as they may be written', async () => {
    for (const origin of ['*', 'https://acme.example', 'http://localhost:8080', 'https://acme.example:8443', 'http://[::1]:80', 'https://ääkkönen.example']) {
      await putSite({}, { origins: [origin] });
    }
    for (const timezone of ['UTC', 'Europe/Helsinki', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Europe/Kyiv']) {
      await putSite({ q: { schedule: { timezone, week: [['0:00', '24:00', null, null], ['09:00', '9:00'], [null], ['23:30']] } } });
    }
  });

  test('a zone is one of the database, not an offset, an abbreviation or a path', async () => {
    for (const timezone of ['', 'Helsinki', '+02:00', 'UTC+2', 'EEST', '../UTC', 'Europe/Helsinki ', 2, null]) {
      const refused = await put(newKey(), { origins: ['*'], queues: { q: { schedule: { timezone, week: [] } } } });
      isProblem(refused, 422);
      assert.match(pointersOf(refused)[0], /^\/queues\/q\/schedule(\/timezone)?$/, `${timezone}`);
    }
  });
});

describe('tokens', () => {
  const bodies = { PUT: whole(), POST: undefined, GET: undefined, DELETE: undefined };
  const guarded = (site) => [
    ['GET', `/v1/sites/${site}`],
    ['PUT', `/v1/sites/${site}`],
    ['GET', `/v1/sites/${site}/contacts`],
    ['GET', `/v1/sites/${site}/contacts/con_x`],
    ['GET', `/v1/sites/${site}/deliveries`],
    ['POST', `/v1/sites/${site}/tokens`],
    ['DELETE', `/v1/sites/${site}/tokens/tok_x`],
  ];
  const issue = async (site) => {
    const reply = await call('POST', `/v1/sites/${site}/tokens`);
    assert.equal(reply.status, 201);
    assert.deepEqual(Object.keys(reply.json).sort(), ['id', 'token']);
    return reply.json;
  };

  test('nothing of an owner opens without one, or with a wrong one', async () => {
    const site = await putSite({ default: {} });
    const { token } = await issue(site);
    const wrong = [null, 'wrong', '', 'undefined', token.slice(0, -1), `${token}x`, token.toUpperCase()];
    for (const [method, path] of guarded(site)) {
      for (const attempt of wrong) {
        const refused = await call(method, path, { token: attempt, body: bodies[method] });
        isProblem(refused, 401, undefined, `${method} ${path} with ${attempt}`);
        assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
      const basic = { authorization: `Basic ${Buffer.from(`a:${token}`).toString('base64')}` };
      isProblem(await call(method, path, { token: null, headers: basic, body: bodies[method] }), 401);
    }
    assert.equal((await get(site)).json.name, 'Acme');
  });

  test("a site's own token reaches all of that site", async () => {
    const site = await putSite({ default: {} });
    const { token } = await issue(site);
    const document = (await get(site, { token })).json;
    assert.equal((await put(site, { ...document, name: 'Own' }, { token })).status, 200);
    assert.deepEqual(await contacts(site, '', { token }), []);
    assert.equal((await get(site)).json.name, 'Own');
  });

  test('and of no other: neither one that is there nor one that could be', async () => {
    const [site, other, nobody] = [await putSite({}), await putSite({}), newKey()];
    const { token } = await issue(site);
    for (const target of [other, nobody]) {
      for (const [method, path] of guarded(target)) {
        const refused = await call(method, path, { token, body: bodies[method] });
        assert.ok([401, 403].includes(refused.status), `${method} ${path}: ${refused.status}`);
      }
    }
    assert.equal((await get(other)).json.people, undefined, 'the other site is as it was');
    isProblem(await get(nobody), 404);
  });

  test('taken back, it opens nothing any more, and the others still do', async () => {
    const site = await putSite({});
    const [one, two] = [await issue(site), await issue(site)];
    assert.notEqual(one.token, two.token);
    const remove = (id) => call('DELETE', `/v1/sites/${site}/tokens/${id}`, { token: two.token });
    assert.equal((await remove(one.id)).status, 204);
    isProblem(await get(site, { token: one.token }), 401);
    assert.equal((await get(site, { token: two.token })).status, 200);
    isProblem(await remove(one.id), 404);
  });

  test("one site's token cannot be taken back through another site", async () => {
    const [site, other] = [await putSite({}), await putSite({})];
    const { id, token } = await issue(site);
    isProblem(await call('DELETE', `/v1/sites/${other}/tokens/${id}`), 404);
    assert.equal((await get(site, { token })).status, 200);
  });

  test('outlives new settings, and is shown nowhere', async () => {
    const site = await putSite({});
    const { token } = await issue(site);
    await putSite({ default: {} }, { key: site });
    const shown = await get(site, { token });
    assert.equal(shown.status, 200);
    assert.ok(!shown.text.includes(token));
  });
});
