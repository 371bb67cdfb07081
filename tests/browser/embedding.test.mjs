import assert from 'node:assert/strict';
import { base, contacts, putSite } from '../support/api.mjs';
import { check, holdWasm, isFlow } from '../support/browser.mjs';
import { STRICT, tag } from '../support/page.mjs';
import { formQueue, lightbotQueue, messageQueue, openQueue, plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';
import { Widget } from '../support/widget.mjs';

const STUB = 'window.afterhours = window.afterhours || function () { (afterhours.q = afterhours.q || []).push(arguments) };';
const always = (queue) => ({ ...queue, schedule: undefined });
const queues = { message: always(messageQueue), form: always(formQueue), lightbot: always(lightbotQueue), plain: plainFormQueue, open: openQueue };

const site = () => putSite(queues);
const script = (visit, text) => `<script src="${visit.host.script(text)}"></script>`;
const looksLike = (locator, property) => locator.evaluate((element, property) => getComputedStyle(element)[property], property);

// Every test here runs under the strict policy; this one goes all the way, under an even stricter one.
check('under a strict CSP, Trusted Types and isolation the whole way works', async (visit) => {
  const csp = `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const also = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  const key = await site();
  const widget = await visit.open({ csp, also, tags: tag(key, 'plain') });
  assert.equal(await visit.page.evaluate(() => window.crossOriginIsolated), true);
  await widget.open();
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.equal((await contacts(key)).length, 1);
});

check('the widget lives in an open shadow root, and leaves no trace in the page', async (visit) => {
  const key = await site();
  // A page as it is without the widget, to compare with.
  await visit.page.goto(visit.host.page({}));
  const plain = await visit.page.evaluate(() => Reflect.ownKeys(window).map(String));
  const widget = await visit.open({ tags: tag(key, 'form') });
  await visit.openPanel();
  assert.equal(await widget.element.count(), 1);
  assert.equal(await widget.element.evaluate((element) => element.shadowRoot.mode), 'open');
  const globals = await visit.page.evaluate(() => Reflect.ownKeys(window).map(String));
  assert.deepEqual(globals.filter((name) => !plain.includes(name)), ['afterhours']);
  const added = await visit.page.evaluate(() => [...document.querySelectorAll('body > *, head > *')].map((e) => e.localName));
  assert.deepEqual(added.filter((name) => !['meta', 'title', 'h1', 'p', 'script'].includes(name)), ['afterhours-widget']);
});

check('before interest nothing is stored, no wasm is fetched, and little else', async (visit) => {
  const asked = [];
  visit.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'form') });
  await widget.launcher.waitFor();
  await visit.page.waitForLoadState('networkidle');
  assert.deepEqual(asked.slice(1), ['/embed.js', `/v1/sites/${key}/queues/form`]);
  assert.deepEqual(await visit.context.cookies(), []);
  const stored = () => visit.page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
  assert.deepEqual(await stored(), [0, 0, 0, 0]);
  await widget.launcher.hover();
  await until('interest brings the wasm', () => asked.some((path) => path.endsWith('.wasm')));
});

check('a message needs no wasm at all', async (visit) => {
  const asked = [];
  visit.page.on('request', (request) => asked.push(request.url()));
  const widget = await visit.open({ tags: tag(await site(), 'message') });
  await widget.open();
  await widget.channels.waitFor();
  await visit.page.waitForLoadState('networkidle');
  assert.deepEqual(asked.filter((url) => url.endsWith('.wasm')), []);
});

check('the tag without a queue means the queue "default"', async (visit) => {
  const key = await putSite({ default: { name: 'Reception', closed: { view: 'form' } } });
  const widget = await visit.open({ tags: tag(key, undefined) });
  await widget.open();
  assert.equal(await widget.title.innerText(), 'Reception');
});

check('a tag may stand in the head, before there is a body', async (visit) => {
  const key = await site();
  const widget = await visit.open({ head: tag(key, 'form') });
  await widget.open();
  assert.equal(await widget.element.evaluate((element) => element.parentNode.localName), 'body');
});

check('data-lang comes before the language of the page', async (visit) => {
  const widget = await visit.open({ lang: 'en', tags: tag(await site(), 'form', { 'data-lang': 'fi' }) });
  await widget.open();
  assert.equal(await widget.title.innerText(), 'Tuki');
  assert.equal(await widget.root.getAttribute('lang'), 'fi');
});

for (const [theme, system, dark] of [['auto', 'light', false], ['auto', 'dark', true], ['light', 'dark', false], ['dark', 'light', true]]) {
  check(`data-theme="${theme}" is ${dark ? 'dark' : 'light'} on a ${system} system`, { context: { colorScheme: system } }, async (visit) => {
    const widget = await visit.open({ tags: tag(await site(), 'form', { 'data-theme': theme }) });
    await widget.open();
    const [red] = (await looksLike(widget.panel, 'backgroundColor')).match(/\d+/g);
    assert.equal(red < 128, dark);
  });
}

for (const [position, dir, side] of [['end', 'ltr', 'right'], ['start', 'ltr', 'left'], ['end', 'rtl', 'left'], ['start', 'rtl', 'right']]) {
  check(`data-position="${position}" on a page that reads ${dir} is ${side}`, async (visit) => {
    const turn = script(visit, `document.documentElement.dir = '${dir}'`);
    await visit.changeView((view) => ((view.markup[1].dir = dir), view));
    const widget = await visit.open({ head: turn, tags: tag(await site(), 'form', { 'data-position': position }) });
    const { width } = visit.page.viewportSize();
    const at = ({ x, width: own }) => (x + own / 2 < width / 2 ? 'left' : 'right');
    assert.equal(at(await widget.launcher.boundingBox()), side);
    await widget.open();
    assert.equal(at(await widget.panel.boundingBox()), side);
  });
}

check('data-open opens at once', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form', { 'data-open': true }) });
  await widget.panel.waitFor();
  assert.equal(await widget.launcher.isVisible(), false);
  assert.deepEqual(await visit.events('open'), [{}]);
});

check('data-target renders in the page, without a launcher', async (visit) => {
  const key = await site();
  const body = '<h1>Contact</h1><main id="here"></main><p>After it</p>';
  const widget = await visit.open({ body, tags: tag(key, 'plain', { 'data-target': '#here' }) });
  await widget.panel.waitFor();
  assert.equal(await widget.launcher.isVisible(), false);
  assert.equal(await widget.button('Close').isVisible(), false);
  assert.equal(await widget.element.evaluate((element) => element.parentNode.id), 'here');
  const [form, after] = [await widget.panel.boundingBox(), await visit.page.getByText('After it').boundingBox()];
  assert.ok(form.y + form.height <= after.y, 'it takes its room in the page');
  await visit.page.keyboard.press('Escape');
  await visit.command('close');
  assert.equal(await widget.panel.isVisible(), true);
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.equal((await contacts(key)).length, 1);
});

check('a page with the widget in it keeps its focus and its place', async (visit) => {
  const body = '<input id="own" autofocus><div id="long"></div><main id="here"></main>';
  const head = `<link rel="stylesheet" href="${visit.host.style('#long { height: 3000px }')}">`;
  const widget = await visit.open({ head, body, tags: tag(await site(), 'form', { 'data-target': '#here' }) });
  await widget.panel.waitFor();
  assert.equal(await visit.page.evaluate(() => document.activeElement.id), 'own');
  assert.equal(await visit.page.evaluate(() => scrollY), 0);
});

check('a target that is not there is told, and the launcher stands in', { complaints: [/^Afterhours: .*#nowhere/] }, async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form', { 'data-target': '#nowhere' }) });
  await widget.open();
});

check('a second tag for the same queue is ignored with a warning', { complaints: [/^Afterhours: a second tag/] }, async (visit) => {
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'form') + tag(key, 'form', { 'data-lang': 'fi' }) });
  await widget.open();
  assert.equal(await widget.element.count(), 1);
  const warned = visit.said.filter(({ type }) => type === 'warning');
  assert.equal(warned.length, 1);
});

check('tags of two queues make two widgets, and both work', async (visit) => {
  const key = await site();
  await visit.open({ tags: tag(key, 'plain') + tag(key, 'lightbot', { 'data-position': 'start' }) });
  const [one, two] = ['plain', 'lightbot'].map((name) => {
    const view = name === 'plain' ? 'form' : name;
    return new Widget(visit.page, visit.page.locator('afterhours-widget').filter({ has: visit.page.locator(`[data-view="${view}"]`) }));
  });
  await two.launcher.click();
  await two.part('choice').getByText('Leave a message').click();
  await two.field('email').waitFor();
  await one.launcher.click();
  await one.field('email').fill('anna@acme.example');
  await one.field('message').fill('Hello');
  await one.part('submit').click();
  await visit.event('submitted');
  await two.field('email').fill('otso@acme.example');
  await two.part('submit').click();
  await two.field('message').waitFor();
  assert.deepEqual((await contacts(key)).map(({ queue }) => queue), ['plain']);
});

for (const [what, queue] of [['site', 'form'], ['queue', 'none']]) {
  check(`an unknown ${what} logs one clear error and shows nothing`, { complaints: [/^Failed to load resource.*404/, /^Afterhours: .*no such/] }, async (visit) => {
    const key = what === 'site' ? 'nobody-has-this' : await site();
    const widget = await visit.open({ tags: tag(key, queue, { 'data-open': true }) });
    await visit.event('error');
    await visit.settled();
    // The browser's own line about the 404 cannot be helped.
    const own = visit.errors().filter((text) => !text.startsWith('Failed to load'));
    assert.equal(own.length, 1);
    assert.match(own[0], new RegExp(`no such ${what}.*${key}/${queue}`));
    assert.equal(await widget.element.count(), 0);
    assert.equal((await visit.events('error')).length, 1);
    await visit.command('open');
  });
}

check('a tag manager that drops attributes can say them in the address', async (visit) => {
  const key = await site();
  const inject = `const tag = document.createElement('script');
    tag.src = '${base}/embed.js?site=${key}&queue=form&theme=dark';
    document.head.append(tag);`;
  const widget = await visit.open({ tags: script(visit, inject) });
  await widget.launcher.waitFor();
  assert.match(await widget.launcher.innerText(), /Leave a message/);
  assert.equal(await widget.element.getAttribute('data-theme'), 'dark');
});

check('a tag without a site says what it needs', { complaints: [/^Afterhours: the tag has no data-site/] }, async (visit) => {
  const widget = await visit.open({ tags: tag(undefined, 'form') });
  await until('the error', () => visit.errors().length);
  assert.equal(await widget.element.count(), 0);
});

check('a page of a foreign origin is told, and nothing is shown', { complaints: [/^Failed to load resource.*403/, /^Afterhours: .*origin/] }, async (visit) => {
  const key = await putSite(queues, { origins: ['https://acme.example'] });
  const widget = await visit.open({ tags: tag(key, 'form') });
  await visit.event('error');
  assert.equal(await widget.element.count(), 0);
});

// Commands

const early = (name, then, complaints = []) => check(`before the script has loaded: ${name}`, { complaints }, async (visit) => {
  await then(visit, (commands, queue = 'form', more = {}) => site().then((key) => visit.open({ head: script(visit, STUB + commands), tags: tag(key, queue, more) })));
});

early('open', async (visit, open) => {
  const widget = await open("afterhours('open')");
  await widget.panel.waitFor();
});

early('toggle', async (visit, open) => {
  const widget = await open("afterhours('toggle')");
  await widget.panel.waitFor();
});

early('close counts after open', async (visit, open) => {
  const widget = await open("afterhours('open'); afterhours('close')");
  await visit.event('status');
  await widget.launcher.waitFor();
  assert.equal(await widget.panel.isVisible(), false);
});

early('on', async (visit, open) => {
  await open("window.heard = []; for (const name of ['ready', 'status']) afterhours('on', name, (event) => heard.push([name, event.detail]))");
  await until('both events', () => visit.page.evaluate(() => window.heard.length === 2));
  const heard = await visit.page.evaluate(() => window.heard);
  assert.deepEqual(heard, [['ready', {}], ['status', { state: 'closed', view: 'form', nextChange: null }]]);
});

early('off', async (visit, open) => {
  await open("window.heard = 0; const hear = () => heard++; afterhours('on', 'ready', hear); afterhours('off', 'ready', hear)");
  await visit.event('status');
  assert.equal(await visit.page.evaluate(() => window.heard), 0);
});

early('identify', async (visit, open) => {
  const widget = await open("afterhours('identify', { email: 'anna@acme.example', topic: 'order' })");
  await widget.open();
  await until('the field is filled in', async () => (await widget.field('email').inputValue()) === 'anna@acme.example');
  assert.equal(await widget.field('topic').inputValue(), 'order');
});

early('set', async (visit, open) => {
  const widget = await open("afterhours('set', { lang: 'fi', theme: 'dark' })");
  await widget.open();
  const [red] = (await looksLike(widget.panel, 'backgroundColor')).match(/\d+/g);
  assert.ok(red < 128, 'dark');
  await widget.panel.getByText('Sähköposti').first().waitFor();
});

early('destroy', async (visit, open) => {
  await visit.changeView((view) => view);
  const answered = visit.page.waitForResponse((response) => response.url().includes('/v1/sites/'));
  const widget = await open("afterhours('destroy')");
  await (await answered).finished();
  await visit.settled();
  assert.equal(await widget.element.count(), 0);
});

early('an unknown command is told', async (visit, open) => {
  await open("afterhours('dance')");
  await until('the error', () => visit.errors().length);
}, [/^Afterhours: .*dance/]);

check('open, close and toggle, with their events', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  await visit.event('ready');
  await visit.command('open');
  await widget.panel.waitFor();
  await visit.command('open');
  await visit.command('close');
  await widget.panel.waitFor({ state: 'hidden' });
  await visit.command('close');
  await visit.command('toggle');
  await widget.panel.waitFor();
  await visit.command('toggle');
  await widget.panel.waitFor({ state: 'hidden' });
  const names = (await visit.events()).map(([name]) => name);
  assert.deepEqual(names, ['ready', 'status', 'open', 'close', 'open', 'close']);
});

check('a page that closes it as the focus goes in is left with the launcher', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  await visit.event('ready');
  await visit.page.evaluate(() => document.addEventListener('focusin', () => afterhours('close'), { once: true }));
  await visit.command('open');
  await widget.launcher.waitFor();
  assert.equal(await widget.panel.isVisible(), false);
});

check('a browser that does not know the zone of the queue sends the message all the same', { complaints: [/^Afterhours: RangeError/] }, async (visit) => {
  const unknown = script(visit, `
    const { DateTimeFormat } = Intl;
    Intl.DateTimeFormat = function (lang, options) {
      if (options?.timeZone === 'Europe/Helsinki') throw new RangeError('Invalid time zone');
      return new DateTimeFormat(lang, options);
    };
  `);
  const key = await putSite({ form: { ...plainFormQueue, schedule: { timezone: 'Europe/Helsinki', week: Array(7).fill(null), exceptions: {} } } });
  const widget = await visit.open({ head: unknown, tags: tag(key, 'form') });
  await widget.open();
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('The lamp is dark.');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.equal((await contacts(key)).length, 1);
});

check('identify fills in what is blank, and overwrites nothing', async (visit) => {
  const { release } = await holdWasm(visit);
  const widget = await visit.open({ tags: tag(await site(), 'plain') });
  await visit.event('ready');
  await visit.command('identify', { name: 'Anna', email: 'anna@acme.example' });
  await widget.open();
  await widget.field('name').fill('Otso');
  release();
  await until('the field is filled in', async () => (await widget.field('email').inputValue()) === 'anna@acme.example');
  assert.equal(await widget.field('name').inputValue(), 'Otso');
});

check('identify reaches a form that is open already', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'plain') });
  await visit.openPanel();
  await visit.command('identify', { email: 'anna@acme.example' });
  await until('the field is filled in', async () => (await widget.field('email').inputValue()) === 'anna@acme.example');
});

check('set changes language and theme of an open panel', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  await widget.open();
  await visit.command('set', { lang: 'fi' });
  await widget.panel.getByText('Kirjoita meille').waitFor();
  assert.equal(await widget.panel.isVisible(), true);
  await visit.command('set', { theme: 'dark' });
  const [red] = (await looksLike(widget.panel, 'backgroundColor')).match(/\d+/g);
  assert.ok(red < 128, 'dark');
  assert.equal(await widget.title.innerText(), 'Tuki', 'one setting leaves the others');
});

check('off ends what on began', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  await visit.event('ready');
  await visit.page.evaluate(() => {
    window.heard = [];
    const [first, second] = ['first', 'second'].map((name) => () => window.heard.push(name));
    afterhours('on', 'open', first);
    afterhours('on', 'open', second);
    afterhours('off', 'open', first);
  });
  await widget.open();
  assert.deepEqual(await visit.page.evaluate(() => window.heard), ['second']);
});

check('destroy takes the widget away, and a new tag brings it back, with what was said meanwhile', async (visit) => {
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'form') });
  await widget.open();
  await visit.command('destroy');
  assert.equal(await widget.element.count(), 0);
  await visit.command('identify', { email: 'anna@acme.example' });
  await visit.page.evaluate(([base, key]) => {
    const script = Object.assign(document.createElement('script'), { src: `${base}/embed.js` });
    Object.assign(script.dataset, { site: key, queue: 'form' });
    document.head.append(script);
  }, [base, key]);
  await widget.open();
  await until('the field is filled in', async () => (await widget.field('email').inputValue()) === 'anna@acme.example');
});

check('destroy while the rest is still on its way says nothing', async (visit) => {
  let release;
  const released = new Promise((go) => (release = go));
  await visit.context.route((url) => /\/widget-[^/]*\.js$/.test(url.pathname), (route) => released.then(() => route.continue()));
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  const rest = visit.page.waitForResponse((response) => /\/widget-[^/]*\.js$/.test(response.url()));
  await widget.open();
  await visit.command('destroy');
  release();
  await (await rest).finished();
  await visit.page.waitForLoadState('networkidle');
  assert.equal(await widget.element.count(), 0);
  assert.deepEqual(await visit.events('error'), []);
});

check('events reach the element, and bubble to the page', async (visit) => {
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  await widget.launcher.waitFor();
  await widget.element.evaluate((element) => element.addEventListener('afterhours:open', ({ target }) => (element.dataset.heard = target.localName)));
  await widget.open();
  assert.equal(await widget.element.getAttribute('data-heard'), 'afterhours-widget');
  assert.deepEqual(await visit.events('open'), [{}]);
});

// The open queue

check('an open queue announces itself, and takes messages where nobody else does', async (visit) => {
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'open') });
  await visit.event('online');
  assert.equal((await visit.event('status')).state, 'open');
  await widget.open();
  await widget.shows('online', 'open');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  const [contact] = await contacts(key);
  assert.deepEqual([contact.status, contact.view], ['queued', 'online']);
});

for (const [how, listen] of [
  ['a command', "afterhours('on', 'online', (event) => event.preventDefault())"],
  ['an event listener', "document.addEventListener('afterhours:online', (event) => event.preventDefault())"],
]) {
  check(`preventDefault() of ${how} keeps the widget away from an open queue`, async (visit) => {
    const widget = await visit.open({ head: script(visit, STUB + listen), tags: tag(await site(), 'open', { 'data-open': true }) });
    await visit.event('status');
    await visit.event('online');
    await visit.settled();
    assert.equal(await widget.launcher.isVisible(), false);
    assert.equal(await widget.panel.isVisible(), false);
  });
}

check('preventDefault() says nothing about a closed queue', async (visit) => {
  const widget = await visit.open({ head: script(visit, `${STUB} afterhours('on', 'online', (event) => event.preventDefault())`), tags: tag(await site(), 'form') });
  await widget.open();
  assert.deepEqual(await visit.events('online'), []);
});

// Theming

const PARTS = {
  message: ['launcher', 'panel', 'title', 'message', 'hours', 'channels'],
  form: ['launcher', 'panel', 'title', 'message', 'hours', 'channels', 'form', 'field', 'error', 'submit'],
  lightbot: ['launcher', 'panel', 'title', 'transcript', 'bubble', 'choice'],
};
for (const [view, parts] of Object.entries(PARTS)) {
  check(`the parts of the ${view} are there, and data-state and data-view name it`, async (visit) => {
    const key = await putSite({ support: { message: messageQueue, form: formQueue, lightbot: lightbotQueue }[view] });
    await visit.at('2026-12-21T18:00:00Z');
    const widget = await visit.open({ tags: tag(key, 'support') });
    await widget.open();
    await widget.shows(view, 'closed');
    for (const part of parts) assert.ok(await widget.part(part).count() > 0, part);
    assert.equal(await widget.element.evaluate((element) => element.shadowRoot.querySelectorAll('[data-view]').length), 1);
  });
}

check('custom properties and parts of the host style the widget', async (visit) => {
  const css = `afterhours-widget { --afterhours-accent: rgb(1, 2, 3); --afterhours-background: rgb(4, 5, 6) }
    afterhours-widget::part(title) { color: rgb(7, 8, 9) } afterhours-widget::part(launcher) { font-size: 31px }`;
  const head = `<link rel="stylesheet" href="${visit.host.style(css)}">`;
  const key = await putSite(queues, { theme: { accent: '#00ff00' } });
  const widget = await visit.open({ head, tags: tag(key, 'form') });
  await widget.launcher.waitFor();
  assert.equal(await looksLike(widget.launcher, 'backgroundColor'), 'rgb(1, 2, 3)');
  assert.equal(await looksLike(widget.launcher, 'fontSize'), '31px');
  await widget.open();
  assert.equal(await looksLike(widget.panel, 'backgroundColor'), 'rgb(4, 5, 6)');
  assert.equal(await looksLike(widget.title, 'color'), 'rgb(7, 8, 9)');
});

check('the accent of the site colours the widget, with ink that can be read on it', async (visit) => {
  const key = await putSite(queues, { theme: { accent: '#ffd400' } });
  const widget = await visit.open({ tags: tag(key, 'form') });
  await widget.launcher.waitFor();
  assert.equal(await looksLike(widget.launcher, 'backgroundColor'), 'rgb(255, 212, 0)');
  assert.equal(await looksLike(widget.launcher, 'color'), 'rgb(0, 0, 0)');
});

// The page around

const MEASURED = ['color', 'fontSize', 'fontFamily', 'fontStyle', 'fontWeight', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textTransform', 'textAlign', 'textIndent', 'whiteSpace', 'visibility', 'display', 'paddingTop', 'marginTop', 'borderTopWidth', 'boxSizing', 'position', 'width', 'height', 'opacity', 'direction', 'cursor', 'place'];

async function looks(visit, css) {
  const head = `<link rel="stylesheet" href="${visit.host.style(css)}">`;
  const widget = await visit.open({ head, tags: tag(await site(), 'form') });
  await visit.openPanel();
  return widget.element.evaluate((element, names) => {
    element.shadowRoot.getAnimations().forEach((animation) => animation.finish());
    const all = [...element.shadowRoot.querySelectorAll('.root, [part], input, select, p, h2, a, label')];
    const place = (e) => Object.values(e.getBoundingClientRect().toJSON()).join(' ');
    const look = (e) => Object.fromEntries(names.map((name) => [name, name === 'place' ? place(e) : getComputedStyle(e)[name]]));
    const seen = element.shadowRoot.querySelector('[part=panel]').checkVisibility({ opacityProperty: true });
    return [['the element', { opacity: getComputedStyle(element).opacity, visibility: String(seen) }], ...all.map((e) => [e.localName + (e.getAttribute('part') ?? ''), look(e)])];
  }, MEASURED);
}

for (const [what, css] of [
  ['rules for its elements', 'div, p, h2, a, button, input, select, label, [part], .root, .panel, .body { color: red !important; font: italic 40px serif !important; padding: 30px !important; border: 9px solid !important; letter-spacing: 9px !important }'],
  ['rules for what all inherit', 'html, body { color: red; font: italic 40px/3 serif; text-transform: uppercase; letter-spacing: 9px; word-spacing: 9px; text-align: center; text-indent: 40px; white-space: pre; cursor: crosshair; visibility: visible }'],
  ['rules for everything', '* { color: red; font: italic 40px/3 serif; text-transform: uppercase; letter-spacing: 9px; word-spacing: 9px; text-align: center; text-indent: 40px; white-space: pre; cursor: crosshair; box-sizing: content-box }'],
  ['rules for what stands in the body', 'body > * { opacity: .5; position: static; padding: 20px; margin: 20px; width: 100px; display: block; transform: scale(.5); letter-spacing: 3px }'],
]) {
  check(`${what} of the host do not leak in`, async (visit) => {
    const [wanted, found] = [await looks(visit, ''), await looks(visit, css)];
    const leaks = found.flatMap(([what, style], i) => Object.keys(style).filter((name) => style[name] !== wanted[i][1][name]).map((name) => `${what} ${name}: ${style[name]}`));
    assert.deepEqual(leaks.slice(0, 20), []);
  });
}

for (const opening of ['by a click', 'at once']) {
  check(`the host's own layout is untouched by a widget that opens ${opening}`, async (visit) => {
    const key = await site();
    // A shift right after the visitor's own input is what they asked for.
    const watch = script(visit, `
      window.shifts = [];
      const note = (entry) => entry.hadRecentInput || shifts.push(entry.value);
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
    `);
    const body = '<h1>A shop</h1><p>Words of the shop.</p><footer>Its end</footer>';
    const css = `<link rel="stylesheet" href="${visit.host.style('body { display: grid; gap: 20px; min-height: 100vh } body > :last-child { margin: 0 }')}">`;
    const places = () => visit.page.evaluate(() => ['h1', 'p', 'footer'].map((name) => JSON.stringify(document.querySelector(name).getBoundingClientRect())).concat(document.documentElement.scrollHeight));
    await visit.page.goto(visit.host.page({ body, head: css }));
    const before = await places();
    const widget = await visit.open({ body, head: css + watch, tags: tag(key, 'form', { 'data-open': opening === 'at once' || undefined }) });
    if (opening === 'by a click') await widget.open();
    await widget.channels.getByText('Emergencies').waitFor({ state: 'attached' });
    await visit.page.waitForLoadState('networkidle');
    assert.deepEqual(await places(), before);
    await visit.settled();
    assert.deepEqual(await visit.page.evaluate(() => window.shifts), []);
  });
}

