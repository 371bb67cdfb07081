// One widget: a launcher that costs next to nothing, and a panel whose markup the Worker has drawn.
// All else arrives when the visitor shows interest (panel.js).
//
// Every page pays for these bytes: what need not be a member of `widget` is a local, which shrinks.

import { build } from './build.js';

const HOUR = 36e5;

export function createWidget(origin, options, api) {
  const { site, queue = 'default', target } = options;
  const path = `${site}/${queue}`;
  const address = `${origin}/v1/sites/${site}/queues/${queue}`;
  const gone = new AbortController();
  const { signal } = gone;
  const sheet = new CSSStyleSheet();
  const root = build(['div', { class: 'root' }]);
  let wanted = 'open' in options;
  let element, inline, launcher, view, now, timer, turn, watch, focused;

  // Asks the Worker what to show, again and again until it answers.
  const refresh = async (failures = 0) => {
    clearTimeout(timer);
    const asked = (turn = {});
    const lang = options.lang || document.documentElement.lang || navigator.language;
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
    const [then, date, steady] = [Date.parse(view.now), Date.now(), performance.now()];
    // The visitor's clock may be wrong, and be set meanwhile: the Worker's counts. The steady clock
    // goes on from it, but stands still while the machine sleeps, and there the other one is ahead.
    now = widget.now = () => then + Math.max(Date.now() - date, performance.now() - steady);
    if (!element) attach();
    // What the visitor has begun stays: the Worker takes it, open or closed.
    if (!widget.begun) draw();
    tick();
    if (!before.state) emit('ready');
    announce(before);
    if (wanted) open();
    try {
      // A message of an earlier visit still waits in the outbox (outbox.js).
      if (widget.panel && /"sending":\[{/.test(localStorage[`afterhours:${path}`])) enliven();
    } catch {
      // The page may keep nothing.
    }
  };

  const announce = (before) => {
    const { state } = view;
    root.dataset.state = state;
    if (before.state === state && before.view === view.view) return;
    emit('status', { state, view: view.view, nextChange: view.next_change });
    const isOpen = state === 'open';
    const away = isOpen && !emit('online');
    // What the visitor has begun is not taken away.
    element.hidden = !widget.begun && (away || !view.markup);
    if (view.hand_over !== 'event' && !away) {
      import(`${origin}/${HANDOVER_JS}`).then(({ handOver }) => handOver(widget, view.hand_over, isOpen));
    }
  };

  // Where the Worker cannot be asked, the timeline that it gave says what the state is by now.
  const decide = () => {
    const before = view;
    const change = before?.changes.findLast(({ at }) => Date.parse(at) <= now());
    if (change) announce(before, (view = { ...before, state: change.state }));
  };

  const attach = () => {
    element = widget.element = document.createElement('afterhours-widget');
    widget.shadow = element.attachShadow({ mode: 'open' });
    // A style sheet made by script: the host's `style-src` does not ask about it.
    widget.shadow.adoptedStyleSheets = [sheet];
    widget.shadow.append(root);
    // What is typed here is none of the page's shortcuts.
    root.onkeydown = root.onkeyup = root.onkeypress = (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') close();
    };
    set();
    const place = target && document.querySelector(target);
    if (place) {
      inline = widget.inline = true;
      element.dataset.inline = '';
      return place.append(element);
    }
    if (target) console.error(`Afterhours: nothing here fits data-target="${target}".`);
    // A page that replaces its body takes the widget with it: it comes back.
    const stay = () => {
      const { body, documentElement } = document;
      if (!element.isConnected) (body || documentElement).append(element);
      for (const parent of [documentElement, element.parentNode]) watch.observe(parent, { childList: true });
    };
    watch = new MutationObserver(stay);
    stay();
  };

  // Launcher and panel, anew.
  const draw = () => {
    const shown = inline || (widget.panel && !widget.panel.hidden);
    const within = widget.shadow.activeElement;
    widget.alive = widget.panel = 0;
    widget.drawn = view;
    sheet.replaceSync(view.css);
    root.dir = view.dir;
    root.lang = view.lang;
    root.dataset.view = view.view;
    root.replaceChildren();
    if (!view.markup) return;
    root.append(...view.markup.map(build));
    const [button, panel] = root.children;
    launcher = button;
    launcher.onclick = open;
    launcher.onpointerenter = launcher.onfocus = launcher.ontouchstart = enliven;
    widget.panel = panel;
    panel.hidden = !shown;
    launcher.hidden = shown;
    const cross = panel.querySelector('.x');
    cross.onclick = close;
    cross.hidden = inline;
    panel.oninput = () => (widget.begun = 1);
    // Until the wasm is there, what is typed stays in the fields, and what is sent waits here.
    panel.onsubmit = (event) => {
      event.preventDefault();
      widget.begun = 1;
      const { target, submitter } = event;
      enliven().then((session) => session?.submitted(target, submitter ?? undefined));
    };
    if (shown) enliven();
    if (shown && within) enter();
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
    const { panel } = widget;
    console.error(`Afterhours: it could not be loaded (${cause}).`);
    if (panel.querySelector('.notice')) return;
    root.dataset.view = 'unreachable';
    panel.querySelector('.body').prepend(build(view.lost));
    emit('error', { code: 'unreachable' });
  };

  // A field at once where there is a keyboard; elsewhere it would pull the virtual one up.
  const enter = () => {
    const { panel } = widget;
    const field = matchMedia('(pointer:fine)').matches && panel.querySelector('.step :is(input,select,textarea,button)');
    // Shown only now: what is asked of the page before costs no layout.
    panel.hidden = !(launcher.hidden = true);
    (field || panel).focus();
  };

  const open = () => {
    const { chat, panel } = widget;
    if (chat) return chat.open();
    wanted = !panel;
    if (!panel?.hidden) return;
    focused = document.activeElement;
    enter();
    enliven();
    emit('open');
  };

  const close = () => {
    const { panel } = widget;
    wanted = false;
    if (!panel || panel.hidden || inline) return;
    panel.hidden = true;
    launcher.hidden = false;
    const outside = focused && focused !== element && focused !== document.body;
    (outside ? focused : launcher).focus();
    emit('close');
  };

  const toggle = () => {
    if (widget.panel ? widget.panel.hidden : !wanted) open();
    else close();
  };

  const set = (changed) => {
    Object.assign(options, changed);
    if (changed?.lang) refresh();
    // Without a word of the tag the owner's look decides.
    const { theme = 'auto', position = '' } = options;
    if (element) Object.assign(element.dataset, { theme, position });
  };

  // Looks at the clock: at the boundary the Worker is asked again. Runs again after sleep, too.
  const tick = () => {
    if (!view) return;
    clearTimeout(timer);
    const left = view.next_change ? Date.parse(view.next_change) - now() : HOUR;
    if (left <= 0) refresh();
    else timer = setTimeout(tick, Math.min(left, HOUR));
  };

  const emit = (name, detail = {}) => {
    const event = new CustomEvent(`afterhours:${name}`, { detail, cancelable: true, bubbles: true, composed: true });
    Object.assign(event, detail);
    (element?.isConnected ? element : document).dispatchEvent(event);
    return !event.defaultPrevented;
  };

  const destroy = () => {
    gone.abort();
    turn = 0;
    clearTimeout(timer);
    watch?.disconnect();
    element?.remove();
    view = 0;
  };

  const widget = { origin, path, address, api, signal, root, refresh, draw, lose, enter, emit, open, close, toggle, set, identify() {}, destroy };
  for (const name of ['visibilitychange', 'pageshow', 'online']) addEventListener(name, () => document.hidden || tick(), { signal });
  refresh();
  return widget;
}
