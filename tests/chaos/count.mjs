// The count: what the visitors sent, held against what the Worker has and what the receiver took.
import { isDeepStrictEqual as same } from 'node:util';

// Kinds of log entries that a visitor brings about.
const OF_VISITORS = ['registered', 'missed', 'withdrawn'];

// `sent`: messages (senders.mjs); `rows`, `log`, `ledger`: the Worker's books; `taken`: what the
// receiver took, by the webhook's id; `forged`: ids of webhooks that were not signed as they must be.
// In `wrong` every fault is a sentence.
export function count({ sent, rows, log, ledger, taken, forged }) {
  const wrong = { lost: [], doubled: [], changed: [], undelivered: [] };
  const came = [...taken.values()];
  const books = {
    rows: grouped(rows, ({ answers }) => answers.message),
    entries: grouped(log.filter(({ kind }) => OF_VISITORS.includes(kind)), ({ contact, kind }) => `${contact} ${kind}`),
    deliveries: grouped(ledger, ({ contact, delivery }) => `${contact} ${actOf(delivery.event)}`),
    webhooks: grouped(came, ({ data, type }) => `${data.id} ${actOf(type)}`),
  };
  for (const message of sent) countOne(message, books, wrong);
  // Whatever was sent has been taken out of the books: what is left, nobody sent.
  for (const [book, left] of Object.entries(books)) {
    for (const key of left.keys()) wrong.doubled.push(`${key}: in the ${book}, though nobody sent it`);
  }
  for (const id of forged) wrong.changed.push(`${id}: a webhook with a signature that is not ours`);
  const repeats = came.reduce((sum, { times }) => sum + times - 1, 0);
  return { answered: sent.filter(({ answered }) => answered).length, delivered: came.length, repeats, wrong };
}

function countOne(message, books, wrong) {
  const { key, answers, acts, receipts, refused, answered } = message;
  const [receipt] = receipts;
  const rows = takenOut(books.rows, answers.message);
  const row = receipt ? rows.find(({ id }) => id === receipt.id) : rows[0];
  if (!answered) wrong.lost.push(`${key}: sent until the end, and never answered`);
  else if (!row) wrong.lost.push(`${key}: answered with ${receipt?.receipt ?? 'a receipt'}, and not stored`);
  if (rows.length > 1) wrong.doubled.push(`${key}: stored ${rows.length} times`);
  for (const reply of refused) wrong.changed.push(`${key}: answered with ${reply}`);
  if (receipts.some((other) => !same(other, receipt))) wrong.changed.push(`${key}: its receipt is not the same in every answer`);
  if (!row) return;
  const kept = row.withdrawn === acts.includes('withdrawn') && same(row.answers, answers);
  if (!kept || (receipt && row.receipt !== receipt.receipt)) wrong.changed.push(`${key}: stored as ${JSON.stringify(row)}`);
  for (const act of acts) countAct(`${row.id} ${act}`, answers, books, wrong);
}

// One entry in the log, one delivery, and one webhook, however often it came.
function countAct(key, answers, books, wrong) {
  const entries = takenOut(books.entries, key);
  if (entries.length === 0) wrong.lost.push(`${key}: not in the log`);
  if (entries.length > 1) wrong.doubled.push(`${key}: ${entries.length} times in the log`);
  const deliveries = takenOut(books.deliveries, key);
  const webhooks = takenOut(books.webhooks, key);
  const ids = new Set([...deliveries.map(({ delivery }) => delivery.id), ...webhooks.map(({ id }) => id)]);
  const arrived = deliveries.some(({ delivery }) => delivery.status === 'delivered') && webhooks.length > 0;
  if (!arrived) wrong.undelivered.push(`${key}: ${deliveries[0]?.delivery.status ?? 'not'} in the ledger, ${webhooks.length ? 'taken' : 'not taken'} by the receiver`);
  if (ids.size > 1) wrong.doubled.push(`${key}: delivered under ${ids.size} ids`);
  if (webhooks.some(({ data }) => !same(data.answers, answers))) wrong.changed.push(`${key}: its webhook has other answers`);
}

const actOf = (event) => event.replace('contact.', '');

function grouped(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

// A group, which is then there no more.
function takenOut(groups, key) {
  const group = groups.get(key) ?? [];
  groups.delete(key);
  return group;
}