check('keys that are typed into the widget are no shortcuts of the page', async (visit) => {
  const shortcuts = script(visit, "window.pressed = ''; document.addEventListener('keydown', (event) => (pressed += event.key))");
  const widget = await visit.open({ head: shortcuts, tags: tag(await site(), 'plain') });
  await widget.open();
  await widget.field('name').pressSequentially('sok');
  assert.equal(await visit.page.evaluate(() => window.pressed), '');
});

const NO_WASM = STRICT.replace("'wasm-unsafe-eval' ", '');
const FORBIDDEN = /CSP|Content Security Policy/;

check('where the host forbids wasm, a frame with the same steps takes the message', { complaints: [FORBIDDEN] }, async (visit) => {
  const key = await putSite(queues, { origins: [visit.host.origin] });
  const widget = await visit.open({ csp: `${NO_WASM}; frame-src ${base}`, tags: tag(key, 'form') });
  await widget.open();
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
  await widget.part('submit').click();
  const frame = visit.page.frameLocator('iframe');
  await frame.getByLabel('Very').check();
  await frame.locator('[name="message"]').fill('Hello');
  await frame.locator('[name="consent"]').check();
  await frame.getByRole('button', { name: 'Send' }).click();
  await frame.locator('[data-view="receipt"]').waitFor();
  const [contact] = await contacts(key);
  assert.deepEqual([contact.answers.email, contact.answers.message, contact.path], ['anna@acme.example', 'Hello', ['you', 'details']]);
});

