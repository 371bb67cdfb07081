import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, call, contacts, getView, putSite, secret } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, at, signIn } from '../support/console.mjs';
import { Live } from '../support/live.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';
import { formQueue, lightbotQueue } from '../support/queues.mjs';
import { get, put } from '../support/settings.mjs';
import { until } from '../support/until.mjs';

const EEVA = 'eeva@acme.example';
const OWNERS = [...PEOPLE, { email: EEVA, name: 'Eeva', role: 'owner', queues: [], limit: 4 }];
const HOOK = 'https://acme.example/hook';
const MAX = '/queues/support/offline/max';
const SECRET = '/queues/support/forward/0/secret';
// A Tuesday noon and evening in Helsinki.
const NOON = '2026-12-22T10:00:00Z';
const EVENING = '2026-12-22T18:00:00Z';

const support = { ...formQueue, offline: { max: 5 }, forward: [{ kind: 'webhook', url: HOOK, secret }] };

async function owners(more = {}) {
  const site = await putSite({ support }, { people: OWNERS, ...more });
  const [anna, eeva] = await Promise.all([signIn(site, ANNA), signIn(site, EEVA)]);
  return { site, anna, eeva };
}

// A change of one place; `undefined`: nothing is there.
const change = (at, was, becomes) => ({ at, was, becomes });
const edit = (who, ...changes) => who.ask('POST', 'settings/changes', { changes, at_once: false });
const atOnce = (who, ...changes) => who.ask('POST', 'settings/changes', { changes, at_once: true });
const publish = (who, version) => who.ask('POST', 'settings/publish', { version });
const settings = async (who) => (await who.get('settings')).json;
const maxOf = (document) => document.queues.support.offline.max;

describe('a draft', () => {
  test('is shared by the owners, and in force once it is published', async () => {
    const { site, anna, eeva } = await owners();
    assert.equal((await edit(anna, change('/name', 'Acme', 'Acme 2'))).status, 200);
    const seen = await settings(eeva);
    assert.deepEqual([seen.version, seen.by, seen.published.name], [1, '', 'Acme']);
    assert.deepEqual([seen.draft.by, seen.draft.document.name], ['Anna', 'Acme 2']);
    assert.equal((await get(site)).json.name, 'Acme');
    const { json } = await publish(eeva, 1);
    assert.deepEqual([json.version, json.by, json.published.name, json.draft], [2, 'Eeva', 'Acme 2', null]);
    assert.equal((await get(site)).json.name, 'Acme 2');
    const [entry] = (await anna.get('log?kind=settings_saved')).json.entries;
    assert.equal(entry.by, 'Eeva');
  });

  test('takes what two owners change in different places, and tells the second where they meet', async () => {
    const { anna, eeva } = await owners();
    await edit(anna, change(MAX, 5, 6));
    assert.equal((await edit(eeva, change('/name', 'Acme', 'Acme 2'))).status, 200);
    const late = await edit(eeva, change(MAX, 5, 7), change('/langs', ['en', 'fi'], ['fi']));
    isProblem(late, 409, 'changed_meanwhile');
    assert.deepEqual(pointersOf(late), [MAX]);
    const { document } = (await settings(anna)).draft;
    assert.deepEqual([maxOf(document), document.name, document.langs], [6, 'Acme 2', ['en', 'fi']]);
  });

  test('may be wrong while it is written, and is not published then', async () => {
    const { site, anna } = await owners();
    const { json } = await edit(anna, change(MAX, 5, 'six'));
    assert.deepEqual(json.errors.map(({ pointer }) => pointer), [MAX]);
    const refused = await publish(anna, 1);
    isProblem(refused, 422, 'invalid_settings');
    assert.deepEqual(pointersOf(refused), [MAX]);
    assert.equal(maxOf((await settings(anna)).draft.document), 'six');
    assert.equal(maxOf((await get(site)).json), 5);
  });

  test('is discarded, and is none where it equals what is in force', async () => {
    const { anna } = await owners();
    await edit(anna, change('/name', 'Acme', 'Acme 2'));
    assert.equal((await anna.ask('DELETE', 'settings/draft')).json.draft, null);
    await edit(anna, change('/name', 'Acme', 'Acme 2'));
    assert.equal((await edit(anna, change('/name', 'Acme 2', 'Acme'))).json.draft, null);
  });

  test('is a whole document where somebody uploads one, as large as a program may put', async () => {
    const { site, anna } = await owners();
    const document = { ...(await get(site)).json, name: 'x'.repeat(400_000) };
    const { status, json } = await anna.ask('PUT', 'settings/draft', document);
    assert.equal(status, 200);
    assert.deepEqual(json.draft.document, document);
    assert.deepEqual(json.errors.map(({ pointer }) => pointer), ['/name']);
    assert.equal((await anna.ask('PUT', 'settings/draft', { name: 'x'.repeat(1_600_000) })).status, 413);
    assert.equal((await anna.ask('PUT', 'settings/draft', [])).status, 400);
    assert.deepEqual((await settings(anna)).draft.document, document);
  });

  test('goes on from what a program puts meanwhile', async () => {
    const { site, anna } = await owners();
    await edit(anna, change('/name', 'Acme', 'Acme 2'));
    const document = (await get(site)).json;
    document.queues.support.offline.max = 9;
    assert.equal((await put(site, document)).status, 200);
    const { version, by, draft } = await settings(anna);
    assert.deepEqual([version, by, draft.document.name, maxOf(draft.document)], [2, '', 'Acme 2', 9]);
    isProblem(await publish(anna, 1), 409, 'changed_meanwhile');
    assert.equal((await publish(anna, 2)).json.version, 3);
  });
});

