// What arrives when the visitor shows interest: times, keyboard, outbox, and the wasm that asks.

import init, { begin } from '#bindings';
import choice from '../style/choice.css';
import content from '../style/content.css';
import late from '../style/late.css';
import { build } from './build.js';
import { keepFocus } from './focus.js';
import { framed, wasmRuns } from './frame.js';
import { standAbove } from './keyboard.js';
import { Outbox } from './outbox.js';
import { localise, moment } from './times.js';

// Panels that were prepared: `draft` is of an earlier visit, `keep` keeps what stands in the fields, and
// `session` is what came of bringing it to life, or is to come.
const lives = new WeakMap();

// Brings a drawn panel to life, once, and again where that failed; gives what takes its answers, where it
// asks anything.
export async function enliven(widget) {
  const { panel } = widget;
  // By now the queue may show nothing.
  if (!panel) return;
  if (!lives.has(panel)) lives.set(panel, prepare(widget));
  const life = lives.get(panel);
  try {
    return await (life.session ??= live(widget, life));
  } catch (cause) {
    life.session = undefined;
    throw cause;
  }
}

// What needs nothing that may fail to arrive.
function prepare(widget) {
  const { panel, drawn: view, shadow, element, signal } = widget;
  if (shadow.adoptedStyleSheets.length < 2) {
    const sheet = new CSSStyleSheet();
    // Later steps have what the first one may not have had.
    sheet.replaceSync(content + choice + late);
    shadow.adoptedStyleSheets.push(sheet);
    if (!widget.inline) standAbove(widget);
    element.addEventListener('afterhours:open', () => calm() || rise(widget.panel), { signal });
  }
  keepUp(widget, panel);
  localise(panel, view.lang, widget.now());
  if (widget.inline) panel.setAttribute('role', 'region');
  else keepFocus(panel, shadow);
  const outbox = (widget.outbox ??= new Outbox(widget.path, `${widget.address}/contacts`, (body, reply) => decided(widget, body, reply), signal));
  const life = { draft: outbox.takeUp() };
  panel.addEventListener('input', () => life.keep?.());
  return life;
}

