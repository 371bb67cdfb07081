import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check, isView } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { formQueue, lightbotQueue, messageQueue, OFFICE } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
// On a Tuesday the office opens at 9:00 and closes at 17:00 in Helsinki.
const OPENS = Date.parse('2026-12-22T07:00:00Z');
const CLOSES = Date.parse('2026-12-22T15:00:00Z');

// A world whose time passes only as the test says: the Worker has the true time, the visitor's own
// clock may be `wrong` by some milliseconds.
async function begin(visit, queue, start, { wrong = 0, page = {}, more = {} } = {}) {
  const world = { now: start, asked: 0 };
  await visit.context.clock.install({ time: start + wrong - SECOND });
  await visit.context.clock.pauseAt(start + wrong);
  await visit.at(() => new Date(world.now).toISOString());
  visit.page.on('request', (request) => isView(new URL(request.url())) && world.asked++);
  const site = await putSite({ support: queue });
  const widget = await visit.open({ tags: tag(site, 'support', more), ...page });
  await visit.event('status');
  const pass = async (ms) => {
    world.now += ms;
    await visit.page.clock.runFor(ms);
  };
  // The machine sleeps: time goes on, and no timer runs.
  const sleep = async (ms) => {
    world.now += ms;
    await visit.page.clock.setSystemTime(world.now + wrong);
  };
  return { site, widget, world, pass, sleep };
}

for (const [clock, wrong] of [['right', 0], ['five hours fast', 5 * HOUR], ['seven hours slow', -7 * HOUR], ['a day fast', 24 * HOUR]]) {
  check(`closed becomes open at the minute, with a clock that is ${clock}`, async (visit) => {
    const { widget, world, pass } = await begin(visit, messageQueue, OPENS - 10 * MINUTE, { wrong });
    await widget.shows('message', 'closed');
    assert.equal((await visit.event('status')).nextChange, '2026-12-22T07:00:00Z');
    await pass(10 * MINUTE - SECOND);
    await widget.shows('message', 'closed');
    assert.equal(world.asked, 1, 'nothing is asked before its time');
    await pass(SECOND);
    await widget.shows('online', 'open');
    assert.deepEqual((await visit.events()).map(([name]) => name), ['ready', 'status', 'status', 'online']);
    assert.deepEqual(await visit.event('status', 2), { state: 'open', view: 'online', nextChange: '2026-12-22T15:00:00Z' });
    assert.equal(await widget.launcher.innerText(), 'Chat with us');
    assert.equal(world.asked, 2);
  });

  check(`open becomes closed at the minute, with a clock that is ${clock}`, async (visit) => {
    const { widget, world, pass } = await begin(visit, messageQueue, CLOSES - 10 * MINUTE, { wrong });
    await widget.shows('online', 'open');
    await pass(10 * MINUTE - SECOND);
    await widget.shows('online', 'open');
    assert.equal(world.asked, 1, 'nothing is asked before its time');
    await pass(SECOND);
    await widget.shows('message', 'closed');
    assert.equal(await widget.launcher.innerText(), 'We are closed');
  });
}

check('a page that stays open for a day follows every change', async (visit) => {
  const { widget, world, pass } = await begin(visit, { ...messageQueue, schedule: { ...OFFICE, exceptions: {} } }, OPENS - HOUR);
  const changes = [[HOUR, 'open'], [8 * HOUR, 'closed'], [16 * HOUR, 'open'], [8 * HOUR, 'closed']];
  for (const [wait, state] of changes) {
    await pass(wait - SECOND);
    await pass(SECOND);
    await widget.shows(state === 'open' ? 'online' : 'message', state);
  }
  assert.equal(world.asked, 5);
});

check('on the night when clocks go back the queue opens by the clock on its wall', async (visit) => {
  const schedule = { timezone: 'Europe/Helsinki', week: Array(7).fill(['9:00', '17:00']) };
  // Sunday, 25 October 2026: 9:00 in Helsinki is 7:00 UTC; a day before it was 6:00.
  const { widget, world, pass } = await begin(visit, { ...messageQueue, schedule }, Date.parse('2026-10-24T20:00:00Z'));
  await pass(11 * HOUR - SECOND);
  await widget.shows('message', 'closed');
  assert.equal(world.asked, 1);
  await pass(SECOND);
  await widget.shows('online', 'open');
});