check('the frame says what is wrong in the first step, too', { complaints: [FORBIDDEN] }, async (visit) => {
  const key = await putSite(queues, { origins: [visit.host.origin] });
  const widget = await visit.open({ csp: `${NO_WASM}; frame-src ${base}`, tags: tag(key, 'plain') });
  await widget.open();
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  const frame = visit.page.frameLocator('iframe');
  await frame.getByText('Please answer this.').waitFor();
  assert.equal(await frame.locator('[name="message"]').inputValue(), 'Hello', 'nothing typed is lost');
  assert.deepEqual(await contacts(key), []);
});

check('where the host forbids wasm and frames, the plain page takes the message', { complaints: [FORBIDDEN, /^Afterhours: not loaded/] }, async (visit) => {
  const key = await putSite(queues, { origins: [visit.host.origin] });
  const widget = await visit.open({ csp: NO_WASM, tags: tag(key, 'plain') });
  await widget.open();
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.notice.waitFor();
  await widget.shows('unreachable', 'closed');
  assert.equal((await visit.event('error')).code, 'unreachable');
  const popup = visit.context.waitForEvent('page');
  await widget.notice.getByRole('link').click();
  const page = await popup;
  await page.locator('[name="email"]').fill('anna@acme.example');
  await page.locator('[name="message"]').fill('Hello');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('[data-view="receipt"]').waitFor();
  assert.deepEqual((await contacts(key)).map(({ answers }) => answers), [{ email: 'anna@acme.example', message: 'Hello' }]);
});