describe('a change at once', () => {
  test('is in force for visitors, and the draft keeps its own', async () => {
    const { site, anna, eeva } = await owners();
    await edit(anna, change('/name', 'Acme', 'Acme 2'));
    const view = '/queues/support/closed/view';
    const { status, json } = await atOnce(eeva, change(view, 'form', 'message'));
    assert.deepEqual([status, json.version, json.by], [200, 2, 'Eeva']);
    assert.equal((await getView(site, 'support', `?at=${EVENING}`)).json.view, 'message');
    assert.deepEqual([json.published.name, json.draft.document.name], ['Acme', 'Acme 2']);
    assert.equal(json.draft.document.queues.support.closed.view, 'message');
  });

  test('must be right, and meet nobody else', async () => {
    const { site, anna, eeva } = await owners();
    const wrong = await atOnce(anna, change(MAX, 5, -1));
    isProblem(wrong, 422, 'invalid_settings');
    assert.deepEqual(pointersOf(wrong), [MAX]);
    const both = await Promise.all([anna, eeva].map((who, i) => atOnce(who, change(MAX, 5, 6 + i))));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const won = both.find(({ status }) => status === 200).json;
    assert.equal(maxOf((await get(site)).json), maxOf(won.published));
  });
});

describe('people', () => {
  test('who are taken out are gone at once', async (t) => {
    const { site, anna } = await owners();
    const otso = await signIn(site, OTSO);
    const live = Live.open(t, site, otso);
    await live.ready();
    const { people } = (await settings(anna)).published;
    assert.equal((await atOnce(anna, change('/people', people, people.filter(({ email }) => email !== OTSO)))).status, 200);
    assert.equal((await otso.get('me')).status, 401);
    await until('the end of the socket', () => live.events.some(({ type }) => type === 'signed_out'));
  });

  test('who are owners no more lose what owners may', async () => {
    const { anna, eeva } = await owners();
    const { people } = (await settings(anna)).published;
    const i = people.findIndex(({ email }) => email === EEVA);
    assert.equal((await eeva.get('settings')).status, 200);
    await atOnce(anna, change(`/people/${i}/role`, 'owner', 'agent'));
    assert.equal((await eeva.get('settings')).status, 404);
    assert.equal((await edit(eeva, change('/name', 'Acme', 'Mine'))).status, 404);
    assert.equal((await eeva.get('me')).json.role, 'agent');
  });

  test('keep an owner among themselves', async () => {
    const { site, anna } = await owners();
    const { people } = (await settings(anna)).published;
    const agents = change('/people', people, people.map((one) => ({ ...one, role: 'agent' })));
    const refused = await atOnce(anna, agents);
    isProblem(refused, 422, 'invalid_settings');
    assert.deepEqual(pointersOf(refused), ['/people']);
    await edit(anna, agents);
    assert.deepEqual(pointersOf(await publish(anna, 1)), ['/people']);
    assert.equal((await put(site, { ...(await get(site)).json, people: [] })).status, 200, 'a program may');
  });
});

describe('versions', () => {
  test('are listed with who made them, shown and restored', async () => {
    const { site, anna, eeva } = await owners();
    await atOnce(anna, change('/name', 'Acme', 'Acme 2'), change(MAX, 5, 6));
    await put(site, { ...(await get(site)).json, name: 'Acme 3' });
    const lines = (await eeva.get('settings/versions')).json;
    assert.deepEqual(lines.map(({ version, by, changes }) => [version, by, changes]), [[3, '', 1], [2, 'Anna', 2], [1, '', 0]]);
    const first = (await eeva.get('settings/versions/1')).json;
    assert.deepEqual([first.name, maxOf(first)], ['Acme', 5]);
    const { json } = await eeva.ask('PUT', 'settings/draft', first);
    assert.deepEqual([json.draft.document, json.errors], [first, []]);
    assert.equal((await publish(eeva, 3)).json.version, 4);
    assert.deepEqual((await get(site)).json, first);
    for (const number of ['5', '0', 'x', '-1']) isProblem(await eeva.get(`settings/versions/${number}`), 404, 'unknown_version');
  });
});

