// What is said before and after.
import { WELL } from './receiver.mjs';

// The most that is named of a list.
const NAMED = 10;
// What is counted together with the faults, and has a line of its own.
const OF_THEIR_OWN = ['kills', 'sent again'];

const again = ({ minutes, senders, seed, browser }) => `cargo xtask chaos --minutes ${minutes} --senders ${senders} --seed ${seed}${browser ? ' --browser' : ''}`;
const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

export function begun(options, { kills, turns }) {
  const { minutes, senders, seed } = options;
  const ills = turns.filter(({ mood }) => mood !== WELL);
  return `\
${senders} senders for ${minutes} min, seed ${seed}
workerd is killed ${kills.length} times: at ${short(kills.map(clock))}
the receiver fails ${ills.length} times: at ${short(ills.map(({ at, mood }) => `${clock(at)} it ${mood}`))}`;
}

const short = (list) => [...list.slice(0, NAMED), ...(list.length > NAMED ? ['…'] : [])].join(', ');

export function report({ sent, faults, found, replayed, ...options }) {
  const { answered, delivered, repeats, wrong } = found;
  const [kills, sentAgain] = OF_THEIR_OWN.map((name) => faults.get(name) ?? 0);
  const others = [...faults].filter(([name]) => !OF_THEIR_OWN.includes(name)).sort(([, one], [, two]) => two - one);
  const numbers = {
    sent: sent.length,
    'sent again': sentAgain,
    answered,
    kills,
    faults: others.reduce((sum, [, count]) => sum + count, 0),
    delivered,
    repeats,
    ...Object.fromEntries(Object.entries(wrong).map(([name, list]) => [name, list.length])),
  };
  const notes = {
    faults: others.map(([name, count]) => `${count} × ${name}`).join(', '),
    delivered: replayed ? `${replayed} of them made due after the faults, as by "Deliver again"` : '',
    repeats: 'came again under the same webhook-id, by which receivers know them',
  };
  const table = Object.entries(numbers).map(([name, number]) => `${name.padEnd(12)}${String(number).padStart(7)}  ${notes[name] ?? ''}`.trimEnd());
  return ['', ...table, '', verdict(wrong, options)].join('\n');
}

function verdict(wrong, options) {
  const named = Object.entries(wrong).flatMap(([name, list]) => [...list.slice(0, NAMED).map((said) => `${name}: ${said}`), ...more(name, list)]);
  if (named.length === 0) return 'Nothing was lost, doubled or changed, and everything was delivered.';
  return `${named.join('\n')}\n\nThe same plan of faults again; what each of them meets is up to the machine:\n  ${again(options)}`;
}

const more = (name, { length }) => (length > NAMED ? [`${name}: ${length - NAMED} more`] : []);
