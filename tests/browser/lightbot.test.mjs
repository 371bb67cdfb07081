import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check, isContacts } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { lightbotQueue, TALK } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

// Closed until it is opened by hand, whatever the time is.
const talking = { ...lightbotQueue, schedule: undefined };

async function talk(visit, queue = talking, page = {}) {
  const site = await putSite({ support: queue });
  const widget = await visit.open({ tags: tag(site, 'support'), ...page });
  await visit.openPanel();
  return { site, widget };
}

const bubbles = (widget) => widget.part('bubble').allInnerTexts().then((all) => all.map((text) => text.replace(/\n+/g, ' ')).filter(Boolean));
const choices = (widget) => widget.part('choice').allInnerTexts();
const choose = (widget, text) => widget.part('choice').getByText(text, { exact: true }).click();
const next = (widget) => widget.part('submit').click();

// Without motion there is nothing to wait for.
const CALM = { context: { reducedMotion: 'reduce' } };
const HELLO = 'Hello, I am Lumo. What is it about?';
const MENU = ['My order', 'Opening hours', 'Leave a message'];

check('Lumo says hello, and the options are buttons', CALM, async (visit) => {
  const { widget } = await talk(visit);
  await widget.shows('lightbot', 'closed');
  assert.equal(await widget.title.innerText(), 'Lumo');
  assert.deepEqual(await bubbles(widget), [HELLO]);
  assert.deepEqual(await choices(widget), MENU);
  for (const option of MENU) assert.equal(await widget.button(option).count(), 1);
  assert.equal(await widget.transcript.getAttribute('role'), 'log');
});

check('an answer becomes the visitor\'s own bubble, and its branch goes on below', CALM, async (visit) => {
  const { widget } = await talk(visit);
  await choose(widget, 'My order');
  await widget.part('choice').getByText('Yes, thanks').waitFor();
  assert.deepEqual(await bubbles(widget), [HELLO, 'My order', 'Most parcels take two days.', 'Did that help?']);
  assert.deepEqual(await choices(widget), ['Yes, thanks', 'No', 'Something else'], 'what was answered is locked');
  const [hers, mine] = await widget.part('bubble').evaluateAll((all) => all.slice(0, 2).map((e) => e.getBoundingClientRect().right));
  assert.ok(mine > hers, 'own bubbles stand at the other side');
});

check('a branch that takes a message stores its answers, its path and its tags', CALM, async (visit) => {
  const { site, widget } = await talk(visit);
  await choose(widget, 'My order');
  await choose(widget, 'No');
  await widget.field('email').fill('anna@acme.example');
  await visit.page.keyboard.press('Enter');
  await widget.field('message').fill('Where is it?\nIt is late.');
  await widget.element.getByLabel('Send me a copy').check();
  await next(widget);
  await widget.receipt.getByText('Lumo has passed it on.').waitFor();
  await widget.shows('receipt');
  const answered = ['No', 'Where can we reach you?', 'anna@acme.example', 'What shall I pass on?', 'Where is it? It is late. Send me a copy'];
  assert.deepEqual((await bubbles(widget)).slice(4), answered);
  const [contact, ...others] = await contacts(site);
  assert.equal(others.length, 0);
  assert.deepEqual(contact.answers, { topic: 'order', helped: 'no', email: 'anna@acme.example', message: 'Where is it?\nIt is late.', copy: 'true' });
  assert.deepEqual([contact.path, contact.tags, contact.view], [['topic', 'order', 'who', 'what'], ['delivery'], 'lightbot']);
  assert.match(await widget.receipt.innerText(), new RegExp(contact.receipt));
  assert.deepEqual(await visit.events('submitted'), [{ receipt: contact.receipt }]);
});

check('a box that was left alone is not a part of what the visitor says', CALM, async (visit) => {
  const { site, widget } = await talk(visit);
  await leaveMessage(widget);
  await widget.receipt.waitFor();
  assert.equal((await bubbles(widget)).at(-1), 'Hello');
  assert.equal((await contacts(site))[0].answers.copy, undefined);
});

check('an input step tells what is wrong and takes the correction', CALM, async (visit) => {
  const { widget } = await talk(visit);
  await choose(widget, 'Leave a message');
  await widget.field('email').fill('anna at acme');
  await next(widget);
  await widget.part('error').getByText('This does not look right.').waitFor();
  assert.equal(await widget.field('email').getAttribute('aria-invalid'), 'true');
  assert.equal(await widget.focused(), 'email');
  await widget.field('email').fill('anna@acme.example');
  await next(widget);
  await widget.field('message').waitFor();
  assert.equal(await widget.field('email').count(), 0, 'what was answered is locked');
});