check('without JavaScript the plain page takes the message', { context: { javaScriptEnabled: false } }, async (visit) => {
  const key = await putSite(queues, { origins: ['https://acme.example'] });
  const { page } = visit;
  await page.goto(`${base}/${key}/form?lang=fi`);
  await page.getByRole('button', { name: 'Jatka' }).click();
  await page.getByText('Vastaa tähän.').first().waitFor();
  await page.locator('[name="email"]').fill('anna@acme.example');
  await page.locator('[name="topic"]').selectOption('order');
  await page.getByRole('button', { name: 'Jatka' }).click();
  await page.getByLabel('Hyvin').check();
  await page.locator('[name="message"]').fill('Hei');
  await page.locator('[name="consent"]').check();
  await page.getByRole('button', { name: 'Lähetä' }).click();
  await page.getByText('Kiitos, viesti on Acmella.').waitFor();
  const [{ answers, lang }] = await contacts(key);
  assert.deepEqual([answers.message, lang], ['Hei', 'fi']);
});

check('without JavaScript a talk stays above, on the side of who spoke, and the present question is in sight', { context: { javaScriptEnabled: false, viewport: { width: 360, height: 420 } } }, async (visit) => {
  const key = await putSite(queues, { origins: ['https://acme.example'] });
  const { page } = visit;
  await page.goto(`${base}/${key}/lightbot`);
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  await press('My order');
  await press('No');
  await page.locator('[name="email"]').fill('anna@acme.example');
  await press('Continue');
  const field = page.getByRole('textbox', { name: 'What shall I pass on?' });
  await field.waitFor();
  assert.deepEqual(await page.locator('.turn .me').allInnerTexts(), ['My order', 'No', 'anna@acme.example']);
  assert.ok(!page.url().includes('anna'), page.url());
  await until('the field is in sight', async () => {
    const { y, height } = await field.boundingBox();
    return y >= 0 && y + height <= 420;
  });
  const end = async (selector) => {
    const { x, width } = await page.locator(selector).last().boundingBox();
    return x + width;
  };
  assert.ok((await end('.turn .me')) > (await end('.turn .them')), 'own bubbles stand at the other side');
  await press('Back');
  await page.locator('[name="email"]').waitFor();
  assert.deepEqual(await page.locator('.turn .me').allInnerTexts(), ['My order', 'No']);
});

