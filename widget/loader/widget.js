// One widget: a launcher that costs next to nothing, and a panel whose markup the Worker has drawn.
// All else arrives when the visitor shows interest (panel.js).

import css from '../style/widget.css';
import { build } from './build.js';

const HOUR = 36e5;
const WAKE = ['visibilitychange', 'pageshow', 'online'];
const BUBBLE = ['svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, ['path', { d: 'M4 5h16v11H10l-4 4v-4H4z' }]];

export class Widget {
  constructor(origin, data, api) {
    this.origin = origin;
    this.options = { ...data };
    this.api = api;
    this.path = `${data.site}/${data.queue || 'default'}`;
    this.wanted = 'open' in data;
    this.address = `${origin}/v1/sites/${data.site}/queues/${data.queue || 'default'}`;
    this.wake = () => document.hidden || this.tick();
    for (const name of WAKE) addEventListener(name, this.wake);
    this.refresh();
  }

  // Asks the Worker what to show, again and again until it answers.
  async refresh(failures = 0) {
    clearTimeout(this.timer);
    const turn = (this.turn = {});
    const lang = this.options.lang || document.documentElement.lang || navigator.language;
    let view;
    try {
      const response = await fetch(`${this.address}?lang=${lang}`);
      view = await response.json();
      if (response.status >= 500) throw view;
      if (!response.ok) {
        console.error(`Afterhours: ${view.title} (${this.path})`);
        return this.emit('error', { code: view.code });
      }
    } catch {
      if (turn !== this.turn) return;
      this.decide();
      this.timer = setTimeout(() => this.refresh(failures + 1), Math.min(HOUR, 4e3 * 2 ** failures));
      return failures || this.emit('error', { code: 'unreachable' });
    }
    // A later question has been asked meanwhile: its answer counts.
    if (turn === this.turn) this.show(view);
  }

  show(view) {
    const before = this.view ?? {};
    this.view = view;
    const [now, date, steady] = [Date.parse(view.now), Date.now(), performance.now()];
    // The visitor's clock may be wrong, and be set meanwhile: the Worker's counts. The steady clock
    // goes on from it, but stands still while the machine sleeps, and there the other one is ahead.
    this.now = () => now + Math.max(Date.now() - date, performance.now() - steady);
    if (!this.element) this.attach();
    const { root } = this;
    root.dir = view.dir;
    root.lang = view.lang;
    if (view.accent) {
      root.style.setProperty('--accent', `var(--afterhours-accent,${view.accent})`);
      root.style.setProperty('--ink', `var(--afterhours-ink,${view.ink})`);
    }
    // What the visitor has begun stays: the Worker takes it, open or closed.
    if (!this.begun) this.draw();
    this.tick();
    if (!before.state) this.emit('ready');
    this.announce(before);
    if (this.wanted) this.open();
    try {
      // A message of an earlier visit still waits in the outbox (outbox.js).
      if (this.panel && /"sending":\[{/.test(localStorage[`afterhours:${this.path}`])) this.enliven();
    } catch {
      // The page may keep nothing.
    }
  }

  announce(before) {
    const { view } = this;
    this.root.dataset.state = view.state;
    if (before.state !== view.state || before.view !== view.view) {
      this.emit('status', { state: view.state, view: view.view, nextChange: view.next_change });
      const away = view.state === 'open' && !this.emit('online');
      // What the visitor has begun is not taken away.
      this.element.hidden = !this.begun && (away || !view.markup);
      if (view.hand_over !== 'event' && !away) {
        import(`${this.origin}/${HANDOVER_JS}`).then(({ handOver }) => handOver(this, view.hand_over, view.state === 'open'));
      }
    }
  }

  // Where the Worker cannot be asked, the timeline that it gave says what the state is by now.
  decide() {
    const { view: before } = this;
    const change = before?.changes.findLast(({ at }) => Date.parse(at) <= this.now());
    if (change) this.announce(before, (this.view = { ...before, state: change.state }));
  }

  attach() {
    const element = (this.element = document.createElement('afterhours-widget'));
    this.shadow = element.attachShadow({ mode: 'open' });
    this.dress(css);
    this.root = build(['div', { class: 'root' }]);
    // What is typed here is none of the page's shortcuts.
    this.root.onkeydown = this.root.onkeyup = this.root.onkeypress = (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') this.close();
    };
    this.shadow.append(this.root);
    const { target } = this.options;
    const place = target && document.querySelector(target);
    if (place) element.dataset.inline = '';
    else if (target) console.error(`Afterhours: nothing here fits data-target="${target}".`);
    this.set({});
    if (place) return place.append(element);
    // A page that replaces its body takes the widget with it: it comes back.
    const stay = () => {
      const { body, documentElement } = document;
      if (!element.isConnected) (body || documentElement).append(element);
      for (const parent of [documentElement, element.parentNode]) this.watch.observe(parent, { childList: true });
    };
    this.watch = new MutationObserver(stay);
    stay();
  }

  // A style sheet made by script: the host's `style-src` does not ask about it.
  dress(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    this.shadow.adoptedStyleSheets.push(sheet);
  }

  // Launcher and panel, anew.
  draw() {
    const { view, element } = this;
    const inline = 'inline' in element.dataset;
    const open = inline || (this.panel && !this.panel.hidden);
    const within = this.shadow.activeElement;
    this.alive = 0;
    this.drawn = view;
    this.root.dataset.view = view.view;
    const launcher = (this.launcher = build(['button', { class: 'launcher', part: 'launcher', type: 'button', 'aria-haspopup': 'dialog' }, BUBBLE, view.launcher]));
    launcher.onclick = () => this.open();
    launcher.onpointerenter = launcher.onfocus = launcher.ontouchstart = () => this.enliven();
    this.panel = 0;
    this.root.replaceChildren();
    if (!view.markup) return;
    const panel = (this.panel = build(view.markup));
    panel.tabIndex = -1;
    panel.hidden = !open;
    launcher.hidden = open;
    this.root.append(launcher, panel);
    const cross = panel.querySelector('.x');
    cross.onclick = () => this.close();
    cross.hidden = inline;
    panel.oninput = () => (this.begun = 1);
    // Until the wasm is there, what is typed stays in the fields, and what is sent waits here.
    panel.onsubmit = (event) => {
      event.preventDefault();
      this.begun = 1;
      const { target, submitter } = event;
      this.enliven().then((session) => session?.submitted(target, submitter ?? undefined));
    };
    if (open) this.enliven();
    if (open && within) this.enter();
  }

  // Fetches the rest, once for each drawn panel.
  enliven() {
    return (this.alive ||= import(`${this.origin}/${WIDGET_JS}`)
      .then((code) => code.enliven(this))
      .catch((cause) => {
        this.alive = 0;
        this.lose(cause);
      }));
  }

  // Something did not arrive: the plain page takes the message all the same.
  lose(cause) {
    const { view, panel } = this;
    console.error(`Afterhours: it could not be loaded (${cause}).`);
    if (panel.querySelector('.notice')) return;
    this.root.dataset.view = 'unreachable';
    panel.querySelector('.body').prepend(build(view.lost));
    this.emit('error', { code: 'unreachable' });
  }

  // A field at once where there is a keyboard; elsewhere it would pull the virtual one up.
  enter() {
    const fields = '.step input,.step select,.step textarea,.step button';
    const field = matchMedia('(pointer:fine)').matches && this.panel.querySelector(fields);
    (field || this.panel).focus();
  }

  open() {
    if (this.chat) return void this.chat.open();
    if (!this.panel) return void (this.wanted = 1);
    this.wanted = 0;
    if (!this.panel.hidden) return;
    this.before = document.activeElement;
    this.panel.hidden = false;
    this.launcher.hidden = true;
    this.enter();
    this.enliven();
    this.emit('open');
  }

  close() {
    this.wanted = 0;
    if (!this.panel || this.panel.hidden || 'inline' in this.element.dataset) return;
    this.panel.hidden = true;
    this.launcher.hidden = false;
    const outside = this.before && this.before !== this.element && this.before !== document.body;
    (outside ? this.before : this.launcher).focus();
    this.emit('close');
  }

  toggle() {
    if (!this.panel) this.wanted = !this.wanted;
    else if (this.panel.hidden) this.open();
    else this.close();
  }

  set(options) {
    Object.assign(this.options, options);
    if (options.lang) this.refresh();
    if (!this.element) return;
    this.element.dataset.theme = this.options.theme || 'auto';
    this.element.dataset.position = this.options.position || 'end';
  }

  // What the page knows of the visitor, for the fields that are blank.
  identify(answers) {
    if (this.alive) this.alive.then((session) => session?.identify(JSON.stringify(answers)));
  }

  // Looks at the clock: at the boundary the Worker is asked again. Runs again after sleep, too.
  tick() {
    if (!this.view) return;
    clearTimeout(this.timer);
    const next = this.view.next_change;
    const left = next ? Date.parse(next) - this.now() : HOUR;
    if (left <= 0) this.refresh();
    else this.timer = setTimeout(() => this.tick(), Math.min(left, HOUR));
  }

  emit(name, detail = {}) {
    const event = new CustomEvent(`afterhours:${name}`, { detail, cancelable: true, bubbles: true });
    Object.assign(event, detail);
    this.api.tell(name, event);
    (this.element ?? document).dispatchEvent(event);
    return !event.defaultPrevented;
  }

  destroy() {
    this.turn = 0;
    clearTimeout(this.timer);
    for (const name of WAKE) removeEventListener(name, this.wake);
    clearInterval(this.looking);
    this.watch?.disconnect();
    this.outbox?.stop();
    this.element?.remove();
    this.view = 0;
  }
}
