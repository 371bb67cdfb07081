import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { putSite } from '../support/api.mjs';
import { DAY, INSTANT, changesAt, rfc3339, siteWith, stateAt, viewAt } from '../support/view.mjs';

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