// By script, behind all else of opening: begun by the style, it would cost the first opening two milliseconds.
function rise(panel) {
  panel.animate({ opacity: [0.4, 1], translate: ['0 12px', '0 0'] }, { duration: 180, easing: 'ease-out' });
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

async function live(widget, life) {
  const { panel, drawn: view, outbox } = widget;
  Object.assign(panel.querySelector('.lost'), { hidden: true, part: '' });
  widget.root.dataset.view = view.view;
  const ask = panel.querySelector('.ask');
  if (!ask) return void outbox.flush();
  if (!wasmRuns()) return framed(widget, ask);
  // The wasm keeps what is typed. Until it is there, what stands in the first step is kept.
  life.keep = () => Object.keys(typedIn(ask)).length && outbox.keep(withTyped(life.draft, ask));
  if (widget.begun) life.keep();
  const query = `view=${view.view}&lang=${view.lang}`;
  const [flow] = await Promise.all([text(`${widget.address}/flow?${query}`), wasm(widget.origin)]);
  // Drawn anew meanwhile, it has a life of its own.
  if (widget.panel !== panel) return;
  const { steps, words } = JSON.parse(flow);
  const draft = life.draft && withTyped(life.draft, ask);
  const visit = { flow, view: view.view, lang: view.lang, page: location.href.split('#')[0], zone: Intl.DateTimeFormat().resolvedOptions().timeZone, identity: window.afterhours.identity ?? {}, draft };
  const does = host(widget, steps, outbox, () => session);
  const session = begin(does, ask, visit);
  widget.words = words;
  widget.does.identify = (answers) => session.identify(JSON.stringify(answers));
  ask.addEventListener('click', ({ target }) => act(target, widget, session, outbox));
  life.keep = () => session.typed();
  if (draft) widget.begun = 1;
  if (widget.begun) life.keep();
  tellWaiting(widget, outbox.waiting.length);
  outbox.flush();
  addEventListener('pagehide', () => tellLeft(widget, outbox, ask), { signal: widget.signal });
  return session;
}

const typedIn = (ask) => Object.fromEntries([...new FormData(ask.querySelector('form.step') ?? undefined)].filter(([, value]) => value));

// What was typed on this page goes before what the draft has.
const withTyped = (draft, ask) => ({ steps: draft?.steps ?? [], typed: { ...draft?.typed, ...typedIn(ask) } });

// What the wasm asks of the page (widget/src/host.rs).
function host(widget, steps, outbox, session) {
  return {
    build: (item) => build(steps[item]),
    show: (name) => {
      widget.root.dataset.view = name;
      widget.begun = 0;
    },
    submitted: (receipt) => widget.emit('submitted', { receipt }),
    keep: (draft) => outbox.keep(draft),
    forget: () => outbox.forget(),
    send: async (body) => {
      const reply = await outbox.send(body);
      session().settle(body, reply);
      if (reply.text) waysOn(widget, JSON.parse(reply.text));
    },
    promise: (by) => widget.words.reply_by.replace('{}', moment(by, widget.drawn.lang)),
    write: (ms) => setTimeout(() => session().written(), ms),
    calm,
  };
}

// Behind the words that nobody will answer: the owner's message, hours and other ways.
function waysOn({ panel, drawn, now }, { fallback = [] }) {
  const ways = fallback.map(build);
  // They stood around the form: once is enough.
  if (ways.length) panel.querySelectorAll('.body > :is(.message, .more)').forEach((twice) => twice.remove());
  panel.querySelector('.ask').append(...ways);
  for (const way of ways) localise(way, drawn.lang, now());
}

const OFTEN = 4e3;
const SELDOM = 3e4;

// Looks at every opening, and then every few seconds, whether the queue shows something else by now: an
// owner may have changed it.
function keepUp(widget, panel) {
  const { element, address, drawn, inline, signal } = widget;
  const same = (one, other) => ['state', 'view', 'css', 'markup'].every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
  let wait, timer;
  const look = async () => {
    clearTimeout(timer);
    if (!panel.isConnected || signal.aborted) return;
    // Whoever leaves it open for long is told a little later.
    wait = Math.min(SELDOM, wait * 1.1);
    timer = setTimeout(look, wait);
    // A receipt stays until it was read.
    if (panel.hidden || document.hidden || widget.begun || widget.root.dataset.view === 'receipt') return;
    try {
      const reply = await fetch(`${address}?lang=${drawn.lang}`);
      if (reply.ok && !same(await reply.json(), drawn) && !signal.aborted) widget.refresh();
    } catch {
      // Nobody was reached: the next look may be luckier.
    }
  };
  const begin = () => look((wait = inline ? SELDOM : OFTEN));
  element.addEventListener('afterhours:open', begin, { signal });
  begin();
}

// The buttons of notices, named for their words.
async function act(button, widget, session, outbox) {
  const { act } = button.dataset;
  if (act === 'try_again') session.again();
  else if (act === 'copy') {
    const { answers } = JSON.parse(outbox.waiting.at(-1).body);
    await navigator.clipboard.writeText(Object.values(answers).join('\n'));
    button.textContent = widget.words.copied;
  } else if (act) {
    outbox.forget();
    widget.begun = 0;
    widget.draw();
    // By now the queue may show nothing.
    if (widget.panel) widget.enter();
  }
}

// A message from before has reached the Worker: the session that waits for it says so, or a notice.
async function decided(widget, body, reply) {
  const session = await widget.alive;
  if (session?.settle(body, reply)) return;
  if (reply.status > 299) {
    tell(widget);
    // It stands in the fields again, unless they hold something else by now.
    if (!widget.begun) widget.draw();
    return;
  }
  const { receipt } = JSON.parse(reply.text);
  widget.emit('submitted', { receipt });
  if (widget.words) tell(widget, `${widget.words.sent_now}\n${widget.words.receipt}: ${receipt}`);
}

// Whoever goes without sending is counted where they stopped: names of fields, nothing of what was typed.
function tellLeft({ address, drawn }, outbox, ask) {
  const { draft } = outbox.read();
  if (!draft?.steps.length || draft.told) return;
  const asked = ask.querySelector('form.step')?.elements;
  const names = [...draft.steps.map((given) => Object.keys(given)[0]), asked && [...asked].find(({ name }) => name)?.name];
  const body = JSON.stringify({ view: drawn.view, fields: names.filter(Boolean) });
  fetch(`${address}/left`, { method: 'POST', mode: 'no-cors', keepalive: true, body });
  outbox.change((state) => (state.draft.told = 1));
}

function tellWaiting(widget, count) {
  const { waiting } = widget.words;
  const form = new Intl.PluralRules(widget.drawn.lang).select(count);
  tell(widget, count && (waiting[form] ?? waiting.other).replace('{}', new Intl.NumberFormat(widget.drawn.lang).format(count)));
}

function tell(widget, text) {
  // By now the queue may show nothing at all.
  const body = widget.panel && widget.panel.querySelector('.body');
  if (!body) return;
  body.querySelector(':scope > .notice:not(.lost)')?.remove();
  if (text) body.prepend(build(['p', { class: 'notice', part: 'notice', role: 'status' }, text]));
}

async function text(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

// Compiled once for the page; tried again after a failure.
let compiled;
function wasm(origin) {
  compiled ??= init({ module_or_path: `${origin}/${WIDGET_WASM}` });
  return compiled.catch((cause) => {
    compiled = undefined;
    throw cause;
  });
}
