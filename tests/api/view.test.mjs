import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { call, getView, putSite } from '../support/api.mjs';
import { isProblem } from '../support/problem.mjs';
import { INSTANT, byHours, siteWith, stateAt, viewAt } from '../support/view.mjs';

describe('the answer', () => {
  const office = { timezone: 'Europe/Helsinki', week: [['9:00', '17:00']] };

  test('has state, view, now, next_change, changes and reason', async () => {
    const site = await siteWith(office);
    const view = await viewAt(site, '2026-11-20T19:00:00Z');
    assert.equal(view.state, 'closed');
    assert.equal(view.view, 'message');
    assert.equal(view.now, '2026-11-20T19:00:00Z');
    assert.equal(view.next_change, '2026-11-23T07:00:00Z');
    assert.deepEqual(view.changes[0], { at: '2026-11-23T07:00:00Z', state: 'open' });
    assert.match(view.reason, /\S/);
  });

  test('is of this moment where no instant is named', async () => {
    const site = await siteWith(office);
    const earlier = Math.floor(Date.now() / 1000) * 1000;
    const view = (await getView(site, 'q')).json;
    assert.match(view.now, INSTANT);
    assert.ok(Date.parse(view.now) >= earlier && Date.parse(view.now) <= Date.now(), view.now);
    assert.ok(view.changes.every((change) => change.at > view.now));
  });

  test('names the view that the owner chose, and "online" is none of them', async () => {
    const questionnaire = [{ element: 'input', name: 'a' }];
    for (const view of ['message', 'form', 'lightbot', 'hidden']) {
      const week = [['9:00', '17:00']];
      const site = await putSite({ q: byHours({ timezone: 'UTC', week }, { closed: { view, lightbot: { questionnaire } } }) });
      assert.equal((await viewAt(site, '2026-11-23T08:59:59Z')).view, view);
      assert.ok(!['message', 'lightbot', 'hidden'].includes((await viewAt(site, '2026-11-23T09:00:00Z')).view));
    }
  });

  test('gives the reason: the rule that decided', async () => {
    const site = await siteWith({
      timezone: 'UTC',
      week: [['9:00', '17:00']],
      annual: { '12/25': null },
      exceptions: { '2026-12-31': ['10:00', '14:00'] },
    });
    const reasonAt = async (at) => (await viewAt(site, at)).reason;
    assert.match(await reasonAt('2026-11-23T12:00:00Z'), /week.*Monday.*9:00.17:00/i);
    assert.match(await reasonAt('2026-12-25T12:00:00Z'), /annual.*25/i);
    assert.match(await reasonAt('2026-12-31T12:00:00Z'), /one-off.*31.*10:00.14:00/i);
    const vacation = await siteWith({ disabled: true, timezone: 'UTC', week: [[null]] });
    assert.match((await viewAt(vacation, '2026-11-23T12:00:00Z')).reason, /switched off/i);
  });

  test('changes nothing: asking about Christmas leaves today as it is', async () => {
    const site = await siteWith(office);
    const before = await viewAt(site, '2026-11-20T19:00:00Z');
    await viewAt(site, '2026-12-24T14:00:00Z');
    assert.deepEqual(await viewAt(site, '2026-11-20T19:00:00Z'), before);
  });
});

describe('at=', () => {
  test('takes RFC 3339 in any of its forms', async () => {
    const site = await siteWith({ timezone: 'UTC', week: [['9:00', '17:00']] });
    const same = ['2026-11-23T09:00:00Z', '2026-11-23T11:00:00+02:00', '2026-11-23T03:30:00-05:30', '2026-11-23t09:00:00z', '2026-11-23T09:00:00.000Z'];
    for (const at of same) {
      const view = await viewAt(site, at);
      assert.deepEqual([view.now, view.state], ['2026-11-23T09:00:00Z', 'open'], at);
    }
    assert.equal((await viewAt(site, '2026-11-23T08:59:59.999Z')).state, 'closed', 'a fraction does not round up');
  });

  test('is refused with 400 where it is no instant', async () => {
    const site = await siteWith({ timezone: 'UTC', week: [] });
    for (const at of ['', 'now', '2026-11-23', '2026-11-23T09:00:00', '2026-02-30T09:00:00Z', '2026-11-23T25:00:00Z', '1795424400', '2026-11-23T09:00:00Zx', '%FF']) {
      isProblem(await getView(site, 'q', `?at=${at}`), 400, undefined, at);
    }
  });

  test('may lie anywhere in the calendar', async () => {
    const site = await siteWith({ timezone: 'Europe/Helsinki', week: [['9:00', '17:00'], ['9:00', null], [null]] });
    for (const at of ['0001-01-01T00:00:00Z', '1900-06-01T00:00:00Z', '2400-02-29T12:00:00Z', '9999-12-31T23:59:59Z']) {
      const view = await viewAt(site, at);
      assert.match(view.state, /^(open|closed)$/);
    }
    for (const change of (await viewAt(site, '9999-12-30T00:00:00Z')).changes) assert.match(change.at, INSTANT, 'RFC 3339 ends with the year 9999');
  });
});

