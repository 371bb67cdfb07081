// Visitors who send as the widget's outbox does: with the same key, again and again, until the Worker
// has decided. Connections of theirs are cut, and some send from two at once.
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { base, call, submit } from '../support/api.mjs';
import { eachOf, times } from '../support/many.mjs';
import { seeded } from '../support/random.mjs';

// Times in ms. Between two messages of one sender; the first wait after a failure, and the longest.
const PAUSE = 1_000;
const [FIRST_WAIT, LONGEST_WAIT] = [100, 2_000];
// After the end a sender goes on for as long with what it has begun.
const PATIENCE = 60_000;

// A message of a visitor. `acts` are the entries in the log that must come of it, `receipts` the answers.
export const written = (key, length = 0) => ({
  key,
  answers: { email: 'anna@acme.example', message: `${key} ${'x'.repeat(length)}`.trim() },
  acts: ['registered'],
  receipts: [],
  refused: [],
  answered: false,
});

// Resolves once `count` senders have had enough, which is at `load.end`, and know what became of
// everything that they sent.
export function sending(load, count, random) {
  const generators = times(count).map(() => seeded(random.below(2 ** 32)));
  return Promise.all(generators.map((random, sender) => sendOn(load, sender, random)));
}

async function sendOn(load, sender, random) {
  for (let n = 0; performance.now() < load.end; n++) {
    const message = written(`${load.seed}-${sender}-${n}`, random.below(1_000));
    load.sent.push(message);
    const fromTwo = random.chance(1 / 8);
    const withdraws = random.chance(1 / 8);
    await Promise.all(times(fromTwo ? 2 : 1).map(() => send(load, message, random)));
    if (withdraws && message.receipts.length) await withdraw(load, message, random);
    await wait(random.below(PAUSE));
  }
}

async function send(load, message, random) {
  const { site, queue, note } = load;
  const reply = await insist(load, random, async () => {
    if (random.chance(1 / 8)) await cutOff(load, message, random.chance(1 / 2));
    return submit(site, queue, message.answers, { key: message.key });
  });
  take(message, reply);
}

// Once all is calm: the same key and the same body again, for each message.
export function askAgain({ site, queue, sent }) {
  const ours = sent.filter(({ receipts }) => receipts.length);
  return eachOf(ours, async (message) => {
    const reply = await submit(site, queue, message.answers, { key: message.key });
    take(message, reply);
    if (reply.status === 201) message.refused.push('201, though it had been answered before');
  });
}

function take(message, reply) {
  if ([200, 201].includes(reply?.status)) message.receipts.push(reply.json);
  else if (reply) message.refused.push(String(reply.status));
  message.answered = message.receipts.length > 0;
}

// Through the link of the receipt, as the page behind it does.
async function withdraw(load, message, random) {
  const { pathname } = new URL(message.receipts[0].link);
  const form = { body: 'action=withdraw&sure=1', headers: { 'content-type': 'application/x-www-form-urlencoded' }, token: null };
  message.acts.push('withdrawn');
  const reply = await insist(load, random, () => call('POST', pathname, form));
  if (reply?.status !== 200) message.refused.push(`${reply?.status ?? 'no answer'} to the withdrawal`);
}

// Asks until there is an answer that decides: neither none at all, nor 429, nor 5xx.
async function insist({ end, note }, random, ask) {
  for (let failures = 0; performance.now() < end + PATIENCE; failures++) {
    const reply = await ask().catch(() => undefined);
    if (reply && reply.status !== 429 && reply.status < 500) return reply;
    note('sent again');
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
    await wait(longest / 2 + random.below(longest / 2));
  }
  return undefined;
}

// Sends a part of the message, or all of it, and is gone before there is an answer.
function cutOff({ site, queue, note }, { key, answers }, whole) {
  const body = JSON.stringify({ answers });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': key };
  note(whole ? 'connections cut before the answer' : 'connections cut within the message');
  return new Promise((gone) => {
    const cut = request(`${base}/v1/sites/${site}/queues/${queue}/contacts`, { method: 'POST', headers, agent: false });
    cut.on('error', () => {}).on('close', gone);
    cut.write(whole ? body : body.slice(0, body.length / 2), () => cut.destroy());
  });
}
