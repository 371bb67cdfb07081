import assert from 'node:assert/strict';
import { base, contacts, putSite, secret, submit } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, OTSO, PEOPLE, leave, link } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { mails } from '../support/mail.mjs';
import { tag } from '../support/page.mjs';
import { lightbotQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };
const site = () => putSite({ support: { ...closed, name: 'Support' }, sales: { ...closed, name: 'Sales' } }, { people: PEOPLE });

// Otso's console, open at the log of his queue.
async function otsos(visit, key) {
  const desk = await Desk.enter(visit.page, key, OTSO);
  await desk.queues.getByRole('link', { name: /Support/ }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
  return desk;
}

const REFUSED = /status of 401/;

check('one signs in by a link in an email, and a spent link says what to do', { complaints: [REFUSED, REFUSED] }, async (visit) => {
  const key = await site();
  const { page } = visit;
  await page.goto(`${here}/console/${key}`);
  await page.getByLabel('Your email address').fill('otso@acme.example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a link is on its way').waitFor();
  const mail = await until('the email', async () => (await mails()).find(({ to, text }) => to === OTSO && text.includes(`/console/${key}/`)));
  const address = mail.text.match(/http\S+/)[0].replace('127.0.0.1', 'localhost');
  await page.goto(address);
  await page.getByRole('navigation', { name: 'Queues' }).waitFor();
  assert.ok(!page.url().includes('#'), 'the token stays in the address');
  const other = await visit.context.newPage();
  await other.goto(address.replace('/sign-in', '/sign-in?again'));
  await other.getByText(/link does not work any more/).waitFor();
});

check('a message is there as soon as the visitor is thanked, for both agents, and one takes it', async (visit) => {
  const key = await site();
  const otso = await otsos(visit, key);
  const second = await visit.page.context().browser().newContext();
  try {
    const anna = await Desk.enter(await second.newPage(), key, ANNA);
    await anna.open('/queues/support');
    const visitor = await visit.context.newPage();
    await visitor.goto(visit.host.page({ tags: tag(key, 'support', { 'data-open': true }) }));
    const field = (name) => visitor.locator(`[name="${name}"]`);
    await field('name').fill('Maija');
    await field('email').fill('maija@acme.example');
    await field('message').fill('The lamp is dark.');
    await visitor.getByRole('button', { name: 'Send' }).click();
    await visitor.getByText(/receipt number/i).waitFor();
    const [{ receipt }] = await contacts(key);
    for (const desk of [otso, anna]) await desk.rows.filter({ hasText: receipt }).waitFor();
    await otso.queues.getByText('1 waiting').waitFor();
    assert.match(await visit.page.title(), /^\(1\)/);
    await otso.viewContent();
    await visit.page.getByText('The lamp is dark.').waitFor();
    await otso.button('Take').click();
    await anna.rows.filter({ hasText: 'Otso took' }).waitFor();
    assert.equal((await contacts(key))[0].assigned_to, OTSO);
  } finally {
    await second.close();
  }
});

check('resolving can be undone, comments stay, and the log tells all of it', async (visit) => {
  const key = await site();
  await leave(key, 'support');
  const otso = await otsos(visit, key);
  const { page } = visit;
  await otso.viewContent();
  await otso.button('Take').click();
  await until('taken', async () => (await contacts(key))[0].status === 'assigned');
  await otso.button('Resolve').click();
  await until('resolved', async () => (await contacts(key))[0].status === 'resolved');
  await otso.button('Undo').click();
  await until('reopened', async () => (await contacts(key))[0].status === 'assigned');
  await page.locator('#comment').fill('Called her.');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /comment/i }).first().click();
  await until('the comment', async () => (await contacts(key))[0].comment === 'Called her.');
  await page.goBack();
  for (const word of ['commented', 'reopened', 'resolved', 'took', 'came in']) await otso.rows.filter({ hasText: word }).first().waitFor();
});