describe('availability', () => {
  // Nobody is signed in: there is no way to sign in yet.
  test('with nobody signed in, hours alone open "hours" and "either"', async () => {
    const schedule = { timezone: 'UTC', week: [['9:00', '17:00']] };
    const expected = { hours: 'open', agents: 'closed', hours_and_agents: 'closed', either: 'open' };
    for (const [availability, state] of Object.entries(expected)) {
      const site = await putSite({ q: { schedule, availability } });
      const view = await viewAt(site, '2026-11-23T12:00:00Z');
      assert.equal(view.state, state, availability);
      assert.equal(view.next_change !== null, state === 'open', availability);
      assert.equal(await stateAt(site, '2026-11-22T12:00:00Z'), 'closed', availability);
    }
  });

  test('is "hours_and_agents" where nothing is said', async () => {
    const site = await putSite({ q: { schedule: { timezone: 'UTC', week: Array(7).fill([null]) } } });
    const view = await viewAt(site, '2026-11-23T12:00:00Z');
    assert.equal(view.state, 'closed');
    assert.match(view.reason, /agent/i);
  });
});

describe('languages', () => {
  const message = { en: 'We are closed.', fi: 'Olemme kiinni.', 'pt-BR': 'Fechado.' };
  const speak = async (langs, query, headers) => {
    const site = await putSite({ q: { closed: { message } } }, { langs });
    const { text } = await getView(site, 'q', query, { headers });
    return Object.entries(message).filter(([, words]) => text.includes(words)).map(([lang]) => lang).join();
  };

  test('the one asked for is spoken, its main language, or else the first of the site', async () => {
    const langs = ['fi', 'en', 'pt-BR'];
    assert.equal(await speak(langs, '?lang=en'), 'en');
    assert.equal(await speak(langs, '?lang=EN'), 'en');
    assert.equal(await speak(langs, '?lang=en-GB'), 'en');
    assert.equal(await speak(langs, '?lang=pt'), 'pt-BR');
    assert.equal(await speak(langs, '?lang=sv'), 'fi');
    assert.equal(await speak(langs, '?lang=%22%3E%3Cscript%3E'), 'fi');
    assert.equal(await speak(['en'], '?lang=fi'), 'en', 'the site does not speak Finnish');
  });

  test("else the browser's, and the address counts more", async () => {
    const headers = { 'accept-language': 'en-US,en;q=0.9,fi;q=0.8' };
    assert.equal(await speak(['fi', 'en'], '', headers), 'en');
    assert.equal(await speak(['fi', 'en'], '?lang=fi', headers), 'fi');
  });
});

describe('what is not there', () => {
  test('is 404: the site, the queue, the address', async () => {
    const site = await putSite({});
    isProblem(await getView(`t-${randomUUID().slice(0, 12)}`, 'default'), 404, 'unknown_site');
    isProblem(await getView(site, 'nowhere'), 404, 'unknown_queue');
    for (const path of [`/v1/sites/${site}/queues`, `/v1/sites/${site}/queues/default/`, '/v1/sites/Not%20A%20Key/queues/default', '/v1/sites//queues/default', '/v2', '/v1/sites/%2e%2e/queues/q', `/v1/sites/${'x'.repeat(65)}/queues/q`]) {
      isProblem(await call('GET', path, { token: null }), 404, undefined, path);
    }
  });

  test('a method that an address does not take is 405', async () => {
    const site = await putSite({});
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
      isProblem(await call(method, `/v1/sites/${site}/queues/default`, { token: null }), 405, undefined, method);
    }
  });
});