check('each question has the focus at its field, with its bubble as its name', CALM, async (visit) => {
  const { widget } = await talk(visit);
  await choose(widget, 'Leave a message');
  await until('the field has the focus', async () => (await widget.focused()) === 'email');
  await widget.element.getByRole('textbox', { name: 'Where can we reach you?' }).fill('anna@acme.example');
  await next(widget);
  await until('the next field has the focus', async () => (await widget.focused()) === 'message');
  assert.equal(await widget.element.getByRole('textbox', { name: 'What shall I pass on?' }).count(), 1);
});

check('a talk that needs no message ends, stores nothing, and can be started over', CALM, async (visit) => {
  const { site, widget } = await talk(visit);
  await choose(widget, 'My order');
  await choose(widget, 'Yes, thanks');
  await widget.notice.getByText('This conversation has ended').waitFor();
  assert.deepEqual(await choices(widget), []);
  assert.deepEqual(await contacts(site), []);
  assert.deepEqual(await visit.events('submitted'), []);
  await widget.button('Start over').click();
  await widget.part('choice').getByText('My order').waitFor();
  assert.deepEqual(await bubbles(widget), [HELLO]);
  assert.equal(await widget.panel.isVisible(), true);
  await choose(widget, 'Leave a message');
  await widget.field('email').waitFor();
});

check('a loop back to the menu asks it again, and only the last round is sent', CALM, async (visit) => {
  const { site, widget } = await talk(visit);
  await choose(widget, 'My order');
  await choose(widget, 'Something else');
  await choose(widget, 'Opening hours');
  await widget.part('bubble').getByText('From nine to five.').waitFor();
  assert.deepEqual((await bubbles(widget)).filter((text) => text === HELLO).length, 2);
  await widget.button('Back to the start').click();
  await choose(widget, 'Leave a message');
  await widget.field('email').fill('anna@acme.example');
  await next(widget);
  await widget.field('message').fill('Hello');
  await next(widget);
  await widget.receipt.waitFor();
  const [contact] = await contacts(site);
  assert.deepEqual(contact.answers, { topic: 'message', email: 'anna@acme.example', message: 'Hello' });
  assert.deepEqual([contact.path, contact.tags], [['topic', 'who', 'what'], []]);
});

check('going back takes the last answer away and asks again, with what was typed', CALM, async (visit) => {
  const { widget } = await talk(visit);
  await choose(widget, 'Leave a message');
  await widget.field('email').fill('anna@acme.example');
  await next(widget);
  await widget.field('message').fill('Half a mess');
  await widget.button('Back').click();
  await widget.field('email').waitFor();
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
  assert.deepEqual(await bubbles(widget), [HELLO, 'Leave a message', 'Where can we reach you?']);
  await next(widget);
  await widget.field('message').waitFor();
  assert.equal(await widget.field('message').inputValue(), 'Half a mess');
});

check('by keyboard alone the focus stays in the talk, to its end', CALM, async (visit) => {
  const { widget } = await talk(visit);
  const inside = () => visit.page.evaluate(() => document.activeElement.localName === 'afterhours-widget');
  await widget.button('My order').press('Enter');
  await widget.button('Yes, thanks').waitFor();
  assert.ok(await inside());
  await widget.button('Yes, thanks').press('Enter');
  await widget.button('Start over').waitFor();
  assert.ok(await inside(), 'at the end');
  await widget.button('Start over').press('Enter');
  await widget.button('My order').waitFor();
  assert.ok(await inside(), 'at the new beginning');
  await visit.page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
});

check('a link opens in a new tab, and stays when its step is locked', CALM, async (visit) => {
  await visit.context.route('https://acme.example/**', (route) => route.fulfill({ body: 'parcels' }));
  const { widget } = await talk(visit);
  await choose(widget, 'My order');
  const link = widget.element.getByRole('link', { name: 'Follow your parcel' });
  await link.waitFor();
  const popup = visit.context.waitForEvent('page');
  await link.click();
  const opened = await popup;
  assert.equal(opened.url(), 'https://acme.example/parcels');
  assert.equal(await opened.evaluate(() => window.opener), null);
  await choose(widget, 'No');
  await widget.field('email').waitFor();
  assert.equal(await link.isVisible(), true);
});