for (const [event, wake] of [
  ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
  ['pageshow', () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))],
  ['online', () => dispatchEvent(new Event('online'))],
]) {
  check(`after sleep the page shows what is true, woken by ${event}`, async (visit) => {
    const { widget, world, sleep } = await begin(visit, messageQueue, OPENS - HOUR, { wrong: -3 * HOUR });
    await sleep(3 * HOUR);
    await widget.shows('message', 'closed');
    assert.equal(world.asked, 1);
    await visit.page.evaluate(wake);
    await widget.shows('online', 'open');
  });
}

check('a page that wakes before the change asks nothing', async (visit) => {
  const { widget, world, sleep } = await begin(visit, messageQueue, OPENS - HOUR);
  await sleep(HOUR - MINUTE);
  await visit.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await widget.shows('message', 'closed');
  assert.equal(world.asked, 1);
});

check('a clock that is set back meanwhile does not delay the change', async (visit) => {
  const { widget, world, pass } = await begin(visit, messageQueue, OPENS - 10 * MINUTE, { wrong: 3 * HOUR });
  await visit.page.clock.setSystemTime(world.now);
  await pass(10 * MINUTE);
  await widget.shows('online', 'open');
});

check('a Worker that is down at the change is asked again', { complaints: [/^Failed to load resource/] }, async (visit) => {
  const { widget, pass } = await begin(visit, messageQueue, OPENS - MINUTE);
  let down = true;
  await visit.context.route(isView, (route) => (down ? route.abort() : route.fallback()));
  await pass(MINUTE);
  await until('an attempt that failed', () => visit.errors().length);
  await widget.shows('message', 'open');
  assert.equal((await visit.event('status', 2)).state, 'open', 'the timeline says it');
  assert.equal(await widget.launcher.isVisible(), true, 'what was shown stays');
  down = false;
  await pass(MINUTE);
  await widget.shows('online', 'open');
});

check('an open panel stays open through the change, with its focus', async (visit) => {
  const { widget, pass } = await begin(visit, messageQueue, OPENS - MINUTE);
  await widget.open();
  await pass(MINUTE);
  await widget.shows('online', 'open');
  await widget.field('message').waitFor();
  assert.equal(await visit.page.evaluate(() => document.activeElement.localName), 'afterhours-widget');
  await visit.page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  assert.equal(await widget.focused(), 'launcher');
});

check('a launcher that has the focus has it after the change, too', async (visit) => {
  const { widget, pass } = await begin(visit, messageQueue, OPENS - MINUTE);
  await widget.launcher.focus();
  await pass(MINUTE);
  await widget.shows('online', 'open');
  assert.equal(await widget.focused(), 'launcher');
});

for (const more of [{}, { 'data-open': true }]) {
  check(`the change takes no focus from the page (panel ${more['data-open'] ? 'open' : 'closed'})`, async (visit) => {
    const page = { body: '<label>Search <input id="search"></label>' };
    const { widget, pass } = await begin(visit, messageQueue, OPENS - MINUTE, { page, more });
    await visit.page.locator('#search').fill('lamp');
    await pass(MINUTE);
    await widget.shows('online', 'open');
    assert.equal(await visit.page.evaluate(() => document.activeElement.id), 'search');
  });
}

async function fillFirst(widget) {
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
}

async function sendRest(widget) {
  await widget.part('submit').click();
  await widget.element.getByLabel('Very').check();
  await widget.field('message').fill('The lamp is dark.');
  await widget.field('consent').check();
  await widget.part('submit').click();
  await widget.receipt.waitFor();
}

