// The widget of a draft, as visitors will have it: the tag itself, on a mock page, in a frame of the
// console. What it asks of the queue is answered from the draft, and nothing that is sent is stored.
//
// The console says what to show, and is told how it stands: JSON texts, within one origin.

import { keepApart, keepStill } from './apart.js';
import { follow, name } from './path.js';

const [, , site, , queue] = location.pathname.split('/').map(decodeURIComponent);
const part = encodeURIComponent;
const real = `/v1/sites/${part(site)}/queues/${part(queue)}`;
const draft = `/v1/sites/${part(site)}/console/preview/${part(queue)}`;
const isFramed = parent !== window;
const ask = window.fetch.bind(window);

// What to show next: `lang`, `at` (RFC 3339; blank: now), `state` and `view` (blank: as the settings
// say), `theme`, `open`, and two numbers: `draft` (of the settings) and `visit` (of the visitor).
let wish;
// What shows now.
let shown;
// The answer that the tag is about to ask for.
let prepared;
let isBusy = false;

keepApart();
keepStill();
window.fetch = (input, init) => {
  const url = new URL(input, location.href);
  const isQueue = url.origin === location.origin && url.pathname.startsWith(real);
  return isQueue ? askDraft(url, init) : ask(input, init);
};
for (const event of ['open', 'close']) {
  addEventListener(`afterhours:${event}`, () => {
    shown = { ...shown, open: event === 'open' };
    tell({ open: shown.open });
  });
}
if (isFramed) {
  addEventListener('message', ({ origin, source, data }) => {
    const wanted = origin === location.origin && source === parent && read(data);
    if (wanted) want(wanted);
  });
  tell('ready');
} else {
  const { open, ...rest } = Object.fromEntries(new URLSearchParams(location.search));
  want({ lang: navigator.language, at: '', state: '', view: '', theme: 'auto', draft: 0, visit: 0, ...rest, open: open !== 'false' });
}

function tell(told) {
  if (isFramed) parent.postMessage(JSON.stringify(told), location.origin);
}

// Tools of the browser talk to frames, too.
function read(data) {
  try {
    return JSON.parse(data).show;
  } catch {
    return undefined;
  }
}

// One after the other, and of several only the last.
async function want(wanted) {
  wish = wanted;
  if (isBusy) return;
  isBusy = true;
  while (wish) {
    const next = wish;
    wish = undefined;
    await show(next);
  }
  isBusy = false;
}

async function show(next) {
  const before = shown;
  document.documentElement.dataset.theme = next.theme;
  const isSame = before && ['lang', 'at', 'state', 'view', 'draft', 'visit'].every((member) => before[member] === next[member]);
  if (isSame) {
    window.afterhours?.('set', { theme: next.theme });
    if (before.open !== next.open) window.afterhours?.(next.open ? 'open' : 'close');
    return;
  }
  // Another visitor finds nothing that was typed; the same one goes on where they were.
  if (before?.visit !== next.visit) localStorage.removeItem(`afterhours:${site}/${queue}`);
  shown = next;
  try {
    const response = await ask(`${draft}?${asked(new URLSearchParams({ lang: next.lang }))}`);
    const answer = await response.json();
    // What is there stays: a mistake in the draft must not blank it.
    if (!response.ok) return tell({ trouble: answer.title });
    prepared = answer;
  } catch {
    return tell({ trouble: 'The server cannot be reached.' });
  }
  await embed(next);
}

async function embed({ lang, theme, open }) {
  window.afterhours?.('destroy');
  const tag = document.createElement('script');
  tag.src = '/embed.js';
  Object.assign(tag.dataset, { site, queue, lang, theme, ...(open && { open: '' }) });
  const isReady = new Promise((done) => {
    for (const event of ['ready', 'error']) addEventListener(`afterhours:${event}`, done, { once: true });
    tag.onerror = done;
  });
  document.body.append(tag);
  await isReady;
  tag.remove();
  const element = document.querySelector('afterhours-widget');
  follow(element?.shadowRoot, (path) => tell({ path }));
}

// What the wish adds to a question about the queue.
function asked(parameters) {
  for (const member of ['at', 'state', 'view']) {
    if (shown[member] && !parameters.has(member)) parameters.set(member, shown[member]);
  }
  return parameters;
}

async function askDraft(url, init) {
  const rest = url.pathname.slice(real.length);
  // An owner who tries it out is no visitor who went away.
  if (rest === '/left') return new Response(null, { status: 204 });
  if (!rest && prepared) {
    const answer = prepared;
    prepared = undefined;
    return Response.json(standing(answer));
  }
  const response = await ask(`${draft}${rest}?${asked(url.searchParams)}`, init);
  if (!response.ok) return response;
  if (rest === '/flow') name((await response.clone().json()).flow.items);
  return rest ? response : Response.json(standing(await response.json()));
}

// Tells the console how it stands. Another maker's chat has no place here: the widget shows what it
// shows where that chat does not come.
function standing(answer) {
  const { state, view, now, reason, lang, hand_over, markup } = answer;
  Object.assign(document.documentElement, { lang, dir: markup[1].dir });
  tell({ standing: { state, view, now, reason, hand_over } });
  return { ...answer, hand_over: null };
}