describe('secrets', () => {
  test('are masked wherever settings are told', async () => {
    const { anna } = await owners();
    const other = `whsec_${Buffer.from('another secret of 32 bytes, yes!').toString('base64')}`;
    const mask = (await settings(anna)).published.queues.support.forward[0].secret;
    const replies = [
      await edit(anna, change(SECRET, mask, other)),
      await anna.get('settings'),
      await edit(anna, change('/name', 'Acme', 'Acme 2')),
      await publish(anna, 1),
      await anna.get('settings/versions/1'),
      await anna.get('settings/versions/2'),
    ];
    for (const { status, text } of replies) {
      assert.equal(status, 200, text);
      assert.ok(text.includes(mask) && !text.includes(other) && !text.includes(secret), text);
    }
  });

  test('are kept where the mask comes back, also from a version of long ago', async () => {
    const { site, anna } = await owners();
    const first = (await anna.get('settings/versions/1')).json;
    const { forward } = first.queues.support;
    await atOnce(anna, change('/queues/support/forward', forward, []));
    const { json } = await anna.ask('PUT', 'settings/draft', first);
    assert.deepEqual(json.errors, []);
    assert.equal((await publish(anna, 2)).status, 200);
    // A mask without a secret behind it could not be saved.
    assert.equal((await put(site, (await get(site)).json)).status, 200);
  });

  test('do not go to another address', async () => {
    const { anna } = await owners();
    const url = '/queues/support/forward/0/url';
    const elsewhere = change(url, HOOK, 'https://elsewhere.example/hook');
    assert.deepEqual((await edit(anna, elsewhere)).json.errors.map(({ pointer }) => pointer), [SECRET]);
    for (const refused of [await publish(anna, 1), await atOnce(anna, elsewhere)]) {
      isProblem(refused, 422);
      assert.deepEqual(pointersOf(refused), [SECRET]);
    }
    const back = await edit(anna, change(url, 'https://elsewhere.example/hook', HOOK));
    assert.equal(back.json.draft, null);
  });
});

describe('the preview', () => {
  test('is the answer that visitors will get, at any instant', async () => {
    const { site, anna } = await owners({ origins: ['https://acme.example'] });
    await edit(anna, change('/queues/support/closed/message/en', 'Write to **us**.', 'Write to **Anna**.'));
    const asked = [`?lang=en&at=${EVENING}`, `?lang=fi&at=${NOON}`, '?lang=en&at=2026-12-24T14:00:00%2B02:00'];
    const before = [];
    for (const query of asked) before.push((await anna.get(`preview/support${query}`)).json);
    assert.deepEqual(before.map(({ state }) => state), ['closed', 'open', 'closed']);
    assert.ok(JSON.stringify(before[0].markup).includes('Anna'));
    assert.ok(!(await getView(site, 'support', asked[0])).text.includes('Anna'));
    await publish(anna, 1);
    for (const [i, query] of asked.entries()) assert.deepEqual((await getView(site, 'support', query)).json, before[i]);
    const flow = (await anna.get('preview/support/flow?lang=fi&view=form')).json;
    assert.deepEqual(flow, (await getView(site, 'support/flow', '?lang=fi&view=form')).json);
  });

  test('shows another state and another view', async () => {
    const { anna } = await owners();
    const shown = async (query) => {
      const { json } = await anna.get(`preview/support?${query}`);
      return [json.state, json.view];
    };
    assert.deepEqual(await shown(`at=${NOON}&state=closed`), ['closed', 'form']);
    assert.deepEqual(await shown(`at=${EVENING}&state=open`), ['open', 'online']);
    for (const view of ['message', 'form', 'lightbot', 'hidden']) {
      assert.deepEqual(await shown(`at=${EVENING}&view=${view}`), ['closed', view]);
    }
    for (const query of ['state=ajar', 'view=window', 'at=noon']) isProblem(await anna.get(`preview/support?${query}`), 400);
    isProblem(await anna.get('preview/nowhere'), 404, 'unknown_queue');
  });

  test('has queues of the draft, and what can be read of one with faults', async () => {
    const { anna } = await owners();
    await edit(anna, change('/queues/talk', undefined, lightbotQueue), change('/langs', ['en', 'fi'], []), change(MAX, 5, 'six'));
    const { status, json } = await anna.get(`preview/talk?at=${EVENING}`);
    assert.deepEqual([status, json.view, json.lang], [200, 'lightbot', 'en']);
  });

  test('proves answers, thanks for them, and stores nothing', async () => {
    const { site, anna } = await owners();
    const thanks = '/queues/support/closed/form/registered/en';
    await edit(anna, change(thanks, 'Thank you, Acme has it.', 'Thanks a lot.'));
    const send = (answers, query = '') => anna.ask('POST', `preview/support/contacts${query}`, { answers, view: 'form', lang: 'en', page: 'https://acme.example/' });
    const answers = { name: 'Maija', email: 'maija@acme.example', topic: 'order', urgency: 'now', message: 'Hei', consent: true };
    const { status, json } = await send(answers, '?state=closed');
    assert.equal(status, 201);
    const { receipt, link, text } = json;
    assert.deepEqual({ receipt, link, text, status: json.status }, { receipt: 'PREVIEW', link: '', text: 'Thanks a lot.', status: 'open' });
    assert.equal((await send(answers, '?state=open')).json.status, 'queued');
    const { email, ...lacking } = answers;
    const refused = await send({ ...lacking, topic: 'nothing' });
    isProblem(refused, 422, 'invalid_answers');
    assert.deepEqual(refused.json.errors.map(({ field }) => field).sort(), ['email', 'topic']);
    assert.ok(email);
    await edit(anna, change('/offline', undefined, { enabled: false }));
    const missed = (await send(answers, '?state=closed')).json;
    assert.ok(missed.missed_reason && missed.fallback.length > 0, 'the ways on');
    assert.deepEqual(await contacts(site), []);
    assert.deepEqual((await anna.get('log?kind=registered')).json.entries, []);
  });
});