check('Lumo writes for a moment', async (visit) => {
  await visit.context.clock.install();
  const { widget } = await talk(visit);
  await visit.page.clock.pauseAt(Date.now() + 60_000);
  await choose(widget, 'My order');
  await widget.element.getByLabel('Lumo is writing').waitFor();
  assert.equal(await widget.part('choice').count(), 0);
  await visit.page.clock.runFor(2_000);
  await widget.part('choice').first().waitFor();
  assert.equal(await widget.element.getByLabel('Lumo is writing').count(), 0);
});

check('nothing moves for who wants no motion', CALM, async (visit) => {
  await visit.context.clock.install();
  const { widget } = await talk(visit);
  await visit.page.clock.pauseAt(Date.now() + 60_000);
  await choose(widget, 'My order');
  await widget.part('choice').getByText('Yes, thanks').waitFor();
  const moving = () => widget.element.evaluate((element) => element.shadowRoot.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 0).length);
  assert.equal(await moving(), 0);
  await widget.button('Close').click();
  await widget.launcher.hover();
  await widget.launcher.click();
  assert.equal(await moving(), 0);
});

check('the very first opening does not move either', CALM, async (visit) => {
  const site = await putSite({ support: talking });
  const script = visit.host.script(`
    addEventListener('afterhours:open', ({ target }) => (window.moving = target.shadowRoot.getAnimations().length));
  `);
  const widget = await visit.open({ head: `<script src="${script}"></script>`, tags: tag(site, 'support', { 'data-open': true }) });
  await widget.panel.waitFor();
  await visit.event('open');
  assert.equal(await visit.page.evaluate(() => window.moving), 0);
});

check('a Finnish page talks Finnish', CALM, async (visit) => {
  const { site, widget } = await talk(visit, talking, { lang: 'fi' });
  assert.deepEqual(await choices(widget), ['Tilaukseni', 'Aukioloajat', 'Jätä viesti']);
  await choose(widget, 'Jätä viesti');
  await widget.field('email').fill('anna@acme.example');
  await widget.button('Jatka').click();
  await widget.field('message').fill('Hei');
  await widget.button('Lähetä').click();
  await widget.receipt.getByText('Lumo on välittänyt sen.').waitFor();
  assert.deepEqual((await contacts(site)).map(({ lang, answers }) => [lang, answers.topic]), [['fi', 'message']]);
});

// Everything up to the last question.
async function leaveMessage(widget) {
  await choose(widget, 'Leave a message');
  await widget.field('email').fill('anna@acme.example');
  await next(widget);
  await widget.field('message').fill('Hello');
  await next(widget);
}

check('while the Worker is down the talk is kept, and sent once when it is back', { ...CALM, complaints: [/^Failed to load resource/] }, async (visit) => {
  await visit.context.clock.install();
  let down = true;
  const keys = new Set();
  await visit.context.route(isContacts, (route) => {
    if (route.request().method() === 'POST') keys.add(route.request().headers()['idempotency-key']);
    return down ? route.abort() : route.continue();
  });
  const { site, widget } = await talk(visit);
  await leaveMessage(widget);
  await visit.meanwhile(widget.button('Try again'));
  assert.equal((await bubbles(widget)).at(-1), 'Hello');
  down = false;
  await widget.button('Try again').click();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map(({ answers }) => answers.message), ['Hello']);
  assert.equal(keys.size, 1);
});

check('an answer that the Worker refuses can be given anew', { ...CALM, complaints: [/^Failed to load resource/] }, async (visit) => {
  const { site, widget } = await talk(visit);
  // Meanwhile the owner asks for something else.
  const stricter = structuredClone(TALK);
  stricter.find(({ name }) => name === 'what').elements[0].pattern = '[0-9]+';
  await putSite({ support: { ...talking, closed: { ...talking.closed, lightbot: { ...talking.closed.lightbot, questionnaire: stricter } } } }, { key: site });
  await leaveMessage(widget);
  await widget.element.getByRole('alert').getByText('This does not look right.').waitFor();
  assert.deepEqual(await contacts(site), []);
  await widget.field('message').fill('42');
  await next(widget);
  await widget.receipt.waitFor();
  assert.equal((await contacts(site))[0].answers.message, '42');
});