check('an agent is kept from what is not theirs', { complaints: [/status of 404/] }, async (visit) => {
  const key = await site();
  const id = await leave(key, 'sales');
  const otso = await Desk.enter(visit.page, key, OTSO);
  assert.equal(await otso.queues.getByText('Sales').count(), 0);
  await otso.open(`/contacts/${id}`);
  await visit.page.getByText(/no such contact, or it belongs to a queue that is not yours/).waitFor();
});

check('a talk with the Lightbot is shown as it looked, and what was given up is delivered again', async (visit) => {
  const address = 'http://127.0.0.1:9/nobody';
  const forward = [{ kind: 'webhook', url: address, secret }];
  const key = await putSite({ support: { ...lightbotQueue, name: 'Support', forward } }, { people: PEOPLE });
  const sent = await submit(key, 'support', { topic: 'order', helped: 'no', email: 'maija@acme.example', message: 'Where is it?' }, { body: { view: 'lightbot', lang: 'en' } });
  assert.equal(sent.status, 201, sent.text);
  const otso = await otsos(visit, key);
  await otso.viewContent();
  const { page } = visit;
  assert.ok((await page.locator('.bubble.them').count()) > 0 && (await page.locator('.bubble.me').count()) > 0);
  await page.getByText('Deliveries').waitFor();
  await page.locator('summary').filter({ hasText: /127\.0\.0\.1:9/ }).click();
  await page.getByRole('button', { name: /Deliver again/ }).click();
  await page.goBack();
  await otso.rows.filter({ hasText: /once more/ }).waitFor();
});

check('a queue is opened by hand, and given back to the schedule', async (visit) => {
  const key = await site();
  const otso = await otsos(visit, key);
  const view = async () => (await (await fetch(`${base}/v1/sites/${key}/queues/support`)).json()).state;
  await otso.button('Open by hand').click();
  await visit.page.locator('.by-hand form button[type=submit], .by-hand .btn').first().click();
  await until('open', async () => (await view()) === 'open');
  await otso.rows.filter({ hasText: /opened/i }).first().waitFor();
  await otso.button('Back to the schedule').click();
  await until('closed', async () => (await view()) === 'closed');
});

check('a lost connection comes back, and no entry is lost or doubled', async (visit) => {
  const key = await site();
  const sockets = [];
  let down = false;
  await visit.page.routeWebSocket(/\/console\/live/, (socket) => {
    if (down) return socket.close();
    sockets.push(socket);
    socket.connectToServer();
  });
  const otso = await otsos(visit, key);
  await leave(key, 'support');
  await otso.rows.first().waitFor();
  down = true;
  await sockets.at(-1).close();
  for (let i = 0; i < 3; i++) await leave(key, 'support');
  await visit.page.getByText('Reconnecting…').waitFor();
  down = false;
  await until('all four', async () => (await otso.rows.count()) === 4);
  await leave(key, 'support');
  await until('the fifth', async () => (await otso.rows.count()) === 5);
  const seqs = await otso.rows.evaluateAll((rows) => rows.map((row) => Number(row.dataset.seq)));
  assert.deepEqual(seqs, [...new Set(seqs)].sort((a, b) => b - a));
});