check('a widget whose rest did not arrive tries again, and the notice goes', { complaints: [/^Failed to load resource/, /^Afterhours: not loaded/] }, async (visit) => {
  let down = true;
  await visit.context.route(isFlow, (route) => (down ? route.abort() : route.continue()));
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'plain') });
  await widget.open();
  await widget.shows('unreachable');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  down = false;
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.equal((await contacts(key)).length, 1);
  assert.equal(await widget.notice.count(), 0);
});

check('times are told once, however often the rest did not arrive', { complaints: [/^Failed to load resource/, /^Afterhours: not loaded/] }, async (visit) => {
  await visit.context.route(isFlow, (route) => route.abort());
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  const status = widget.panel.locator('.status');
  await widget.open();
  await widget.shows('unreachable');
  const once = await status.innerText();
  for (const times of [2, 3]) {
    const again = visit.event('error', times);
    await widget.button('Close').click();
    await widget.launcher.click();
    await again;
    assert.equal(await status.innerText(), once);
  }
});

check('a Worker that is down while the page loads is asked again', { complaints: [/^Failed to load resource/] }, async (visit) => {
  await visit.context.clock.install();
  let down = true;
  await visit.context.route((url) => url.pathname.startsWith('/v1/'), (route) => (down ? route.abort() : route.continue()));
  const widget = await visit.open({ tags: tag(await site(), 'form') });
  assert.equal((await visit.event('error')).code, 'unreachable');
  assert.equal(await widget.element.count(), 0);
  down = false;
  await visit.page.clock.runFor(60_000);
  await widget.open();
});
