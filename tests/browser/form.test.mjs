import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check, holdWasm, isContacts } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { formQueue, plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

const NETWORK = /^Failed to load resource/;
// Closed until it is opened by hand, whatever the time is.
const twoSteps = { ...formQueue, schedule: undefined };

async function openForm(visit, queue = plainFormQueue, page = {}) {
  const site = await putSite({ support: queue });
  const widget = await visit.open({ tags: tag(site, 'support'), ...page });
  await widget.open();
  return { site, widget };
}

async function fillPlain(widget) {
  await widget.field('name').fill('Anna');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('The lamp is dark.\nSince Friday.');
}
const PLAIN = { name: 'Anna', email: 'anna@acme.example', message: 'The lamp is dark.\nSince Friday.' };

async function fillFirst(widget) {
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
}

async function fillSecond(widget) {
  await widget.element.getByLabel('Very').check();
  await widget.field('message').fill('The lamp is dark.');
  await widget.field('consent').check();
}

const send = (widget) => widget.part('submit').click();

check('a message is stored with where it came from, and its receipt is shown', async (visit) => {
  const site = await putSite({ support: twoSteps });
  const page = visit.host.page({ tags: tag(site, 'support') });
  const widget = await visit.open(`${page}?from=letter#contact`);
  await widget.launcher.click();
  await widget.shows('form', 'closed');
  await fillFirst(widget);
  await send(widget);
  await fillSecond(widget);
  await send(widget);
  await widget.receipt.waitFor();
  await widget.shows('receipt', 'closed');

  const [contact, ...others] = await contacts(site);
  assert.equal(others.length, 0);
  const answers = { email: 'anna@acme.example', topic: 'order', urgency: 'now', message: 'The lamp is dark.', consent: 'true' };
  assert.deepEqual(contact.answers, answers);
  assert.deepEqual(contact.path, ['you', 'details']);
  assert.deepEqual([contact.queue, contact.view, contact.lang, contact.status], ['support', 'form', 'en', 'open']);
  assert.equal(contact.page, `${page}?from=letter`);
  assert.match(await widget.receipt.innerText(), /^Thank you, Acme has it\./);
  assert.match(await widget.receipt.innerText(), new RegExp(contact.receipt));
});

check('the page hears of the receipt and of nothing that was typed', async (visit) => {
  const { site, widget } = await openForm(visit);
  await visit.page.evaluate(() => afterhours('on', 'submitted', (event) => (document.title = JSON.stringify(event.detail))));
  await fillPlain(widget);
  await send(widget);
  const detail = await visit.event('submitted');
  const [contact] = await contacts(site);
  assert.deepEqual(detail, { receipt: contact.receipt });
  assert.equal(await visit.page.title(), JSON.stringify(detail));
  assert.doesNotMatch(JSON.stringify(await visit.events()), /Anna|anna@|lamp/);
});

check('by keyboard alone: in, around, out', async (visit) => {
  const site = await putSite({ support: twoSteps });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.launcher.waitFor();
  const { keyboard } = visit.page;
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  assert.equal(await widget.focused(), 'launcher', 'the launcher is the stop after the link of the page');
  await keyboard.press('Enter');
  await until('the first field has the focus', async () => (await widget.focused()) === 'name');

  for (const key of ['Tab', 'Shift+Tab']) {
    const stops = [];
    do {
      await keyboard.press(key);
      assert.equal(await visit.page.evaluate(() => document.activeElement.localName), 'afterhours-widget', `${key} stays inside`);
      stops.push(await widget.focused());
    } while (stops.at(-1) !== 'name' && stops.length < 20);
    const wanted = ['x', 'name', 'email', 'topic', 'submit'];
    assert.deepEqual(wanted.filter((stop) => !stops.includes(stop)), [], `${key} reaches all`);
  }

  await keyboard.type('Anna');
  await keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  assert.equal(await widget.focused(), 'launcher', 'the focus is back');
  await keyboard.press('Enter');
  await widget.panel.waitFor();
  assert.equal(await widget.field('name').inputValue(), 'Anna');
});

check('by keyboard alone: a message is filled in and sent', async (visit) => {
  const site = await putSite({ support: twoSteps });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.launcher.focus();
  const { keyboard } = visit.page;
  const press = async (...keys) => {
    for (const key of keys) await (key.length > 10 || key.includes(' ') ? keyboard.type(key) : keyboard.press(key));
  };
  await press('Enter');
  await until('the first field has the focus', async () => (await widget.focused()) === 'name');
  await press('Tab', 'anna@acme.example', 'Tab', 'ArrowDown', 'Tab', 'Enter');
  await until('the next step has the focus', async () => (await widget.focused()) === 'urgency');
  await press('Space', 'Tab', 'The lamp is dark', 'Tab', 'Tab', 'Space', 'Tab', 'Enter');
  await widget.receipt.waitFor();
  assert.equal(await widget.focused(), 'receipt', 'the receipt is read out');
  const [contact] = await contacts(site);
  assert.deepEqual(contact.answers, { email: 'anna@acme.example', topic: 'order', urgency: 'now', message: 'The lamp is dark', consent: 'true' });
});

check('closing gives the focus back to the button of the page that opened the panel', async (visit) => {
  const site = await putSite({ support: plainFormQueue });
  const script = visit.host.script("document.querySelector('#help').onclick = () => afterhours('open')");
  const body = `<button id="help">Help</button><script src="${script}"></script>`;
  const widget = await visit.open({ body, tags: tag(site, 'support') });
  await visit.event('ready');
  await visit.page.locator('#help').click();
  await widget.panel.waitFor();
  await widget.button('Close').click();
  await widget.panel.waitFor({ state: 'hidden' });
  assert.equal(await visit.page.evaluate(() => document.activeElement.id), 'help');
});

// The text that assistive technology reads with a field.
const description = (field) => field.first().evaluate((element) => {
  const holder = element.closest('[aria-describedby]') ?? element.closest('[role=radiogroup]');
  const ids = (holder?.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => element.getRootNode().getElementById(id)).filter((e) => e?.checkVisibility()).map((e) => e.textContent).join(' ');
});

check('what is missing or wrong is shown at its field, announced, and can be corrected', async (visit) => {
  const { site, widget } = await openForm(visit, twoSteps);
  const invalid = () => widget.element.locator('[aria-invalid="true"]').evaluateAll((all) => all.map((e) => e.name));
  await send(widget);
  await widget.part('error').getByText('Please answer this.').first().waitFor();
  assert.deepEqual(await invalid(), ['email', 'topic']);
  assert.equal(await widget.focused(), 'email');
  assert.equal(await description(widget.field('email')), 'Please answer this.');
  assert.equal(await description(widget.field('topic')), 'Please answer this.');
  assert.equal(await description(widget.field('name')), '');
  assert.equal(await widget.field('email').getAttribute('aria-required'), 'true');

  await widget.field('email').fill('anna at acme');
  await widget.field('topic').selectOption('order');
  await send(widget);
  await widget.part('error').getByText('This does not look right.').waitFor();
  assert.deepEqual(await invalid(), ['email']);
  assert.equal(await widget.field('email').inputValue(), 'anna at acme');

  await widget.field('email').fill('anna@acme.example');
  await send(widget);
  await widget.field('message').waitFor();
  assert.deepEqual(await invalid(), []);
  await send(widget);
  await widget.part('error').getByText('Please answer this.').first().waitFor();
  assert.deepEqual([...new Set(await invalid())], ['urgency', 'message', 'consent']);
  assert.equal(await description(widget.field('urgency')), 'Please answer this.');
  assert.equal(await description(widget.field('consent')), 'Please answer this.');
  assert.deepEqual(await contacts(site), []);
  await fillSecond(widget);
  await send(widget);
  await widget.receipt.waitFor();
});

check('errors speak the language of the page', async (visit) => {
  const { widget } = await openForm(visit, twoSteps, { lang: 'fi' });
  await widget.button('Jatka').click();
  await widget.part('error').getByText('Vastaa tähän.').first().waitFor();
});

check('going back keeps what the steps before hold, and a change of it counts', async (visit) => {
  const { site, widget } = await openForm(visit, twoSteps);
  await fillFirst(widget);
  await send(widget);
  await widget.button('Back').click();
  await widget.field('email').waitFor();
  assert.equal(await widget.field('email').inputValue(), 'anna@acme.example');
  assert.equal(await widget.field('topic').inputValue(), 'order');
  await widget.field('email').fill('otso@acme.example');
  await send(widget);
  await fillSecond(widget);
  await send(widget);
  await widget.receipt.waitFor();
  assert.equal((await contacts(site))[0].answers.email, 'otso@acme.example');
});

check('going back keeps what was typed on the step that is left', async (visit) => {
  const { widget } = await openForm(visit, twoSteps);
  await fillFirst(widget);
  await send(widget);
  await fillSecond(widget);
  await widget.button('Back').click();
  await widget.field('email').waitFor();
  await send(widget);
  await widget.field('message').waitFor();
  assert.equal(await widget.field('message').inputValue(), 'The lamp is dark.');
  assert.equal(await widget.element.getByLabel('Very').isChecked(), true);
  assert.equal(await widget.field('consent').isChecked(), true);
});

check('a box that was unchecked does not come back checked', async (visit) => {
  const steps = [
    { name: 'one', type: 'group', elements: [{ element: 'checkbox', name: 'copy', label: 'Send me a copy' }], buttons: { back: false } },
    { name: 'two', type: 'group', elements: [{ element: 'textarea', name: 'message', label: 'Message', required: true }], redirects: [{ target: '_register' }] },
  ];
  const { site, widget } = await openForm(visit, { closed: { view: 'form', form: { questionnaire: steps } } });
  const copy = widget.field('copy');
  await copy.check();
  await send(widget);
  await widget.button('Back').click();
  assert.equal(await copy.isChecked(), true);
  await copy.uncheck();
  await send(widget);
  await widget.button('Back').click();
  assert.equal(await copy.isChecked(), false);
  await send(widget);
  await widget.field('message').fill('Hello');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, { message: 'Hello' });
});

