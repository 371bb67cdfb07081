// Offsets of every zone, from the newest IANA data as Python's zoneinfo reads it.
// The head of tests/zones/dump.py describes the fixture.
import { readFileSync } from 'node:fs';

const fixture = readFileSync(new URL('../data/zones.txt', import.meta.url), 'utf8');
const zones = new Map();
for (const line of fixture.trim().split('\n').slice(1)) {
  const [names, initial, list] = line.split('|');
  const changes = list.split(',').filter(Boolean).map((change) => change.split(':').map(Number));
  for (const name of names.split(' ')) zones.set(name, { initial: Number(initial), changes });
}

// Seconds east of UTC in `zone` at `instant` (seconds since the epoch, 2015 to 2050).
export function offsetAt(zone, instant) {
  const { initial, changes } = zones.get(zone);
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle][0] <= instant) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? initial : changes[low - 1][1];
}

// The instants at which the clocks of `zone` change, between `from` and `to`.
export function clockChanges(zone, from, to) {
  return zones.get(zone).changes.map(([at]) => at).filter((at) => from < at && at < to);
}
