// One run: the load and the faults beside each other, then calm, then the count.
import { operator, putSite, secret } from '../support/api.mjs';
import { ANNA, signIn } from '../support/console.mjs';
import { seeded } from '../support/random.mjs';
import { startVisitor } from './browser.mjs';
import { drained, recorded } from './books.mjs';
import { count } from './count.mjs';
import { planned, suffer } from './faults.mjs';
import { mortalWorker } from './mortal.mjs';
import { WELL, moodyReceiver } from './receiver.mjs';
import { begun, report } from './report.mjs';
import { askAgain, sending } from './senders.mjs';

const MINUTE = 60_000;
const QUEUE = 'support';

// Whether nothing was lost, doubled, changed or undelivered.
export async function run({ port, minutes, senders, seed, browser }) {
  const random = seeded(seed);
  const plan = planned(random, minutes * MINUTE);
  console.log(begun({ minutes, senders, seed, browser }, plan));

  const started = [];
  let ended;
  const end = () => (ended ??= Promise.allSettled(started.map((stop) => stop())));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().then(() => process.exit(1)));
  const faults = new Map();
  const note = (name) => faults.set(name, (faults.get(name) ?? 0) + 1);
  try {
    const worker = await mortalWorker(port, { OPERATOR_TOKEN: operator });
    started.push(worker.stop);
    const receiver = await moodyReceiver(note);
    started.push(receiver.close);
    const site = await siteFor(receiver);
    const visitor = browser && (await startVisitor(site, QUEUE));
    if (visitor) started.push(visitor.close);

    const sent = [];
    const load = { site, queue: QUEUE, seed, sent, note, end: performance.now() + minutes * MINUTE };
    const showing = setInterval(() => console.error(`… ${sent.length} sent, ${receiver.taken.size} delivered, ${faults.get('kills') ?? 0} kills`), 10_000);
    started.push(() => clearInterval(showing));
    const all = [sending(load, senders, random), suffer(plan, { worker, receiver, note, end: load.end })];
    if (visitor) all.push(visitor.sending(load, random));
    await Promise.all(all);
    await receiver.turn(WELL);
    clearInterval(showing);

    console.error('… the faults are over: every message is sent once more');
    await askAgain(load);
    console.error('… what is still to be delivered is delivered');
    const owner = await signIn(site, ANNA);
    const { replayed } = await drained(owner, QUEUE);
    const books = await recorded(site, owner, QUEUE);
    const found = count({ sent, ...books, taken: receiver.taken, forged: receiver.forged });
    console.log(report({ seed, minutes, senders, browser, sent, faults, found, replayed }));
    return Object.values(found.wrong).every((list) => list.length === 0);
  } finally {
    await end();
  }
}

// All senders have one address here: without a limit of the rate the load is theirs to choose.
function siteFor({ url }) {
  const queue = { closed: { view: 'form' }, forward: [{ kind: 'webhook', url, secret }] };
  return putSite({ [QUEUE]: queue }, { people: [{ email: ANNA, name: 'Anna', role: 'owner', queues: [] }] });
}
