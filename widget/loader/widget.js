// One widget: a launcher that costs next to nothing, and a panel whose markup the Worker has drawn.
// All else arrives when the visitor shows interest (panel.js).
//
// Every page pays for these bytes: what need not be a member of `widget` is a local, which shrinks.

import { build } from './build.js';

const HOUR = 36e5;

export function createWidget(origin, path, address, options) {
  const { documentElement } = document;
  const gone = new AbortController();
  const element = document.createElement('afterhours-widget');
  const shadow = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  let turn = 0;
  let wanted = 'open' in options;
  let inline, root, launcher, panel, view, timer, watch, focused;

  // Asks the Worker what to show, again and again until it answers.
  const refresh = async (failures = 0) => {
    clearTimeout(timer);
    const asked = ++turn;
    const lang = options.lang || documentElement.lang || navigator.language;
    let answer;
    try {
      const response = await fetch(`${address}?lang=${lang}`);
      answer = await response.json();
      if (response.status >= 500) throw answer;
      if (!response.ok) {
        console.error(`Afterhours: ${answer.title} (${path})`);
        return emit('error', { code: answer.code });
      }
    } catch {
      if (asked !== turn) return;
      decide();
      timer = setTimeout(refresh, Math.min(HOUR, 4e3 * 2 ** failures), failures + 1);
      return failures || emit('error', { code: 'unreachable' });
    }
    // A later question has been asked meanwhile: its answer counts.
    if (asked === turn) show(answer);
  };

  const show = (answer) => {
    const before = view ?? {};
    view = answer;
    const then = Date.parse(view.now);
    const [byClock, steady] = [then - Date.now(), then - performance.now()];
    // The visitor's clock may be wrong, and be set meanwhile: the Worker's counts. The steady clock
    // goes on from it, but stands still while the machine sleeps, and there the other one is ahead.
    widget.now = () => Math.max(byClock + Date.now(), steady + performance.now());
    if (!before.state) attach();
    // What the visitor has begun stays: the Worker takes it, open or closed.
    if (!widget.begun) draw();
    tick();
    if (!before.state) emit('ready');
    announce(before);
    if (wanted) open();
    try {
      // A message of an earlier visit still waits in the outbox (outbox.js).
      if (panel && localStorage[`afterhours:${path}`]?.includes('"sending":[{')) enliven();
    } catch {
      // The page may keep nothing.
    }
  };

  const announce = (before) => {
    const { state, view: name, hand_over, next_change } = view;
    root.dataset.state = state;
    if (before.state === state && before.view === name) return;
    emit('status', { state, view: name, nextChange: next_change });
    const isOpen = state === 'open';
    const away = isOpen && !emit('online');
    // What the visitor has begun is not taken away.
    element.hidden = !widget.begun && (away || !panel);
    if (hand_over && !away) {
      import(`${origin}/${HANDOVER_JS}`).then(({ handOver }) => handOver(widget, hand_over, isOpen));
    }
  };

  // Where the Worker cannot be asked, the timeline that it gave says what the state is by now.
  const decide = () => {
    const change = view?.changes.findLast(({ at }) => Date.parse(at) <= widget.now());
    if (change) announce(view, (view = { ...view, state: change.state }));
  };

  const attach = () => {
    // A style sheet made by script: the host's `style-src` does not ask about it.
    shadow.adoptedStyleSheets = [sheet];
    // What is typed here is none of the page's shortcuts.
    element.onkeydown = element.onkeyup = element.onkeypress = (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') close();
    };
    set();
    const { target } = options;
    const place = target && document.querySelector(target);
    if (target && !place) console.error(`Afterhours: no ${target} here.`);
    if (place) element.dataset.inline = inline = widget.inline = true;
    // A page that replaces its body takes the widget with it: it comes back, unless its place is gone.
    const stay = () => {
      const home = place || document.body || documentElement;
      if (!element.isConnected && home.isConnected) home.append(element);
      for (const parent of [documentElement, home]) watch.observe(parent, { childList: true });
    };
    watch = new MutationObserver(stay);
    stay();
  };

  // Launcher and panel, anew.
  const draw = () => {
    const shown = inline || (panel && !panel.hidden);
    const within = shadow.activeElement;
    widget.alive = widget.panel = 0;
    widget.drawn = view;
    sheet.replaceSync(view.css);
    root = widget.root = build(view.markup);
    shadow.replaceChildren(root);
    [launcher, panel] = root.children;
    // The queue shows nothing.
    if (!panel) return;
    widget.panel = panel;
    launcher.onclick = open;
    launcher.onpointerenter = launcher.onfocus = launcher.ontouchstart = enliven;
    panel.querySelector('.x').onclick = close;
    panel.oninput = () => (widget.begun = 1);
    // Until the wasm is there, what is typed stays in the fields, and what is sent waits here.
    panel.onsubmit = (event) => {
      event.preventDefault();
      widget.begun = 1;
      const { target, submitter } = event;
      enliven().then((session) => session?.submitted(target, submitter ?? undefined));
    };
    // Laid out before anybody asks for it (base.css).
    panel.offsetTop;
    panel.hidden = !shown;
    launcher.hidden = shown;
    if (shown) enliven();
    if (within) shown ? enter() : launcher.focus();
  };

  // Fetches the rest, once for each drawn panel.
  const enliven = () =>
    (widget.alive ||= import(`${origin}/${WIDGET_JS}`)
      .then((code) => code.enliven(widget))
      .catch((cause) => {
        widget.alive = 0;
        lose(cause);
      }));

  // Something did not arrive: the plain page takes the message all the same.
  const lose = (cause) => {
    console.error(`Afterhours: not loaded (${cause})`);
    root.dataset.view = 'unreachable';
    Object.assign(panel.querySelector('.lost'), { hidden: false, part: 'notice' });
    emit('error', { code: 'unreachable' });
  };

  // A field at once where there is a keyboard; elsewhere it would pull the virtual one up.
  const enter = () => {
    const field = matchMedia('(pointer:fine)').matches && panel.querySelector('.step [name],.next');
    // Shown only now: what is asked of the page before costs no layout. A launcher that goes while it has
    // the focus costs one.
    panel.hidden = false;
    (field || panel).focus();
    // By now a page that follows the focus may have closed it again.
    launcher.hidden = !panel.hidden;
  };

  const open = () => {
    if (widget.chat) return widget.chat.open();
    wanted = !panel;
    if (!panel?.hidden) return;
    focused = document.activeElement;
    enter();
    enliven();
    emit('open');
  };

  const close = () => {
    wanted = false;
    if (panel?.hidden !== false || inline) return;
    panel.hidden = true;
    launcher.hidden = false;
    launcher.focus();
    // What had it before has it again; the page as a whole does not take it.
    focused?.focus();
    emit('close');
  };

  const toggle = () => (panel?.hidden ?? !wanted ? open() : close());

  const set = (changed) => {
    Object.assign(options, changed);
    if (changed?.lang) refresh();
    // Without a word of the tag the owner's look decides.
    const { theme = 'auto', position = '' } = options;
    Object.assign(element.dataset, { theme, position });
  };

  // Looks at the clock: at the boundary the Worker is asked again. Runs again after sleep, too.
  const tick = () => {
    if (!view) return;
    clearTimeout(timer);
    // Where nothing is to change it is no number.
    const left = Date.parse(view.next_change) - widget.now();
    if (left <= 0) refresh();
    else timer = setTimeout(tick, Math.min(left || HOUR, HOUR));
  };

  // Whether nobody has prevented what is told.
  const emit = (name, detail = {}) => {
    const event = new CustomEvent(`afterhours:${name}`, { detail, cancelable: true, bubbles: true });
    return (element.isConnected ? element : document).dispatchEvent(Object.assign(event, detail));
  };

  const destroy = () => {
    gone.abort();
    turn = 0;
    clearTimeout(timer);
    watch?.disconnect();
    element.remove();
  };

  const does = { open, close, toggle, set, identify() {}, destroy };
  const widget = { origin, path, address, element, shadow, signal: gone.signal, refresh, draw, lose, enter, emit, does };
  for (const name of ['visibilitychange', 'pageshow', 'online']) addEventListener(name, () => document.hidden || tick(), gone);
  refresh();
  return widget;
}
