// The peer in JavaScript of `cargo xtask bench hours`: reads the cases on standard input, and
// measures opening_hours.js on each.  Usage: node hours.mjs PACKAGES < cases.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const packages = resolve(process.argv[2], 'package.json');
const OpeningHours = createRequire(packages)('opening_hours');
const { cases, from, until, runs } = JSON.parse(readFileSync(0, 'utf8'));
const place = { lat: 60.17, lon: 24.94, address: { country_code: 'fi', state: '' } };

const results = cases.map(({ osm, instants }) => {
  const dates = instants.map((seconds) => new Date(seconds * 1000));
  let open = 0;
  const once = () => {
    const begin = performance.now();
    const hours = new OpeningHours(osm, place);
    hours.getOpenIntervals(new Date(from * 1000), new Date(until * 1000));
    const compiled = performance.now();
    open = 0;
    for (const date of dates) open += hours.getState(date) ? 1 : 0;
    return [compiled - begin, performance.now() - compiled].map((ms) => ms * 1000);
  };
  return { times: Array.from({ length: runs }, once), open };
});
console.log(JSON.stringify(results));