describe('seen', () => {
  test('tells which pages ask for the widget, also those that are not admitted yet', async () => {
    const { site, anna } = await owners({ origins: ['https://acme.example'] });
    const visit = async (origin) => (await getView(site, 'support', '', { headers: { origin } })).status;
    assert.deepEqual((await anna.get('seen')).json, []);
    assert.deepEqual([await visit('https://acme.example'), await visit('https://shop.example'), await visit(base), await visit('null')], [200, 403, 200, 403]);
    const seen = (await anna.get('seen')).json.sort((a, b) => (a.origin < b.origin ? -1 : 1));
    const told = seen.map(({ origin, queue, admitted }) => [origin, queue, admitted]);
    assert.deepEqual(told, [['https://acme.example', 'support', true], ['https://shop.example', 'support', false]]);
    assert.ok(seen.every(({ ago }) => ago >= 0));
  });
});

describe('an import', () => {
  test('gives what a program is given', async () => {
    const { site, anna } = await owners();
    const body = { format: 'osm', text: 'Mo-Fr 09:00-17:00', timezone: 'Europe/Helsinki' };
    const { status, json } = await anna.ask('POST', 'import', body);
    assert.equal(status, 200);
    assert.deepEqual(json, (await call('POST', `/v1/sites/${site}/import`, { body })).json);
  });
});

describe('what is not theirs', () => {
  const asked = [
    ['GET', 'settings'], ['POST', 'settings/changes', { changes: [], at_once: true }], ['PUT', 'settings/draft', {}], ['DELETE', 'settings/draft'],
    ['POST', 'settings/publish', { version: 1 }], ['GET', 'settings/versions'], ['GET', 'settings/versions/1'],
    ['GET', 'preview/support'], ['GET', 'preview/support/flow'], ['POST', 'preview/support/contacts', { answers: {} }],
    ['POST', 'import', {}], ['GET', 'seen'],
  ];

  test('is not there for agents', async () => {
    const { site, anna } = await owners();
    await edit(anna, change('/name', 'Acme', 'Acme 2'));
    const otso = await signIn(site, OTSO);
    for (const [method, path, body] of asked) isProblem(await otso.ask(method, path, body), 404, 'not_found', `${method} ${path}`);
    assert.equal((await settings(anna)).draft.document.name, 'Acme 2');
  });

  test('is not told to owners of another site, nor to nobody', async () => {
    const [{ site }, other] = [await owners(), await owners()];
    const cookie = other.anna.cookie.replace(other.site, site);
    const headers = { origin: base, 'content-type': 'application/json' };
    for (const [method, path, body] of asked) {
      for (const session of [{ cookie }, {}]) {
        const response = await fetch(at(site, path), { method, headers: { ...headers, ...session }, body: body && JSON.stringify(body) });
        assert.equal(response.status, 401, `${method} ${path}`);
      }
    }
  });
});
