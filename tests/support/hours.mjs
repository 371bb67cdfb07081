// Another reading of the contract's "How hours are read": slow, minute by minute, and plain enough
// to be checked by eye. The product is held against it.
import { offsetAt } from './zones.mjs';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

// Whether `schedule` is open at `instant` (seconds since the epoch).
export function stateAt(schedule, instant) {
  if (schedule.disabled) return 'closed';
  const today = Math.floor((instant + offsetAt(schedule.timezone, instant)) / DAY);
  // Where a midnight comes twice, a day reaches into its neighbour.
  const days = [today - 1, today, today + 1];
  const isOpen = days.some((day) => spansOf(schedule, day).some(([from, to]) => from <= instant && instant < to));
  return isOpen ? 'open' : 'closed';
}

// The stretches of instants that the ranges of local day `day` (days since the epoch) are.
function spansOf(schedule, day) {
  return rangesOf(schedule, day).map(([opening, closing]) => [
    firstReached(schedule.timezone, day * DAY + opening),
    lastUnreached(schedule.timezone, day * DAY + closing),
  ]);
}

// One-off beats annual beats week.
function rangesOf(schedule, day) {
  const date = new Date(day * DAY * 1000).toISOString().slice(0, 10);
  const annual = `${date.slice(5, 7)}/${date.slice(8)}`;
  const monday = 4;
  const ruled = [
    [schedule.exceptions ?? {}, date],
    [schedule.annual ?? {}, annual],
    [schedule.week, (((day - monday) % 7) + 7) % 7],
  ].find(([rules, key]) => key in rules);
  const times = ruled?.[0][ruled[1]] ?? [];
  const ranges = [];
  for (let i = 0; i < times.length; i += 2) ranges.push([seconds(times[i], 0), seconds(times[i + 1], DAY)]);
  return ranges;
}

function seconds(time, otherwise) {
  if (time === null || time === undefined) return otherwise;
  const [hour, minute] = time.split(':').map(Number);
  return hour * HOUR + minute * MINUTE;
}

const known = new Map();
function remembered(name, zone, local, find) {
  const key = `${name} ${zone} ${local}`;
  if (!known.has(key)) known.set(key, find());
  return known.get(key);
}

// No offset is further from UTC than this.
const FAR = 15 * HOUR;

// The first instant whose local time has reached `local`.
function firstReached(zone, local) {
  return remembered('first', zone, local, () => {
    let instant = local - FAR;
    while (instant + offsetAt(zone, instant) < local) instant += MINUTE;
    return instant;
  });
}

// The end of the last minute whose local time has not reached `local`.
function lastUnreached(zone, local) {
  return remembered('last', zone, local, () => {
    let instant = local + FAR;
    while (instant - MINUTE + offsetAt(zone, instant - MINUTE) >= local) instant -= MINUTE;
    return instant;
  });
}
