import assert from 'node:assert/strict';
import { base, call, contacts, getView, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';
import { tag } from '../support/page.mjs';
import { OFFICE, lightbotQueue, plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';
import { Widget } from '../support/widget.mjs';

const settings = async (key) => (await call('GET', `/v1/sites/${key}`)).json;

// Anna's console, and in it the widget of the draft.
async function annas(visit, key, path) {
  const desk = await Desk.enter(visit.page, key, ANNA);
  if (path) await desk.open(path);
  const frame = visit.page.frameLocator('iframe.preview-frame');
  return { desk, frame, preview: new Widget(visit.page, frame.locator('afterhours-widget')), standing: visit.page.locator('.preview > [role="status"]').first() };
}

const forbidden = [/status of 403/, /^Afterhours: /];

// A new site has its default queue alone.
const OWNERS = PEOPLE.map((one) => ({ ...one, queues: [] }));

check('a new owner comes from nothing to a widget on a page', { complaints: forbidden }, async (visit) => {
  const key = await putSite({}, { people: OWNERS, langs: ['en'], origins: [] });
  const { page, context } = visit;
  const { desk, preview } = await annas(visit, key);
  await page.getByRole('link', { name: 'Begin' }).click();

  await page.getByRole('heading', { name: 'Opening hours' }).waitFor();
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('closed');
  await page.getByRole('checkbox', { name: 'Friday' }).uncheck();
  await page.getByLabel('To', { exact: true }).fill('16:30');
  await page.getByRole('combobox', { name: 'Country', exact: true }).selectOption('FI');
  await page.getByRole('checkbox', { name: /public holidays of Finland/ }).check();

  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'What visitors see' }).waitFor();
  assert.equal(new URL(page.url()).hash, '#2');
  await page.getByRole('radio', { name: /A Lightbot/ }).check();
  await page.getByLabel("The Lightbot's name").fill('Lumo');
  await page.getByLabel('Your colour').fill('#0a6c3f');
  await page.getByText(/^Languages:/).click();
  await page.getByRole('checkbox', { name: 'Finnish' }).check();
  await preview.title.filter({ hasText: 'Lumo' }).waitFor();

  await page.getByRole('link', { name: 'Next' }).click();
  assert.deepEqual((await settings(key)).queues, {}, 'nothing is published by itself');
  await desk.button('Publish').click();
  await page.getByText('Published:').waitFor();
  const { queues, langs, theme } = await settings(key);
  const { schedule, closed, name } = queues.default;
  assert.deepEqual(schedule.week.slice(3, 5), [['9:00', '16:30'], null]);
  assert.equal(schedule.timezone, 'Europe/Helsinki');
  assert.ok(Object.keys(schedule.exceptions).some((date) => date.endsWith('-12-06')), 'the independence day of Finland');
  assert.deepEqual([closed.view, closed.lightbot.name, name, langs, theme.accent], ['lightbot', 'Lumo', 'Acme', ['en', 'fi'], '#0a6c3f']);

  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: here });
  await desk.button('Copy the tag').click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `<script async src="${here}/embed.js" data-site="${key}"></script>`);

  const { origin } = visit.host;
  const shop = await context.newPage();
  await shop.goto(visit.host.page({ tags: tag(key) }));
  await page.bringToFront();
  await page.getByText(`Seen on ${origin}, which may not embed it yet`).waitFor();
  await page.getByRole('button', { name: `Allow ${origin}` }).click();
  await page.getByText(`The widget is on ${origin}.`).waitFor();
  assert.deepEqual((await settings(key)).origins, [origin]);
  await shop.reload();
  const widget = new Widget(shop);
  await widget.open();
  assert.equal(await widget.element.count(), 1);
});

check('the preview shows the draft on Christmas Eve, and visitors see nothing of it', async (visit) => {
  const queue = { ...plainFormQueue, schedule: OFFICE, availability: 'hours' };
  const key = await putSite({ support: queue }, { people: PEOPLE });
  const { page } = visit;
  const { preview, standing, frame } = await annas(visit, key, '/settings/setup');
  await page.getByRole('combobox', { name: 'When', exact: true }).selectOption('christmas');
  await standing.filter({ hasText: /24 Dec \d+, 14:00 in Helsinki\. Closed: .*Visitors see the form/ }).waitFor();
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('fi');
  await frame.locator('afterhours-widget [data-state][lang="fi"]').waitFor({ state: 'attached' });
  await page.getByRole('combobox', { name: 'Theme', exact: true }).selectOption('dark');
  await frame.locator('afterhours-widget[data-theme="dark"]').waitFor({ state: 'attached' });
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('open');
  await preview.shows('online', 'open');
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('');
  await preview.shows('form', 'closed');

  await page.getByRole('link', { name: 'Next' }).click();
  const words = page.getByRole('textbox', { name: 'Your words' });
  await words.fill('Back **after** Christmas.');
  await preview.message.filter({ hasText: 'Back after Christmas.' }).waitFor();
  assert.equal(await words.evaluate((field) => field === document.activeElement), true, 'the preview takes no focus');
  const published = await getView(key, 'support', '?at=2026-12-24T12:00:00Z&lang=en');
  assert.ok(!JSON.stringify(published.json.markup).includes('Christmas'));
});