check('a choice without buttons moves on at once', async (visit) => {
  const options = [{ value: 'a', label: 'Apples' }, { value: 'b', label: 'Pears' }];
  const likert = { element: 'likert', name: 'liked', label: 'It was good', required: true, buttons: { back: false } };
  const steps = [{ element: 'radio', name: 'fruit', label: 'Which?', options, buttons: { back: false, next: false } }, { ...likert, redirects: [{ target: '_register' }] }];
  const { site, widget } = await openForm(visit, { closed: { view: 'form', form: { questionnaire: steps } } });
  await widget.part('choice').getByText('Pears').click();
  await widget.element.locator('[name="liked"][value="agree"]').check();
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, { fruit: 'b', liked: 'agree' });
});

check('what is typed before the wasm has arrived is kept', async (visit) => {
  const { release, wasAsked } = await holdWasm(visit);
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await wasAsked;
  const [, arrived] = [release(), await visit.page.waitForResponse((response) => response.url().endsWith('.wasm'))];
  await arrived.finished();
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, PLAIN);
});

check('what is sent before the wasm has arrived is sent once it is there', async (visit) => {
  const { release, wasAsked } = await holdWasm(visit);
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await send(widget);
  await wasAsked;
  assert.equal(await widget.field('message').inputValue(), PLAIN.message);
  release();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map((contact) => contact.answers), [PLAIN]);
});

