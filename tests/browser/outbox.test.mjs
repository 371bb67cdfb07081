// Nothing typed is lost: over a reload, without a network, in a closed tab, in two tabs.
import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check, holdWasm, isContacts, isWasm } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { formQueue, lightbotQueue, plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';
import { Widget } from '../support/widget.mjs';

const NETWORK = /^Failed to load resource/;
const CALM = { reducedMotion: 'reduce' };
const MESSAGE = 'The lamp is dark.\nSince Friday.';
const send = (widget) => widget.part('submit').click();
const stored = (visit) => visit.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('afterhours')));
// A visitor takes longer to reload than what was typed takes to be kept.
const kept = (visit) => until('it is kept', () => visit.page.evaluate(() => Object.values(localStorage).some((value) => value.includes('Since Friday'))));
const messages = async (site) => (await contacts(site)).map(({ answers }) => answers.message);

async function opened(visit, queue = plainFormQueue, more = {}) {
  const site = await putSite({ support: queue });
  const address = visit.host.page({ tags: tag(site, 'support', more) });
  const widget = await visit.open(address);
  await visit.openPanel();
  return { site, address, widget };
}

async function write(widget) {
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill(MESSAGE);
}

// Lets the visitor's messages through, or not.
async function line(visit) {
  const line = { down: true, tried: 0 };
  await visit.context.route(isContacts, (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    line.tried++;
    return line.down ? route.abort() : route.continue();
  });
  return line;
}

check('what was typed is there again after a reload, and gone after the receipt', async (visit) => {
  const { site, widget } = await opened(visit);
  assert.deepEqual(await stored(visit), [], 'nothing is stored before anything is typed');
  await write(widget);
  await kept(visit);
  await visit.page.reload();
  await visit.openPanel();
  await until('the message is back', async () => (await widget.field('message').inputValue()) === MESSAGE);
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
  assert.deepEqual(await stored(visit), []);
  await visit.page.reload();
  await visit.openPanel();
  assert.equal(await widget.field('message').inputValue(), '');
});