check('what is sent in the preview goes nowhere, and nothing of it is kept', async (visit) => {
  const key = await putSite({ support: { ...plainFormQueue, schedule: OFFICE, availability: 'hours' } }, { people: PEOPLE });
  const { preview } = await annas(visit, key, '/settings/setup');
  const { page } = visit;
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('closed');
  await preview.shows('form', 'closed');
  await preview.field('email').fill('maija@acme.example');
  await preview.field('message').fill('Only a try.');
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('afterhours:')));
  assert.deepEqual(await kept(), []);
  await preview.part('submit').click();
  await preview.receipt.waitFor();
  assert.deepEqual(await contacts(key), []);
  assert.deepEqual(await kept(), []);
});

check('a changed draft leaves one where one was in the conversation', async (visit) => {
  const key = await putSite({ support: lightbotQueue }, { people: PEOPLE });
  const { preview } = await annas(visit, key, '/settings/setup#2');
  const { page } = visit;
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('closed');
  await preview.button('Leave a message').click();
  await preview.field('email').fill('maija@acme.example');
  await page.getByLabel("The Lightbot's name").fill('Kajo');
  await preview.title.filter({ hasText: 'Kajo' }).waitFor();
  assert.equal(await preview.field('email').inputValue(), 'maija@acme.example');
  await page.getByRole('button', { name: 'Start over' }).click();
  await preview.button('Leave a message').waitFor();
  assert.equal(await preview.field('email').count(), 0);
});

check('a step can be left and come back to', async (visit) => {
  const key = await putSite({}, { people: OWNERS });
  const { page } = visit;
  await annas(visit, key, '/settings/setup#2');
  await page.getByRole('heading', { name: 'What visitors see' }).waitFor();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByRole('heading', { level: 2, name: 'The tag' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'What visitors see' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'What visitors see' }).waitFor();
});

check('the guide has the tag as it was chosen, for whatever a site is made with', async (visit) => {
  const key = await putSite({ support: lightbotQueue, sales: plainFormQueue }, { people: PEOPLE });
  const { page } = visit;
  await annas(visit, key, '/settings/install');
  await page.getByRole('combobox', { name: 'Queue', exact: true }).selectOption('sales');
  await page.getByRole('combobox', { name: 'Theme', exact: true }).selectOption('dark');
  await page.getByLabel('Opened with the page').check();
  const code = (name) => page.getByRole('group', { name, exact: true }).innerText();
  assert.equal(await code('the tag'), `<script async src="${here}/embed.js" data-site="${key}" data-queue="sales" data-theme="dark" data-open></script>`);
  await page.getByRole('button', { name: 'Tag managers' }).click();
  const address = (await code('the code')).match(/src="([^"]+)"/)[1].replaceAll('&amp;', '&');
  // A tag manager puts it in: the widget is there as it was chosen.
  const shop = await visit.context.newPage();
  const widget = new Widget(shop);
  await shop.goto(visit.host.page({ csp: null, tags: `<script async src="${address.replaceAll('&', '&amp;')}"></script>` }));
  await widget.panel.waitFor();
  assert.equal(await widget.element.getAttribute('data-theme'), 'dark');
  assert.match(await code('the policy'), new RegExp(`script-src ${here} 'wasm-unsafe-eval';\nconnect-src ${here};`));
  for (const made of ['WordPress', 'npm', 'React', 'Vue']) {
    await page.getByRole('button', { name: made, exact: true }).click();
    await until(`the code for ${made}`, async () => (await code('the code')).includes('sales'));
  }
});

const PAGES = ['/settings/setup', '/settings/setup#2', '/settings/setup#3', '/settings/install'];
for (const path of PAGES) {
  checkLooks(`console, ${path}`, async (visit) => {
    const key = await putSite({ support: { ...plainFormQueue, schedule: OFFICE } }, { people: PEOPLE });
    const { preview } = await annas(visit, key, path);
    await visit.page.locator('.setup, .install').waitFor();
    if (path.includes('setup')) await preview.panel.waitFor();
  });
}

check('the page of the preview may be framed by the console alone', async () => {
  const policy = async (path) => (await fetch(`${base}/console/acme${path}`)).headers.get('content-security-policy');
  assert.match(await policy('/preview/support'), /frame-ancestors 'self'/);
  assert.match(await policy(''), /frame-src 'self';.*frame-ancestors 'none'/);
});