check('pressing twice before the wasm has arrived sends once', async (visit) => {
  const { release } = await holdWasm(visit);
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await widget.part('submit').dblclick();
  release();
  await widget.receipt.waitFor();
  assert.equal((await contacts(site)).length, 1);
});

check('pressing twice sends once', async (visit) => {
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await widget.part('submit').dblclick();
  await widget.receipt.waitFor();
  assert.equal((await contacts(site)).length, 1);
});

// Answers the visitor's messages with `answer`, and notes their keys.
async function intercept(visit, answer) {
  const keys = [];
  await visit.context.route(isContacts, (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    return answer(route, keys.length);
  });
  return keys;
}

check('while the Worker is down nothing is lost, and it is sent once when it is back', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  let down = true;
  const keys = await intercept(visit, (route) => (down ? route.abort() : route.continue()));
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await send(widget);
  await visit.meanwhile(widget.button('Try again'));
  assert.match(await widget.notice.innerText(), /could not be sent. Nothing is lost/);
  assert.equal(await widget.notice.getAttribute('role'), 'alert');
  assert.equal(await widget.field('message').inputValue(), PLAIN.message);
  assert.equal(await widget.field('email').inputValue(), PLAIN.email);
  assert.deepEqual(await contacts(site), []);
  assert.ok(keys.length > 1, 'it tried by itself');
  down = false;
  await widget.button('Try again').click();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map((contact) => contact.answers), [PLAIN]);
  assert.equal(new Set(keys).size, 1, 'one key for all attempts');
});

check('a short outage is over before the visitor is asked anything', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  await intercept(visit, (route, attempt) => (attempt < 3 ? route.fulfill({ status: 503, body: 'down', headers: { 'access-control-allow-origin': '*' } }) : route.continue()));
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await send(widget);
  await visit.meanwhile(widget.receipt);
  assert.equal((await contacts(site)).length, 1);
});