check('what was typed before the wasm has arrived is there again after a reload', async (visit) => {
  const { release } = await holdWasm(visit);
  const { site, widget } = await opened(visit);
  await write(widget);
  await kept(visit);
  await visit.page.reload();
  release();
  await visit.openPanel();
  await until('the message is back', async () => (await widget.field('message').inputValue()) === MESSAGE);
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('where the wasm does not come, what is typed after each attempt is kept', { complaints: [NETWORK, /^Afterhours: not loaded/] }, async (visit) => {
  let down = true;
  await visit.context.route(isWasm, (route) => (down ? route.abort() : route.continue()));
  const { site, widget } = await opened(visit);
  await widget.shows('unreachable');
  await widget.field('message').fill('The lamp');
  await send(widget);
  await visit.event('error', 2);
  await write(widget);
  await kept(visit);
  down = false;
  await visit.page.reload();
  await visit.openPanel();
  await until('the message is back', async () => (await widget.field('message').inputValue()) === MESSAGE);
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('a panel that is drawn anew before the wasm has arrived keeps what is typed into it', async (visit) => {
  const { release } = await holdWasm(visit);
  const { site, widget } = await opened(visit);
  await visit.command('set', { lang: 'fi' });
  await widget.panel.getByText('Lähetä').waitFor();
  await widget.field('email').fill('anna@acme.example');
  release();
  await until('the wasm keeps it', () => visit.page.evaluate(() => Object.values(localStorage).some((value) => value.includes('"name":""'))));
  await widget.field('message').fill(MESSAGE);
  await kept(visit);
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('a form of several steps goes on after a reload where it was left', async (visit) => {
  const { site, widget } = await opened(visit, { ...formQueue, schedule: undefined });
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
  await send(widget);
  await widget.field('message').fill(MESSAGE);
  await visit.page.reload();
  await visit.openPanel();
  await until('the message is back', async () => (await widget.field('message').count()) && (await widget.field('message').inputValue()) === MESSAGE);
  await widget.element.getByLabel('Very').check();
  await widget.field('consent').check();
  await send(widget);
  await widget.receipt.waitFor();
  const [contact] = await contacts(site);
  assert.deepEqual([contact.path, contact.answers.email], [['you', 'details'], 'anna@acme.example']);
});

check('a talk stands as it was after a reload, and goes on', { context: CALM }, async (visit) => {
  const { site, widget } = await opened(visit, { ...lightbotQueue, schedule: undefined });
  await widget.button('My order').click();
  await widget.button('No').click();
  await widget.field('email').fill('anna@acme.example');
  await visit.page.reload();
  await visit.openPanel();
  await until('the address is back', async () => (await widget.field('email').count()) && (await widget.field('email').inputValue()) === 'anna@acme.example');
  const said = await widget.part('bubble').allInnerTexts();
  assert.deepEqual(said.filter((text) => ['My order', 'No'].includes(text)), ['My order', 'No'], 'what was said stands above');
  await visit.page.keyboard.press('Tab');
  await widget.field('email').press('Enter');
  await widget.field('message').fill(MESSAGE);
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('without a network the message is kept, and goes out by itself when the network is back', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  const { site, widget } = await opened(visit);
  await write(widget);
  await visit.context.setOffline(true);
  await send(widget);
  await visit.meanwhile(widget.button('Try again'));
  assert.match(await widget.notice.innerText(), /You are offline. Your message is kept on this device/);
  await visit.context.setOffline(false);
  await widget.receipt.waitFor();
  const [contact, ...others] = await contacts(site);
  assert.deepEqual([contact.answers.message, others], [MESSAGE, []]);
  assert.match(await widget.receipt.innerText(), new RegExp(contact.receipt));
  assert.equal((await visit.event('submitted')).receipt, contact.receipt);
});

check('a tab that is closed after sending: the next visit delivers it, before anything is opened', { complaints: [NETWORK] }, async (visit) => {
  const { site, address, widget } = await opened(visit);
  const way = await line(visit);
  await write(widget);
  await send(widget);
  await until('an attempt has failed', () => visit.errors().length);
  await visit.page.close();
  way.down = false;
  visit.page = await visit.context.newPage();
  await visit.page.goto(address);
  const detail = await visit.event('submitted');
  assert.deepEqual((await contacts(site)).map(({ receipt, answers }) => [receipt, answers.message]), [[detail.receipt, MESSAGE]]);
  const again = new Widget(visit.page);
  await again.open();
  await again.notice.getByText(detail.receipt).waitFor();
  assert.match(await again.notice.innerText(), /Your message from before has been sent/);
  assert.equal(await again.field('message').inputValue(), '');
});

check('a message that waits is sent as soon as the tab that was sending lets go', { complaints: [NETWORK] }, async (visit) => {
  const { site, address, widget } = await opened(visit);
  const way = await line(visit);
  await write(widget);
  await send(widget);
  await until('an attempt has failed', () => visit.errors().length);
  const [name] = await stored(visit);
  const sending = visit.page;
  // Held for as long as the tab is there, as by a request that hangs.
  await sending.evaluate((name) => void navigator.locks.request(name, () => new Promise(() => {})), name);
  const other = (visit.page = await visit.context.newPage());
  await other.goto(address);
  await until('it waits', () => other.evaluate(async () => (await navigator.locks.query()).pending.length));
  way.down = false;
  await sending.close();
  const { receipt } = await visit.event('submitted');
  assert.deepEqual((await contacts(site)).map(({ receipt }) => receipt), [receipt]);
});

check('a message that waits is told of, and is sent once though two tabs are open', { complaints: [NETWORK] }, async (visit) => {
  const { site, address, widget } = await opened(visit);
  const way = await line(visit);
  await write(widget);
  await send(widget);
  await until('an attempt', () => way.tried);
  const others = [await visit.context.newPage(), await visit.context.newPage()];
  for (const page of others) await page.goto(address);
  const other = new Widget(others[1]);
  await other.open();
  await other.notice.getByText('1 message is waiting to be sent.').waitFor();
  way.down = false;
  await widget.receipt.waitFor();
  for (const page of others) await page.evaluate(() => dispatchEvent(new Event('online')));
  await until('nothing waits', async () => (await stored(visit)).length === 0);
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('one draft that two tabs send is one contact', async (visit) => {
  const { site, address, widget } = await opened(visit);
  await write(widget);
  const page = await visit.context.newPage();
  await page.goto(address);
  const other = new Widget(page);
  await other.open();
  await until('the draft is there, too', async () => (await other.field('message').inputValue()) === MESSAGE);
  await Promise.all([send(widget), send(other)]);
  await Promise.all([widget.receipt.waitFor(), other.receipt.waitFor()]);
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('what is refused later stands in the fields again', { complaints: [NETWORK] }, async (visit) => {
  const { site, address, widget } = await opened(visit);
  const way = await line(visit);
  await write(widget);
  await send(widget);
  await until('an attempt has failed', () => visit.errors().length);
  await visit.page.close();
  way.down = false;
  // Meanwhile the owner asks for more.
  const more = [{ element: 'textarea', name: 'message', label: 'Message' }, { element: 'input', name: 'order', label: 'Order', required: true }];
  await putSite({ support: { closed: { view: 'form', form: { questionnaire: more } } } }, { key: site });
  visit.page = await visit.context.newPage();
  await visit.page.goto(address);
  const again = new Widget(visit.page);
  await again.open();
  await until('the text is back', async () => (await again.field('message').inputValue()) === MESSAGE);
  await again.field('order').fill('12');
  await send(again);
  await again.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map(({ answers }) => answers), [{ message: MESSAGE, order: '12' }]);
});

check('where nothing may be stored the visitor is told, and can copy the text', { complaints: [NETWORK], context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (visit) => {
  await visit.context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    // As Chromium does there.
    navigator.locks.request = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  });
  await visit.context.clock.install();
  const { site, widget } = await opened(visit);
  const way = await line(visit);
  await write(widget);
  await send(widget);
  await visit.meanwhile(widget.button('Copy the text'));
  assert.match(await widget.notice.innerText(), /Stay on this page until it is sent, or copy the text/);
  await widget.button('Copy the text').click();
  await widget.button('Copied').waitFor();
  assert.match(await visit.page.evaluate(() => navigator.clipboard.readText()), /The lamp is dark/);
  way.down = false;
  await visit.page.clock.runFor(31_000);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), [MESSAGE]);
});

check('after the receipt another message can be written', async (visit) => {
  const { site, widget } = await opened(visit);
  await write(widget);
  await send(widget);
  await widget.receipt.waitFor();
  await widget.button('Write another message').click();
  await widget.field('message').waitFor();
  await widget.shows('form', 'closed');
  assert.equal(await widget.field('message').inputValue(), '');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Another');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual(await messages(site), ['Another', MESSAGE]);
});