check('by the keyboard alone: along the log, into a message, taken and resolved', async (visit) => {
  const key = await site();
  for (let i = 0; i < 3; i++) await leave(key, 'support');
  const otso = await otsos(visit, key);
  await otso.rows.first().waitFor();
  const { keyboard } = visit.page;
  for (const press of ['j', 'j', 'Enter']) await keyboard.press(press);
  await until('the address of an entry, or the message', () => /\/(log|contacts)\//.test(visit.page.url()));
  if (!visit.page.url().includes('/contacts/')) await otso.viewContent();
  await otso.standing.waitFor();
  await keyboard.press('t');
  await until('taken', async () => (await contacts(key)).some(({ status }) => status === 'assigned'));
  await keyboard.press('r');
  await until('resolved', async () => (await contacts(key)).some(({ status }) => status === 'resolved'));
  await keyboard.press('?');
  await visit.page.getByRole('dialog').waitFor();
  await keyboard.press('Escape');
});

check('a long log keeps few rows, and reaches its end', async (visit) => {
  const key = await site();
  for (let i = 0; i < 24; i++) await Promise.all(Array.from({ length: 10 }, () => leave(key, 'support')));
  const otso = await otsos(visit, key);
  await otso.rows.first().waitFor();
  await otso.rows.first().hover();
  let most = 0;
  const last = async () => Math.min(...(await otso.rows.evaluateAll((rows) => rows.map((row) => Number(row.dataset.seq)))));
  const first = (await contacts(key)).length;
  await until('the end', async () => {
    await visit.page.mouse.wheel(0, 4_000);
    await visit.settled();
    most = Math.max(most, await otso.rows.count());
    return (await last()) <= 2;
  }, 30_000);
  assert.ok(most < 150, `${most} rows of ${first}`);
});

check('notices: nothing until asked for, then one for a burst, without content', async (visit) => {
  const key = await site();
  await visit.context.grantPermissions(['notifications'], { origin: here });
  await visit.context.addInitScript(() => {
    window.shown = [];
    const Own = class extends EventTarget {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title, options) {
        super();
        window.shown.push({ title, body: options?.body, keep: options?.requireInteraction });
        window.latest = this;
      }
      close() {}
    };
    window.Notification = Own;
  });
  const otso = await otsos(visit, key);
  await leave(key, 'support');
  await otso.rows.first().waitFor();
  await otso.open('/settings/you');
  for (const name of [/^Support/, /^On the desktop/, /^Also when I am using/, /^Keep it on the desktop/]) {
    await visit.page.getByRole('checkbox', { name }).check();
  }
  await until('that it is saved', async () => (await visit.page.evaluate(async (key) => (await fetch(`/v1/sites/${key}/console/me`)).json(), key)).notices.keep);
  await Promise.all(Array.from({ length: 10 }, () => leave(key, 'support')));
  await until('the notice', () => visit.page.evaluate(() => window.shown.length));
  const shown = await visit.page.evaluate(() => window.shown);
  assert.equal(shown.length, 1, JSON.stringify(shown));
  assert.match(shown[0].title, /10 new messages in Support/);
  assert.equal(shown[0].keep, true);
  assert.ok(!/lamp|maija/i.test(JSON.stringify(shown)));
  await visit.page.evaluate(() => {
    const click = new Event('click', { cancelable: true });
    window.latest.dispatchEvent(click);
    window.latest.onclick?.(click);
  });
  await until('the entry', () => /\/queues\/support\/log\/\d+$/.test(visit.page.url()));
  await otso.rows.first().waitFor();
});

check('what was sent is found by text, receipt and address, and counted', async (visit) => {
  const key = await site();
  await leave(key, 'support', { name: 'Zoë Åström', email: 'zoe@mail.example', message: 'Die Lampe flackert.' });
  await leave(key, 'support');
  const [{ receipt }] = await contacts(key);
  const otso = await Desk.enter(visit.page, key, OTSO);
  await otso.open('/search');
  const field = visit.page.getByLabel(/Text, receipt/);
  for (const [typed, count] of [['flack', 1], ['astrom', 1], ['zoe@mail.example', 1], [receipt.toLowerCase(), 1], ['nothing of the kind', 0], ['example', 2]]) {
    await field.fill(typed);
    await until(`${count} for "${typed}"`, async () => (await visit.page.locator('main a[href*="/contacts/"]').count()) === count);
    await until('the address', () => new URL(visit.page.url()).searchParams.get('q') === typed);
  }
  await otso.open('/statistics');
  await visit.page.getByText('What came in').waitFor();
  assert.match(await visit.page.locator('main').innerText(), /Registered\s+2/);
});

check("somebody who was sent a link to an entry comes there after signing in", { complaints: [REFUSED] }, async (visit) => {
  const key = await site();
  await leave(key, 'support');
  await visit.page.goto(`${here}/console/${key}/queues/support`);
  await visit.page.getByLabel('Your email address').waitFor();
  await visit.page.goto(`${here}/console/${key}/sign-in#${await link(key, OTSO)}`);
  await visit.page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
});
