import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, call, getView, putSite } from '../support/api.mjs';
import { isProblem } from '../support/problem.mjs';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DAY = 86_400_000;
const rfc3339 = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
const byHours = (schedule, more = {}) => ({ schedule, availability: 'hours', ...more });
const siteWith = (schedule) => putSite({ q: byHours(schedule) });

async function viewAt(site, at, query = '') {
  const reply = await getView(site, 'q', `?at=${encodeURIComponent(at)}${query}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.json;
}

const stateAt = async (site, at) => (await viewAt(site, at)).state;

// The changes after `at` as "instant state", up to `n`.
async function changesAt(site, at, n = 6) {
  const { changes } = await viewAt(site, at);
  return changes.slice(0, n).map((change) => `${change.at.replace(':00Z', 'Z')} ${change.state}`);
}

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

describe('a schedule', () => {
  test('begins on the second and ends on the second', async () => {
    const site = await siteWith({ timezone: 'Europe/Helsinki', week: [['9:00', '12:00', '13:30', '17:00']] });
    const expected = { '06:59:59': 'closed', '07:00:00': 'open', '09:59:59': 'open', '10:00:00': 'closed', '11:29:59': 'closed', '11:30:00': 'open', '14:59:59': 'open', '15:00:00': 'closed' };
    for (const [time, state] of Object.entries(expected)) assert.equal(await stateAt(site, `2026-11-23T${time}Z`), state, time);
    assert.equal(await stateAt(site, '2026-11-24T07:00:00Z'), 'closed', 'nothing is written for Tuesday');
  });

  test('is read in its own zone', async () => {
    const opensAt = {
      'Pacific/Auckland': '2026-11-22T20:00Z',
      'Asia/Kolkata': '2026-11-23T03:30Z',
      'Asia/Kathmandu': '2026-11-23T03:15Z',
      'Europe/Helsinki': '2026-11-23T07:00Z',
      UTC: '2026-11-23T09:00Z',
      'America/St_Johns': '2026-11-23T12:30Z',
      'America/New_York': '2026-11-23T14:00Z',
      'Pacific/Honolulu': '2026-11-23T19:00Z',
    };
    for (const [timezone, at] of Object.entries(opensAt)) {
      const site = await siteWith({ timezone, week: [['9:00', '17:00']] });
      assert.deepEqual(await changesAt(site, '2026-11-22T00:00:00Z', 1), [`${at} open`], timezone);
    }
  });

  test('goes on past midnight as one stretch', async () => {
    // Monday 18:00 to Tuesday 4:00, Friday 23:30 to Saturday 0:30, and Sunday 20:00 to Monday 2:00.
    const week = [[null, '2:00', '18:00', null], [null, '4:00'], null, null, ['23:30'], [null, '0:30'], ['20:00', null]];
    const site = await siteWith({ timezone: 'Europe/Helsinki', week });
    assert.deepEqual(await changesAt(site, '2026-11-22T00:00:00Z'), [
      '2026-11-22T18:00Z open', '2026-11-23T00:00Z closed',
      '2026-11-23T16:00Z open', '2026-11-24T02:00Z closed',
      '2026-11-27T21:30Z open', '2026-11-27T22:30Z closed',
    ]);
  });

  test('around the clock never changes, and neither does one without a range', async () => {
    const always = await viewAt(await siteWith({ timezone: 'Europe/Helsinki', week: Array(7).fill([null, null]) }), '2026-11-20T19:00:00Z');
    assert.deepEqual([always.state, always.next_change, always.changes], ['open', null, []]);
    const never = await viewAt(await siteWith({ timezone: 'Europe/Helsinki', week: [] }), '2026-11-20T19:00:00Z');
    assert.deepEqual([never.state, never.next_change, never.changes], ['closed', null, []]);
  });

  test('joins ranges that touch or overlap, in whatever order they stand', async () => {
    const site = await siteWith({ timezone: 'UTC', week: [['13:00', '17:00', '9:00', '11:00', '10:00', '13:00', '20:00', '20:00']] });
    assert.deepEqual(await changesAt(site, '2026-11-22T00:00:00Z', 2), ['2026-11-23T09:00Z open', '2026-11-23T17:00Z closed']);
    assert.deepEqual(await changesAt(site, '2026-11-23T17:00:00Z', 1), ['2026-11-30T09:00Z open']);
  });

  test('takes annual dates over the week, and one-off dates over both', async () => {
    const site = await siteWith({
      timezone: 'Europe/Helsinki',
      week: Array(5).fill(['9:00', '17:00']),
      annual: { '12/24': ['9:00', '12:00'], '12/25': null, '12/26': ['10:00', '11:00'], '02/29': ['1:00', '2:00'] },
      exceptions: { '2026-12-24': ['10:00', '14:00'], '2026-12-26': [], '2026-12-27': ['15:00'] },
    });
    assert.deepEqual(await changesAt(site, '2026-12-23T20:00:00Z'), [
      '2026-12-24T08:00Z open', '2026-12-24T12:00Z closed',
      '2026-12-27T13:00Z open', '2026-12-27T22:00Z closed',
      '2026-12-28T07:00Z open', '2026-12-28T15:00Z closed',
    ]);
    assert.equal(await stateAt(site, '2027-12-24T09:59:59Z'), 'open', 'the year after, the annual date counts');
    assert.equal(await stateAt(site, '2027-12-24T10:00:00Z'), 'closed');
    assert.equal(await stateAt(site, '2028-02-28T23:30:00Z'), 'open', 'a leap day');
    assert.equal(await stateAt(site, '2027-02-28T23:30:00Z'), 'closed', 'no leap day, and 1 March has its own rule');
  });

  test('an exception ends what yesterday left open at midnight, not later', async () => {
    const site = await siteWith({ timezone: 'UTC', week: Array(7).fill([null, null]), exceptions: { '2026-12-25': null } });
    assert.deepEqual(await changesAt(site, '2026-12-01T00:00:00Z', 2), ['2026-12-25T00:00Z closed', '2026-12-26T00:00Z open']);
  });

  test('is closed while it is switched off, and where there is none', async () => {
    const off = await viewAt(await siteWith({ disabled: true, timezone: 'UTC', week: Array(7).fill([null]) }), '2026-11-23T12:00:00Z');
    assert.deepEqual([off.state, off.next_change, off.changes], ['closed', null, []]);
    const none = await viewAt(await putSite({ q: { availability: 'hours' } }), '2026-11-23T12:00:00Z');
    assert.deepEqual([none.state, none.next_change, none.changes], ['closed', null, []]);
  });

  test('far away is still the next change', async () => {
    const site = await siteWith({ timezone: 'UTC', week: [], annual: { '02/29': ['9:00', '10:00'] } });
    assert.equal((await viewAt(site, '2026-11-23T12:00:00Z')).next_change, '2028-02-29T09:00:00Z');
    assert.equal((await viewAt(site, '2096-03-01T00:00:00Z')).next_change, '2104-02-29T09:00:00Z', 'past 2100, which has no leap day');
  });
});

describe('when the clocks change', () => {
  const onSundays = (...times) => ({ timezone: 'Europe/Helsinki', week: [null, null, null, null, null, null, times] });

  // 28 March 2027: 3:00 becomes 4:00 at 01:00 UTC.
  test('a time that is skipped counts as the moment of the change', async () => {
    const spring = async (...times) => changesAt(await siteWith(onSundays(...times)), '2027-03-27T12:00:00Z', 2);
    assert.deepEqual(await spring('3:30', '5:00'), ['2027-03-28T01:00Z open', '2027-03-28T02:00Z closed']);
    assert.deepEqual(await spring('2:00', '3:30'), ['2027-03-28T00:00Z open', '2027-03-28T01:00Z closed']);
    assert.deepEqual(await spring('3:00', '4:00'), ['2027-04-04T00:00Z open', '2027-04-04T01:00Z closed'], 'all of it is skipped');
    assert.deepEqual(await spring('2:00', '3:15', '3:45', '5:00'), ['2027-03-28T00:00Z open', '2027-03-28T02:00Z closed'], 'and what is left touches');
  });

  // 25 October 2026: 4:00 becomes 3:00 at 01:00 UTC.
  test('a repeated opening is its first occurrence, a repeated closing its second', async () => {
    const autumn = async (...times) => changesAt(await siteWith(onSundays(...times)), '2026-10-24T12:00:00Z', 2);
    assert.deepEqual(await autumn('3:30', '5:00'), ['2026-10-25T00:30Z open', '2026-10-25T03:00Z closed']);
    assert.deepEqual(await autumn('2:00', '3:30'), ['2026-10-24T23:00Z open', '2026-10-25T01:30Z closed']);
    assert.deepEqual(await autumn('3:10', '3:20'), ['2026-10-25T00:10Z open', '2026-10-25T01:20Z closed'], 'one unbroken stretch');
    assert.deepEqual(await autumn('4:00', '5:00'), ['2026-10-25T02:00Z open', '2026-10-25T03:00Z closed'], '4:00 comes once, the second time round');
  });

  // Beirut, where 25 October 2026 would begin, it is 23:00 of the 24th once more, at 21:00 UTC.
  test('the last hour of a day may come twice', async () => {
    const saturday = await siteWith({ timezone: 'Asia/Beirut', week: [null, null, null, null, null, ['23:30', null]] });
    assert.deepEqual(await changesAt(saturday, '2026-10-24T12:00:00Z', 2), ['2026-10-24T20:30Z open', '2026-10-24T22:00Z closed']);
    const sunday = await siteWith({ timezone: 'Asia/Beirut', week: [null, null, null, null, null, null, [null, '1:00']] });
    assert.deepEqual(await changesAt(sunday, '2026-10-24T12:00:00Z', 2), ['2026-10-24T22:00Z open', '2026-10-24T23:00Z closed']);
  });

  test('half an hour on Lord Howe, two hours at Troll', async () => {
    const opens = async (timezone, at) => changesAt(await siteWith({ timezone, week: Array(7).fill(['9:00', '10:00']) }), at, 3);
    assert.deepEqual(await opens('Australia/Lord_Howe', '2026-10-02T12:00:00Z'), ['2026-10-02T22:30Z open', '2026-10-02T23:30Z closed', '2026-10-03T22:00Z open']);
    assert.deepEqual(await opens('Antarctica/Troll', '2026-10-24T00:00:00Z'), ['2026-10-24T07:00Z open', '2026-10-24T08:00Z closed', '2026-10-25T09:00Z open']);
  });

  test('the newest rules count: no winter time any more in Vancouver, Winnipeg and Edmonton, nor summer time in Casablanca', async () => {
    const opensAt = {
      'America/Vancouver': '2026-12-01T16:00:00Z',
      'America/Winnipeg': '2026-12-01T14:00:00Z',
      'America/Edmonton': '2026-12-01T15:00:00Z',
      'Africa/Casablanca': '2026-12-01T09:00:00Z',
    };
    for (const [timezone, at] of Object.entries(opensAt)) {
      const site = await siteWith({ timezone, week: Array(7).fill(['9:00', '17:00']) });
      const before = rfc3339(Date.parse(at) - 1000);
      assert.deepEqual([await stateAt(site, before), await stateAt(site, at)], ['closed', 'open'], timezone);
    }
    // As it was before: 9:00 is 16:00 UTC in Vancouver's summer, and 8:00 UTC in Casablanca's.
    const vancouver = await siteWith({ timezone: 'America/Vancouver', week: Array(7).fill(['9:00', '17:00']) });
    assert.deepEqual(await changesAt(vancouver, '2026-01-15T10:00:00Z', 1), ['2026-01-15T17:00Z open']);
    const casablanca = await siteWith({ timezone: 'Africa/Casablanca', week: Array(7).fill(['9:00', '17:00']) });
    assert.deepEqual(await changesAt(casablanca, '2026-06-01T00:00:00Z', 1), ['2026-06-01T08:00Z open']);
  });
});

describe('the timeline', () => {
  const schedules = {
    'an office with lunch': [{ timezone: 'Europe/Helsinki', week: [...Array(5).fill(['9:00', '12:00', '13:00', '17:00'])] }, '2026-10-20T05:00:00Z'],
    'a night shift': [{ timezone: 'America/New_York', week: Array(7).fill([null, '4:00', '22:00', null]) }, '2026-10-28T13:00:00Z'],
    'a week of three hours': [{ timezone: 'Australia/Lord_Howe', week: [['1:45', '4:45']] }, '2027-03-25T00:00:00Z'],
    'Christmas': [{ timezone: 'Europe/Helsinki', week: Array(5).fill(['9:00', '17:00']), annual: { '12/25': null, '12/24': ['9:00', '12:00'] } }, '2026-12-20T12:00:00Z'],
  };
  for (const [name, [schedule, at]] of Object.entries(schedules)) {
    test(`of ${name} alternates, reaches 14 days ahead, and holds wherever it is asked`, async () => {
      const site = await siteWith(schedule);
      const view = await viewAt(site, at);
      assert.equal(view.next_change, view.changes[0].at);
      let [before, earlier] = [view.state, view.now];
      for (const change of view.changes) {
        assert.match(change.at, INSTANT);
        assert.ok(change.at > earlier, `${change.at} after ${earlier}`);
        assert.notEqual(change.state, before, change.at);
        const ms = Date.parse(change.at);
        const last = await viewAt(site, rfc3339(ms - 1000));
        assert.deepEqual([last.state, last.next_change], [before, change.at]);
        assert.equal(await stateAt(site, change.at), change.state);
        assert.equal(await stateAt(site, rfc3339(ms + 1000)), change.state);
        [before, earlier] = [change.state, change.at];
      }
      // What lies within 14 days and is not among them would show up here.
      const later = await viewAt(site, earlier);
      assert.ok(later.next_change === null || Date.parse(later.next_change) > Date.parse(at) + 14 * DAY, `${later.next_change} is missing`);
    });
  }
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

describe('origins', () => {
  const fromOrigin = (site, origin) => getView(site, 'default', '', { headers: origin === undefined ? {} : { origin } });

  test('those of the site may ask, and so may programs and our own pages; others may not', async () => {
    const site = await putSite({ default: {} }, { origins: ['https://acme.example', 'http://localhost:3000'] });
    for (const origin of ['https://acme.example', 'http://localhost:3000', base, undefined]) {
      assert.equal((await fromOrigin(site, origin)).status, 200, `${origin}`);
    }
    const strangers = ['https://evil.example', 'http://acme.example', 'https://acme.example:8443', 'https://www.acme.example', 'https://acme.example.evil.example', 'https://acme.example@evil.example', 'null', 'https://acme.exampl'];
    for (const origin of strangers) isProblem(await fromOrigin(site, origin), 403, 'origin_not_allowed', origin);
  });

  test('are compared as browsers send them', async () => {
    const site = await putSite({ default: {} }, { origins: ['https://ACME.example:443/'] });
    assert.equal((await fromOrigin(site, 'https://acme.example')).status, 200);
  });

  test('"*" lets all in, an empty list only our own pages', async () => {
    const [any, none] = [await putSite({ default: {} }), await putSite({ default: {} }, { origins: [] })];
    for (const origin of ['https://evil.example', 'null', base]) assert.equal((await fromOrigin(any, origin)).status, 200);
    isProblem(await fromOrigin(none, 'https://acme.example'), 403);
    assert.equal((await fromOrigin(none, base)).status, 200);
  });

  test("pages may read every answer, also the refusals", async () => {
    const site = await putSite({ default: {} }, { origins: ['https://acme.example'] });
    const path = `/v1/sites/${site}/queues/default/contacts`;
    const headers = { origin: 'https://acme.example' };
    const replies = [
      await fromOrigin(site, 'https://acme.example'),
      await fromOrigin(site, 'https://evil.example'),
      await getView(site, 'nowhere', '', { headers }),
      await getView(site, 'default', '?at=x', { headers }),
      await call('POST', path, { token: null, headers, body: '{' }),
      await call('POST', path, { token: null, headers, body: 'x'.repeat(2_000_000) }),
      await call('PATCH', path, { token: null, headers }),
    ];
    assert.deepEqual(replies.map((reply) => reply.status), [200, 403, 404, 400, 400, 413, 405]);
    for (const reply of replies) assert.match(reply.headers.get('access-control-allow-origin') ?? '', /^(\*|https:\/\/acme\.example)$/, `${reply.status}`);
    assert.match((await fromOrigin(site, 'https://acme.example')).headers.get('access-control-allow-credentials') ?? '', /^(|false)$/);
  });

  test('the preflight lets contacts through with their key, and opens nothing of the owner', async () => {
    const site = await putSite({ default: {} });
    const asks = (method, wanted) => ({ origin: 'https://acme.example', 'access-control-request-method': method, 'access-control-request-headers': wanted });
    const reply = await call('OPTIONS', `/v1/sites/${site}/queues/default/contacts`, { token: null, headers: asks('POST', 'content-type,idempotency-key') });
    assert.ok([200, 204].includes(reply.status));
    assert.match(reply.headers.get('access-control-allow-origin'), /^(\*|https:\/\/acme\.example)$/);
    assert.match(reply.headers.get('access-control-allow-methods'), /POST/);
    for (const name of ['content-type', 'idempotency-key']) assert.match(reply.headers.get('access-control-allow-headers').toLowerCase(), new RegExp(name));
    for (const path of [`/v1/sites/${site}`, `/v1/sites/${site}/contacts`, `/v1/sites/${site}/deliveries`]) {
      const owner = await call('OPTIONS', path, { token: null, headers: asks('GET', 'authorization') });
      assert.equal(owner.headers.get('access-control-allow-origin'), null, path);
    }
  });
});
