// One browser for a file, one context for a test; and no test passes while its pages complain.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startHost } from './page.mjs';
import { until } from './until.mjs';
import { Widget } from './widget.mjs';

const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const EVENTS = ['ready', 'open', 'close', 'status', 'online', 'submitted', 'error'];
// Longer than anything takes, on a machine that is busy with other things.
const PATIENCE = 15_000;

let browser;
let host;
before(async () => {
  const executablePath = process.env.AFTERHOURS_CHROMIUM ?? '/usr/bin/chromium';
  [browser, host] = await Promise.all([chromium.launch({ executablePath, args: QUIET }), startHost()]);
});
after(() => Promise.all([browser?.close(), host?.close()]));

// A test with a page of its own. `context` goes to playwright; `complaints` are patterns of what the
// console is expected to say: every one of them must be said, and nothing else may be.
export function check(name, ...rest) {
  const run = rest.pop();
  const { context: options, complaints = [] } = rest.pop() ?? {};
  test(name, { timeout: 60_000 }, async () => {
    const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Europe/Helsinki', ...options });
    const visit = await begin(context);
    visit.complaints.push(...complaints);
    try {
      await run(visit);
      visit.assertCalm();
    } catch (error) {
      const said = visit.errors().filter((text) => !complaints.some((pattern) => pattern.test(text)));
      throw said.length ? new Error(`${error.message}\nThe console said: ${said.join('\n')}`, { cause: error }) : error;
    } finally {
      // An open widget goes on asking: whoever is still answered is let go.
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
  });
}

async function begin(context) {
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(record, EVENTS);
  const visit = new Visit(context);
  context.on('page', (page) => visit.listen(page));
  visit.page = await context.newPage();
  visit.widget = new Widget(visit.page);
  return visit;
}

class Visit {
  host = host;
  said = [];
  complaints = [];

  constructor(context) {
    this.context = context;
  }

  listen(page) {
    page.on('console', (message) => {
      const { url } = message.location();
      // A file that did not come is named by its address alone.
      const text = /^Failed to load/.test(message.text()) ? `${message.text()} ${new URL(url, 'http://x').pathname}` : message.text();
      this.said.push({ type: message.type(), text });
    });
    page.on('pageerror', (error) => this.said.push({ type: 'error', text: String(error.stack ?? error) }));
  }

  // Opens a page of the host (see page.mjs), or an address.
  async open(page) {
    await this.page.goto(typeof page === 'string' ? page : host.page(page));
    return this.widget;
  }

  // Opens the panel, and waits until its questions are there.
  async openPanel(widget = this.widget) {
    const questions = this.page.waitForResponse((response) => isFlow(new URL(response.url())));
    await widget.open();
    await (await questions).finished();
    return widget;
  }

  // The visitor's time flies, on a clock that is installed, until `locator` is there.
  meanwhile(locator) {
    return until('what comes meanwhile', async () => {
      await this.page.clock.runFor(1_000);
      return locator.isVisible();
    });
  }

  // What was begun by now is done and drawn.
  async settled() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  // What the widget told the page: [name, detail], oldest first.
  events(name) {
    const all = this.page.evaluate(() => window[Symbol.for('test')].events);
    return name ? all.then((all) => all.filter(([own]) => own === name).map(([, detail]) => detail)) : all;
  }

  event(name, count = 1) {
    return until(`the event ${name}`, async () => (await this.events(name))[count - 1], PATIENCE);
  }

  // `window.afterhours(…)`.
  command(...words) {
    return this.page.evaluate((words) => window.afterhours(...words), words);
  }

  // Lets the Worker answer for another instant: what `instant()` gives at the time of the request.
  async at(instant) {
    await this.context.route(isView, (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('at', typeof instant === 'function' ? instant() : instant);
      return route.fallback({ url: url.href });
    });
  }

  // Changes what the Worker answered.
  async changeView(change) {
    await this.context.route(isView, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: change(await response.json()) });
    });
  }

  errors() {
    return this.said.filter(({ type }) => type === 'error' || type === 'warning').map(({ text }) => text);
  }

  assertCalm() {
    const errors = this.errors();
    const unexpected = errors.filter((text) => !this.complaints.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], 'the console complains');
    const unsaid = this.complaints.filter((pattern) => !errors.some((text) => pattern.test(text)));
    assert.deepEqual(unsaid, [], 'the console was expected to say');
  }
}

export const isView = (url) => /^\/v1\/sites\/[^/]+\/queues\/[^/]+$/.test(url.pathname);
export const isFlow = (url) => url.pathname.endsWith('/flow');
export const isContacts = (url) => url.pathname.endsWith('/contacts');
export const isWasm = (url) => url.pathname.endsWith('.wasm');

// Holds the wasm back until the returned function is called.
export async function holdWasm(visit) {
  let release;
  const released = new Promise((go) => (release = go));
  let asked;
  const wasAsked = new Promise((ask) => (asked = ask));
  await visit.context.route(isWasm, async (route) => {
    asked();
    await released;
    await route.continue();
  });
  return { release, wasAsked };
}

// Runs in the page, before anything else there.
function record(names) {
  // A new tab begins as an empty page, and keeps its window.
  if (window[Symbol.for('test')]) return;
  const events = [];
  Object.defineProperty(window, Symbol.for('test'), { value: { events } });
  for (const name of names) {
    document.addEventListener(`afterhours:${name}`, (event) => events.push([name, structuredClone(event.detail)]));
  }
  document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.effectiveDirective} forbids ${event.blockedURI}`));
}
