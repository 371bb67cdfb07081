import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { getView, putSite } from '../support/api.mjs';
import { eachOf } from '../support/many.mjs';
import { stateAt } from '../support/hours.mjs';
import { seeded } from '../support/random.mjs';
import { clockChanges, offsetAt } from '../support/zones.mjs';

const SEED = 20261120;
const SCHEDULES = 300;
const DAY = 86_400;
const FROM = Date.parse('2026-01-01T00:00:00Z') / 1000;
const TO = Date.parse('2028-12-31T00:00:00Z') / 1000;
const rfc3339 = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
const seconds = (text) => Date.parse(text) / 1000;

// Node's own data is current for these.
const CURRENT = ['Europe/Helsinki', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const ZONES = [
  ...CURRENT, ...CURRENT, 'America/Vancouver', 'America/Winnipeg', 'Africa/Casablanca', 'Asia/Beirut', 'Africa/Cairo', 'America/Havana',
  'Antarctica/Troll', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Scoresbysund', 'America/St_Johns', 'UTC',
];

const random = seeded(SEED);

// Mostly small hours, at which clocks change, and mostly round times.
function time() {
  const hour = random.chance(0.6) ? random.below(5) : random.below(24);
  return hour * 60 + random.pick([0, 0, 15, 30, 30, 45, random.below(60)]);
}

const written = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

function day() {
  if (random.chance(0.15)) return random.pick([null, [], [null], [null, null], ['24:00'], ['0:00', '24:00']]);
  const ranges = Array.from({ length: 1 + random.below(3) }, () => {
    const [opening, closing] = [time(), time()].sort((a, b) => a - b);
    return [random.chance(0.15) ? null : written(opening), random.chance(0.15) ? null : written(closing)];
  });
  const times = ranges.flat();
  if (times.at(-1) === null && random.chance(0.5)) times.pop();
  return times;
}

const dateOf = (instant) => new Date(instant * 1000).toISOString().slice(0, 10);

// An instant near a change of the clocks, where there are any, or anywhere.
function instantIn(zone) {
  const changes = clockChanges(zone, FROM, TO);
  if (changes.length === 0 || random.chance(0.2)) return FROM + random.below(TO - FROM);
  return random.pick(changes) + random.below(4 * DAY) - 2 * DAY;
}

function dates(zone, key) {
  const list = Array.from({ length: random.below(5) }, () => [key(dateOf(instantIn(zone))), day()]);
  return Object.fromEntries(list);
}

function schedule() {
  const timezone = random.pick(ZONES);
  return {
    timezone,
    disabled: random.chance(0.03),
    week: Array.from({ length: random.chance(0.8) ? 7 : random.below(8) }, day),
    annual: dates(timezone, (date) => `${date.slice(5, 7)}/${date.slice(8)}`),
    exceptions: dates(timezone, (date) => date),
  };
}

test("the oracle's offsets are those of Intl, where Node's data is current", () => {
  for (const zone of CURRENT) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const looks = clockChanges(zone, FROM, TO).flatMap((at) => [at - 1, at]);
    for (let at = FROM; at < TO; at += 30 * DAY) looks.push(at);
    for (const at of looks) {
      const [, sign, hours, minutes] = format.format(at * 1000).match(/GMT(?:([+-])(\d\d):(\d\d))?/);
      const offset = Number(`${sign ?? '+'}1`) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
      assert.equal(offsetAt(zone, at), offset, `${zone} ${rfc3339(at)}`);
    }
  }
});

describe(`${SCHEDULES} schedules of seed ${SEED} are read as an oracle of the contract reads them`, () => {
  const cases = Array.from({ length: SCHEDULES }, (_, i) => {
    const written = schedule();
    const at = instantIn(written.timezone);
    return { queue: `q${i}`, schedule: written, at, looks: Array.from({ length: 40 }, () => at + random.below(14 * DAY)) };
  });
  let views;
  before(async () => {
    const queues = cases.map(({ queue, schedule }) => [queue, { availability: 'hours', schedule }]);
    const site = await putSite(Object.fromEntries(queues));
    views = await eachOf(cases, async ({ queue, at }) => (await getView(site, queue, `?at=${rfc3339(at)}`)).json);
  });

  // The state at `instant` as the timeline of `view` has it.
  function told(view, instant) {
    const passed = view.changes.filter((change) => seconds(change.at) <= instant);
    return passed.at(-1)?.state ?? view.state;
  }

  test('the state when asked, the second before and after each change, and forty instants between', () => {
    let changes = 0;
    for (const [i, { queue, schedule, at, looks }] of cases.entries()) {
      const edges = views[i].changes.slice(0, 40).flatMap((change) => [seconds(change.at) - 1, seconds(change.at)]);
      changes += edges.length / 2;
      for (const instant of [at, ...edges, ...looks]) {
        const about = `${queue} at ${rfc3339(instant)}, asked at ${rfc3339(at)}: ${JSON.stringify(schedule)}`;
        assert.equal(told(views[i], instant), stateAt(schedule, instant), about);
      }
    }
    assert.ok(changes > 15 * SCHEDULES, `only ${changes} changes: is there anything to be wrong about?`);
  });

  test('next_change is the first change', () => {
    for (const view of views) assert.equal(view.next_change, view.changes[0]?.at ?? null);
  });
});