check('a form that was begun is not lost when the queue opens, and is sent', async (visit) => {
  const { site, widget, pass } = await begin(visit, formQueue, OPENS - MINUTE);
  await widget.open();
  await fillFirst(widget);
  await pass(MINUTE);
  await visit.event('online');
  await widget.shows('form', 'open');
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
  await sendRest(widget);
  const [contact] = await contacts(site);
  assert.deepEqual([contact.view, contact.answers.email, contact.answers.message], ['form', 'anna@acme.example', 'The lamp is dark.']);
});

check('a form that was begun and closed is still there after the change', async (visit) => {
  const { widget, pass } = await begin(visit, formQueue, OPENS - MINUTE);
  await widget.open();
  await fillFirst(widget);
  await widget.button('Close').click();
  await pass(MINUTE);
  await visit.event('online');
  await widget.open();
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
});

check('a form that nobody began gives way to the open queue', async (visit) => {
  const { widget, pass } = await begin(visit, formQueue, OPENS - MINUTE);
  await widget.open();
  await pass(MINUTE);
  await widget.shows('online', 'open');
});

for (const view of ['message', 'hidden', 'lightbot']) {
  check(`a message to the open queue is not lost when it closes to "${view}"`, async (visit) => {
    const closed = { ...lightbotQueue.closed, view, form: formQueue.closed.form };
    const { site, widget, pass } = await begin(visit, { ...formQueue, closed }, CLOSES - MINUTE);
    await visit.openPanel();
    await fillFirst(widget);
    await pass(MINUTE);
    assert.equal((await visit.event('status', 2)).view, view);
    assert.equal(await widget.panel.isVisible(), true);
    assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
    await sendRest(widget);
    assert.equal((await contacts(site))[0].answers.email, 'anna@acme.example');
  });
}

check('a form that was begun before the rest arrived is sent as what it was, whatever the view is by then', async (visit) => {
  const closed = { ...lightbotQueue.closed, form: formQueue.closed.form };
  const { site, widget, pass } = await begin(visit, { ...formQueue, closed }, CLOSES - MINUTE);
  let release;
  const released = new Promise((go) => (release = go));
  await visit.context.route((url) => /\/widget-[^/]*\.js$/.test(url.pathname), (route) => released.then(() => route.continue()));
  await widget.open();
  await fillFirst(widget);
  await pass(MINUTE);
  assert.equal((await visit.event('status', 2)).view, 'lightbot');
  release();
  await sendRest(widget);
  const [contact] = await contacts(site);
  assert.deepEqual([contact.view, contact.answers.message], ['online', 'The lamp is dark.']);
});

check('a talk that was begun goes on after the change, and is sent', { context: { reducedMotion: 'reduce' } }, async (visit) => {
  const { site, widget, pass } = await begin(visit, lightbotQueue, OPENS - MINUTE);
  await widget.open();
  await widget.part('choice').getByText('Leave a message').click();
  await widget.field('email').fill('anna@acme.example');
  await pass(MINUTE);
  await visit.event('online');
  await widget.part('submit').click();
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, { topic: 'message', email: 'anna@acme.example', message: 'Hello' });
});

check('the host\'s own chat does not take away what the visitor has begun', async (visit) => {
  const listen = visit.host.script("document.addEventListener('afterhours:online', (event) => event.preventDefault())");
  const { widget, pass } = await begin(visit, formQueue, OPENS - MINUTE, { page: { head: `<script src="${listen}"></script>` } });
  await widget.open();
  await fillFirst(widget);
  await pass(MINUTE);
  await visit.event('online');
  assert.equal(await widget.panel.isVisible(), true);
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
});

check('a widget that the host kept away is back when the queue closes', async (visit) => {
  const listen = visit.host.script("document.addEventListener('afterhours:online', (event) => event.preventDefault())");
  const { widget, pass } = await begin(visit, messageQueue, CLOSES - MINUTE, { page: { head: `<script src="${listen}"></script>` } });
  await visit.event('online');
  assert.equal(await widget.launcher.isVisible(), false);
  await pass(MINUTE);
  await widget.shows('message', 'closed');
  await widget.open();
});