check('an answer that got lost leaves one contact and the same receipt', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  const keys = await intercept(visit, async (route, attempt) => {
    if (attempt > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await send(widget);
  await visit.meanwhile(widget.receipt);
  const [contact, ...others] = await contacts(site);
  assert.equal(others.length, 0);
  assert.match(await widget.receipt.innerText(), new RegExp(contact.receipt));
  assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
});

check('after an outage a corrected message is sent as it then stands', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  let down = true;
  const keys = await intercept(visit, (route) => (down ? route.abort() : route.continue()));
  const { site, widget } = await openForm(visit);
  await fillPlain(widget);
  await send(widget);
  await visit.meanwhile(widget.button('Try again'));
  await widget.field('message').fill('It shines again.');
  down = false;
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map((contact) => contact.answers.message), ['It shines again.']);
  assert.equal(new Set(keys).size, 2, 'another message has another key');
});

check('too many messages at once: nothing is lost, and there is a way on', { complaints: [NETWORK] }, async (visit) => {
  await visit.context.clock.install();
  const site = await putSite({ support: plainFormQueue }, { rate: { per_visitor_per_minute: 1 } });
  await visit.page.request.post(`${process.env.AFTERHOURS_URL}/v1/sites/${site}/queues/support/contacts`, {
    headers: { 'idempotency-key': 'before' },
    data: { answers: { email: 'anna@acme.example', message: 'First' } },
  });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await fillPlain(widget);
  await send(widget);
  await visit.meanwhile(widget.button('Try again'));
  assert.equal(await widget.field('message').inputValue(), PLAIN.message);
  assert.match(await widget.notice.innerText(), /Too many messages/);
});

check('what the Worker refuses is shown at its field, and can be corrected', { complaints: [NETWORK] }, async (visit) => {
  const question = { element: 'textarea', name: 'message', label: 'Message', required: true };
  const queue = (more) => ({ support: { closed: { view: 'form', form: { questionnaire: [{ ...question, ...more }] } } } });
  const site = await putSite(queue({}));
  const widget = await visit.open({ tags: tag(site, 'support') });
  await visit.openPanel();
  await widget.field('message').fill('Hello');
  // Meanwhile the owner asks for a number.
  await putSite(queue({ pattern: '[0-9]+' }), { key: site });
  await send(widget);
  await widget.element.getByRole('alert').waitFor();
  assert.match(await widget.panel.innerText(), /This does not look right/);
  assert.equal(await widget.field('message').inputValue(), 'Hello');
  assert.deepEqual(await contacts(site), []);
  assert.equal(await widget.field('message').getAttribute('aria-invalid'), 'true', '"the marked answers" are marked');
  assert.match(await description(widget.field('message')), /This does not look right/);
  await widget.field('message').fill('42');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, { message: '42' });
});

check('a queue that is gone meanwhile: the visitor is told, and nothing is lost', { complaints: [NETWORK] }, async (visit) => {
  const site = await putSite({ support: plainFormQueue });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await visit.openPanel();
  await fillPlain(widget);
  await putSite({ other: plainFormQueue }, { key: site });
  await send(widget);
  await widget.element.getByRole('alert').waitFor();
  assert.equal(await widget.field('message').inputValue(), PLAIN.message);
  // It comes back.
  await putSite({ support: plainFormQueue }, { key: site });
  await widget.button('Try again').click();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site)).map(({ answers }) => answers), [PLAIN]);
});

check('a queue that takes no messages says so plainly, and keeps what was sent', async (visit) => {
  const { site, widget } = await openForm(visit, { ...plainFormQueue, offline: { tickets: false } });
  await fillPlain(widget);
  await send(widget);
  await widget.receipt.getByText('nobody answers messages here at the moment').waitFor();
  const [contact] = await contacts(site);
  assert.deepEqual([contact.status, contact.answers], ['missed', PLAIN]);
});

check('a form that was closed stands as it was left when it is opened again', async (visit) => {
  const { widget } = await openForm(visit);
  await fillPlain(widget);
  await widget.button('Close').click();
  await widget.launcher.click();
  assert.equal(await widget.field('message').inputValue(), PLAIN.message);
});

check('Escape closes the panel before the rest of the widget has arrived', async (visit) => {
  const { release } = await holdWasm(visit);
  const { widget } = await openForm(visit);
  await widget.field('message').fill('Hello');
  await visit.page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  release();
  await widget.launcher.click();
  assert.equal(await widget.field('message').inputValue(), 'Hello');
});
