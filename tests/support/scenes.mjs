// Every view that a visitor may meet, and how to get there.
import { base, putSite, submit } from './api.mjs';
import { isFlow } from './browser.mjs';
import { tag } from './page.mjs';
import { formQueue, lightbotQueue, messageQueue, MONDAY_EVENING, TUESDAY_NOON } from './queues.mjs';

const message = { en: 'We are **closed**. [Read this](https://acme.example/help) first.', fi: 'Olemme **kiinni**.' };
const queues = {
  message: { ...messageQueue, closed: { ...messageQueue.closed, message } },
  form: formQueue,
  lightbot: lightbotQueue,
};

async function launcher(visit, queue, at = MONDAY_EVENING) {
  const site = await putSite(queues);
  await visit.at(at);
  const body = '<main><h1>A shop</h1><p>Words of the shop.</p></main>';
  const widget = await visit.open({ body, tags: tag(site, queue) });
  await widget.launcher.waitFor();
  return { site, widget };
}

async function panel(visit, queue, at) {
  const { widget } = await launcher(visit, queue, at);
  if (queue === 'message' && at !== TUESDAY_NOON) await widget.open();
  else await visit.openPanel();
  return widget;
}

async function errors(visit) {
  const widget = await panel(visit, 'form');
  await widget.part('submit').click();
  await widget.part('error').first().getByText('Please answer this.').or(widget.part('error').getByText('Please answer this.')).first().waitFor();
  return widget;
}

async function secondStep(visit) {
  const widget = await panel(visit, 'form');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
  await widget.part('submit').click();
  await widget.field('message').waitFor();
  return widget;
}

// Where nothing may be stored, and nobody answers.
async function unkept(visit) {
  await visit.context.addInitScript(() => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } }));
  await visit.context.route((url) => url.pathname.endsWith('/contacts'), (route) => route.abort());
  const widget = await secondStep(visit);
  await widget.element.getByLabel('Very').check();
  await widget.field('message').fill('The lamp is dark.');
  await widget.field('consent').check();
  await widget.part('submit').click();
  await widget.button('Copy the text').waitFor();
}

// A form in a language that is written from right to left.
async function arabic(visit) {
  const site = await putSite({ support: { closed: { view: 'form', channels: [{ kind: 'phone', value: '+358 40 1234567' }] }, schedule: formQueue.schedule } }, { langs: ['ar', 'en'] });
  await visit.at(MONDAY_EVENING);
  await visit.open({ lang: 'ar', body: '<main dir="rtl"><h1>متجر</h1></main>', tags: tag(site, 'support') });
  await visit.openPanel();
}

async function ownPage(visit, button) {
  const site = await putSite({ support: { closed: { view: 'form' } } });
  const sent = await submit(site, 'support', { name: 'Anna', email: 'anna@acme.example', message: 'The lamp is dark.\nSince Friday.' });
  await visit.page.goto(sent.json.link);
  if (!button) return;
  await visit.page.getByRole('button', { name: button }).click();
  await visit.page.locator('[name=sure]').waitFor({ state: 'attached' });
}

async function receipt(visit) {
  const widget = await secondStep(visit);
  await widget.element.getByLabel('Very').check();
  await widget.field('message').fill('The lamp is dark.');
  await widget.field('consent').check();
  await widget.part('submit').click();
  await widget.receipt.waitFor();
}

async function talk(visit, answers) {
  const widget = await panel(visit, 'lightbot');
  for (const answer of answers) await widget.button(answer).click();
  return widget;
}

async function unreachable(visit) {
  await visit.context.route(isFlow, (route) => route.abort());
  const { widget } = await launcher(visit, 'form');
  await widget.open();
  await widget.notice.waitFor();
}

async function unsent(visit) {
  await visit.context.route((url) => url.pathname.endsWith('/contacts'), (route) => route.fulfill({ status: 404, json: { type: 'about:blank', title: 'This site has no such queue.', status: 404, code: 'unknown_queue' }, headers: { 'access-control-allow-origin': '*' } }));
  const widget = await secondStep(visit);
  await widget.element.getByLabel('Very').check();
  await widget.field('message').fill('The lamp is dark.');
  await widget.field('consent').check();
  await widget.part('submit').click();
  await widget.button('Try again').waitFor();
}

async function plainPage(visit, queue) {
  const site = await putSite({ support: { ...queues[queue], schedule: undefined } });
  await visit.page.goto(`${base}/${site}/support`);
}

async function plainTalk(visit) {
  await plainPage(visit, 'lightbot');
  for (const name of ['My order', 'No']) await visit.page.getByRole('button', { name, exact: true }).click();
  await visit.page.locator('[name="email"]').waitFor();
}

const NETWORK = [/^Failed to load resource/];
// name: [how to get there, what the console says on the way]
export const SCENES = {
  launcher: [(visit) => launcher(visit, 'form')],
  message: [(visit) => panel(visit, 'message')],
  form: [(visit) => panel(visit, 'form')],
  'form, second step': [secondStep],
  'form with errors': [errors],
  lightbot: [(visit) => talk(visit, [])],
  'lightbot after two steps': [async (visit) => {
    const widget = await talk(visit, ['My order', 'No']);
    await widget.field('email').waitFor();
  }],
  'lightbot at its end': [async (visit) => {
    const widget = await talk(visit, ['My order', 'Yes, thanks']);
    await widget.button('Start over').waitFor();
  }],
  receipt: [receipt],
  unreachable: [unreachable, [...NETWORK, /^Afterhours: not loaded/]],
  'not sent': [unsent, NETWORK],
  'not sent, and not kept': [unkept, NETWORK],
  'from right to left': [arabic],
  'the visitor\'s own page': [(visit) => ownPage(visit)],
  'the visitor\'s own page, asked once more': [(visit) => ownPage(visit, 'Erase the message')],
  online: [(visit) => panel(visit, 'message', TUESDAY_NOON)],
  'plain page, message': [(visit) => plainPage(visit, 'message')],
  'plain page, form': [(visit) => plainPage(visit, 'form')],
  'plain page, lightbot': [(visit) => plainPage(visit, 'lightbot')],
  'plain page, lightbot after two steps': [plainTalk],
};
