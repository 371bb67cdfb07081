// What the Worker itself has in its books, read as its owners and their programs read it.
import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../support/api.mjs';

// Times in ms. An attempt that is further away than `SOON` is made due by what the button "Deliver
// again" calls: after many failures the next one may be hours away.
const SOON = 5_000;
const PATIENCE = 180_000;

// Waits until no delivery is pending, in vain after a while. `replayed`: how many were made due.
export async function drained(owner, queue) {
  const end = performance.now() + PATIENCE;
  const replayed = new Set();
  while (performance.now() < end) {
    const { lines } = await asked(owner, `deliveries?queue=${queue}&status=pending`);
    if (lines.length === 0) break;
    const late = lines.filter(({ delivery }) => Date.parse(delivery.next_at) > Date.now() + SOON);
    for (const { delivery } of late) {
      await owner.ask('POST', `deliveries/${delivery.id}/replay`);
      replayed.add(delivery.id);
    }
    await wait(500);
  }
  return { replayed: replayed.size };
}

// All contacts, and all of the queue's log and ledger.
export async function recorded(site, owner, queue) {
  const rows = await pages(async (cursor) => {
    const { json } = await call('GET', `/v1/sites/${site}/contacts?cursor=${cursor}`);
    return [json.contacts, json.cursor];
  });
  const log = await pages(async (before) => {
    const { entries, older } = await asked(owner, `log?queue=${queue}&before=${before}`);
    return [entries, older];
  });
  const ledger = await pages(async (before) => {
    const { lines, older } = await asked(owner, `deliveries?queue=${queue}&before=${before}`);
    return [lines, older];
  });
  return { rows, log, ledger };
}

// A listing from its first page to its last; `page(place)` gives what is on one, and the next one's place.
async function pages(page) {
  const all = [];
  for (let place = ''; place !== null; ) {
    const [found, next] = await page(place);
    all.push(...found);
    place = next;
  }
  return all;
}

async function asked(owner, path) {
  const { status, json, text } = await owner.get(path);
  if (status !== 200) throw new Error(`${path.split('?')[0]} answered ${status}: ${text}`);
  return json;
}
