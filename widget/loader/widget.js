// One widget: a launcher that costs next to nothing, and a panel whose markup the Worker has drawn.
// The wasm arrives when the visitor shows interest, and brings the panel to life.

import css from '../style/widget.css';
import { build } from './build.js';
import { enter, keepFocus } from './focus.js';
import { localise } from './times.js';

const HOUR = 36e5;
const BUBBLE = ['svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, ['path', { d: 'M4 5h16v11H10l-4 4v-4H4z' }]];

export class Widget {
  constructor(origin, site, queue, data, api) {
    Object.assign(this, { origin, site, queue, api, id: `${site}/${queue}` });
    this.options = { lang: data.lang, theme: data.theme, position: data.position, target: data.target };
    this.wanted = 'open' in data;
    this.address = `${origin}/v1/sites/${encodeURIComponent(site)}/queues/${encodeURIComponent(queue)}`;
    this.recheck = () => document.visibilityState === 'visible' && this.tick();
  }

  get lang() {
    return this.options.lang || document.documentElement.lang || navigator.language;
  }

  start() {
    addEventListener('visibilitychange', this.recheck);
    addEventListener('pageshow', this.recheck);
    addEventListener('online', this.recheck);
    return this.refresh();
  }

  // Asks the Worker what to show, again and again until it answers.
  async refresh(failures = 0) {
    clearTimeout(this.timer);
    if (this.gone) return;
    try {
      const response = await fetch(`${this.address}?lang=${encodeURIComponent(this.lang)}`);
      const view = await response.json();
      if (response.ok) return this.show(view);
      if (response.status < 500) return this.refused(view);
      throw response.status;
    } catch {
      this.timer = setTimeout(() => this.refresh(failures + 1), Math.min(HOUR, 4e3 * 2 ** failures));
      if (!failures) this.emit('error', { code: 'unreachable' });
    }
  }

  refused(problem) {
    console.error(`Afterhours: ${problem.title} (site "${this.site}", queue "${this.queue}")`);
    this.emit('error', { code: problem.code });
  }

  show(view) {
    const before = this.view;
    this.view = view;
    // The visitor's clock may be wrong: the Worker's counts, and only the difference is kept.
    this.skew = Date.parse(view.now) - Date.now();
    this.element ?? this.attach();
    this.root.dir = view.dir;
    this.root.lang = view.lang;
    if (view.accent) {
      this.root.style.setProperty('--accent', `var(--afterhours-accent, ${view.accent})`);
      this.root.style.setProperty('--ink', `var(--afterhours-ink, ${view.ink})`);
    }
    this.root.dataset.state = view.state;
    // What the visitor has begun stays: the Worker takes it, open or closed.
    if (!this.begun) this.draw();
    this.tick();
    if (!before) this.emit('ready');
    if (before?.state !== view.state || before?.view !== view.view) this.announce();
    if (this.wanted && view.markup) this.open();
  }

  announce() {
    const { state, view, next_change: nextChange } = this.view;
    this.emit('status', { state, view, nextChange });
    const kept = state === 'open' && this.emit('online');
    this.element.hidden = kept === false || !this.view.markup;
  }

  attach() {
    const element = document.createElement('afterhours-widget');
    const shadow = element.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    this.root = build(['div', { class: 'root' }]);
    shadow.append(this.root);
    Object.assign(this, { element, shadow });
    this.dress();
    const target = this.options.target && document.querySelector(this.options.target);
    if (target) element.dataset.inline = '';
    else if (this.options.target) console.error(`Afterhours: nothing on this page fits data-target="${this.options.target}".`);
    (target || document.body || document.documentElement).append(element);
  }

  dress() {
    this.element.dataset.theme = this.options.theme || 'auto';
    this.element.dataset.position = this.options.position || 'end';
  }

  // Launcher and panel, anew.
  draw() {
    const { view } = this;
    const inline = 'inline' in this.element.dataset;
    const open = this.panel && !this.panel.hidden;
    const focused = this.shadow.activeElement;
    this.alive = this.session = null;
    this.root.dataset.view = view.view;
    this.launcher = build(['button', { class: 'launcher', part: 'launcher', type: 'button', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' }, BUBBLE, view.launcher]);
    this.panel = view.markup && build(view.markup);
    this.root.replaceChildren(...[!inline && view.markup && this.launcher, this.panel].filter(Boolean));
    if (!this.panel) return;
    localise(this.panel, view.lang, Date.now() + this.skew);
    this.panel.hidden = !inline && !open;
    this.launcher.hidden = !this.panel.hidden;
    this.launcher.onclick = () => this.open();
    for (const intent of ['pointerenter', 'focus', 'touchstart']) {
      this.launcher.addEventListener(intent, () => this.enliven(), { once: true, passive: true });
    }
    const cross = this.panel.querySelector('.x');
    cross.onclick = () => this.close();
    cross.hidden = inline;
    this.listen();
    if (inline) this.panel.setAttribute('role', 'region');
    else keepFocus(this.panel, this.shadow, () => this.close());
    if (focused && open) enter(this.panel);
    if (open || inline) this.panel.addEventListener('focusin', () => this.enliven(), { once: true });
  }

  // Until the wasm is there, what is typed stays in the fields, and what is sent waits here.
  listen() {
    this.panel.addEventListener('input', () => (this.begun = true));
    this.panel.addEventListener('submit', (event) => {
      event.preventDefault();
      this.begun = true;
      const form = event.target;
      const { submitter } = event;
      this.enliven().then((session) => session?.submitted(form, submitter ?? undefined));
    });
  }

  // Fetches the walk and the wasm, once for each drawn panel.
  enliven() {
    const ask = this.panel?.querySelector('.ask');
    if (!ask) return Promise.resolve();
    return (this.alive ??= this.load(ask).catch((cause) => this.lost(cause)));
  }

  async load(ask) {
    const { view } = this.view;
    const query = `view=${view}&lang=${encodeURIComponent(this.view.lang)}`;
    const [code, flow] = await Promise.all([wasm(this.origin), this.fetchText(`${this.address}/flow?${query}`)]);
    const { steps } = JSON.parse(flow);
    const host = {
      build: (item) => build(steps[item]),
      show: (name) => {
        this.root.dataset.view = name;
        if (name === 'receipt') this.begun = false;
      },
      submitted: (receipt) => this.emit('submitted', { receipt }),
      restart: () => {
        this.begun = false;
        this.draw();
      },
      wait: (ms) => new Promise((done) => setTimeout(done, ms)),
      calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    };
    const page = location.href.split('#')[0];
    const identity = JSON.stringify(this.api.identity);
    return code.begin(host, ask, flow, `${this.address}/contacts`, view, this.view.lang, page, identity);
  }

  async fetchText(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.text();
  }

  // Something did not arrive: the plain page takes the message all the same.
  lost(cause) {
    console.error(`Afterhours: the form could not be loaded (${cause}).`);
    this.alive = null;
    this.root.dataset.view = 'unreachable';
    this.emit('error', { code: 'unreachable' });
    const link = ['a', { href: `${this.origin}/${this.id}?lang=${this.view.lang}`, target: '_blank', rel: 'noopener' }, this.view.words.open_page];
    const notice = build(['div', { class: 'notice', part: 'notice', role: 'alert' }, ['p', {}, this.view.words.unreachable], link]);
    this.panel.querySelector('.notice')?.remove();
    this.panel.querySelector('.ask').before(notice);
  }

  open() {
    if (!this.panel) return void (this.wanted = true);
    this.wanted = false;
    if (!this.panel.hidden) return;
    this.back = document.activeElement;
    this.panel.hidden = false;
    this.launcher.hidden = true;
    this.enliven();
    enter(this.panel);
    this.emit('open');
  }

  close() {
    this.wanted = false;
    if (!this.panel || this.panel.hidden || 'inline' in this.element.dataset) return;
    this.panel.hidden = true;
    this.launcher.hidden = false;
    const inside = !this.back || this.back === this.element || this.back === document.body;
    (inside ? this.launcher : this.back).focus();
    this.emit('close');
  }

  toggle() {
    if (this.panel?.hidden) this.open();
    else this.close();
  }

  set(options) {
    Object.assign(this.options, options);
    if (!this.element) return;
    this.dress();
    if (options.lang) this.refresh();
  }

  // Looks at the clock: at the boundary the Worker is asked again. Runs again after sleep, too.
  tick() {
    clearTimeout(this.timer);
    if (!this.view || this.gone) return;
    const now = Date.now() + this.skew;
    const left = this.view.next_change ? Date.parse(this.view.next_change) - now : HOUR;
    if (left <= 0) this.refresh();
    else this.timer = setTimeout(() => this.tick(), Math.min(left, HOUR));
  }

  emit(name, detail = {}) {
    const event = new CustomEvent(`afterhours:${name}`, { detail, cancelable: true, bubbles: true });
    Object.assign(event, detail);
    this.api.tell(name, event);
    return (this.element ?? document).dispatchEvent(event) && !event.defaultPrevented;
  }

  destroy() {
    this.gone = true;
    clearTimeout(this.timer);
    removeEventListener('visibilitychange', this.recheck);
    removeEventListener('pageshow', this.recheck);
    removeEventListener('online', this.recheck);
    this.element?.remove();
    this.api.widgets.splice(this.api.widgets.indexOf(this), 1);
  }
}

// The wasm is compiled once for the page. Its bindings are a module of their own.
let loaded;
function wasm(origin) {
  return (loaded ??= import(`${origin}/${WIDGET_JS}`)
    .then(async (code) => {
      await code.default({ module_or_path: `${origin}/${WIDGET_WASM}` });
      return code;
    })
    .catch((cause) => {
      loaded = null;
      throw cause;
    }));
}
