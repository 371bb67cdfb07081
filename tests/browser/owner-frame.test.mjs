// The owner's settings: found, changed at once or as a draft, published, compared, restored, brought as a file.
import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, OTSO, PEOPLE, signIn } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { axe, checkLooks, findings } from '../support/looks.mjs';
import { get } from '../support/settings.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };
const queues = { support: { ...closed, name: { en: 'Support', fi: 'Tuki' } }, sales: { ...closed, name: 'Sales' } };
const site = (rest = {}) => putSite(queues, { people: PEOPLE, ...rest });
const inForce = async (key) => (await get(key)).json;
const MET = /status of 409/;

async function annas(visit, key, path = '/settings') {
  const desk = await Desk.enter(visit.page, key, ANNA);
  await desk.open(path);
  return desk;
}

// The page "Site and queues", once the draft is there.
async function sitePage(visit, key) {
  const desk = await annas(visit, key, '/settings/site');
  await visit.page.getByLabel('Name of the site').waitFor();
  return desk;
}

const card = (page, name) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });

async function edit(page, name) {
  await page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
  const form = page.getByRole('form', { name: `Offline handling of ${name}` });
  await form.waitFor();
  return form;
}

const limit = (form) => form.getByLabel('Most tickets allowed: number');
const save = (form) => form.getByRole('button', { name: 'Save for all visitors' }).click();

// What the Worker has as the draft, or `null`.
async function draft(anna) {
  return (await anna.get('settings')).json.draft;
}

async function publish(page) {
  await page.getByRole('button', { name: /^Publish \d+ change/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Publish/ });
  await sheet.waitFor();
  return sheet;
}

check('searching the settings for "offline handling" finds its page, by the keyboard alone', async (visit) => {
  const key = await site();
  await annas(visit, key);
  const { page } = visit;
  const field = page.getByLabel('Search settings');
  await field.focus();
  await page.keyboard.type('offline handling');
  await page.locator('.hits').getByRole('link', { name: /^Offline handling/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Offline handling/);
  await page.keyboard.press('ArrowUp');
  assert.ok(await field.evaluate((own) => own === document.activeElement), 'the way back to the field');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/offline-handling$/);
  await page.getByRole('heading', { level: 1, name: 'Offline handling' }).waitFor();
});

const WORDS = {
  'auto-assign': 'Offline handling', tickets: 'Offline handling', limit: 'Offline handling', holiday: 'Opening hours', logo: 'Look', colour: 'Look',
  webhook: 'Forwarding', invite: 'People', passkey: 'Passkeys', sound: 'Notices', retention: 'Site and queues', backup: 'Versions', wordpress: 'Put it on your site',
};

check('every setting is found by what people call it, and a queue by its name', async (visit) => {
  const key = await site();
  await annas(visit, key);
  const { page } = visit;
  const field = page.getByLabel('Search settings');
  for (const [word, title] of Object.entries(WORDS)) {
    await field.fill(word);
    await page.locator('.hits a').filter({ hasText: title }).first().waitFor();
    assert.ok((await page.locator('.hits mark').count()) > 0, `nothing is marked for ${word}`);
  }
  await field.fill('support hours');
  const first = page.locator('.hits a').first();
  await first.filter({ hasText: 'Support' }).waitFor();
  assert.match(await first.getAttribute('href'), /\/settings\/hours\/support$/);
  await field.fill('xylophone');
  await page.getByText('Nothing was found.').waitFor();
});

check('an agent finds their own settings and no others', async (visit) => {
  const key = await site();
  const desk = await Desk.enter(visit.page, key, OTSO);
  await desk.open('/settings');
  const { page } = visit;
  await page.getByRole('link', { name: 'Notices' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Offline handling' }).count(), 0);
  await page.getByLabel('Search settings').fill('offline handling');
  await page.getByText('Nothing was found.').waitFor();
});

check('a limit is in force as soon as it is saved, unset fields come from Default, and it can be undone', async (visit) => {
  const key = await site();
  const desk = await annas(visit, key, '/settings/offline-handling');
  const { page } = visit;
  const byDefault = await edit(page, 'Default');
  await limit(byDefault).fill('50');
  await save(byDefault);
  await until('the limit of Default', async () => (await inForce(key)).queues.default?.offline?.max === 50);
  await card(page, 'Support').getByText('from Default').first().waitFor();
  const form = await edit(page, 'Support');
  await limit(form).fill('7');
  await save(form);
  await until('the limit of Support', async () => (await inForce(key)).queues.support.offline?.max === 7);
  await desk.button('Undo').click();
  await until('that it is undone', async () => (await inForce(key)).queues.support.offline?.max === undefined);
});

check('a page has its heading, and it alone, while it loads', async (visit) => {
  const key = await site();
  await visit.context.addInitScript({ path: axe });
  const { page } = visit;
  const desk = await annas(visit, key);
  // Who is signed in, and then the settings, come when the test says so.
  const answers = {};
  for (const name of ['me', 'settings']) {
    const told = new Promise((tell) => (answers[name] = tell));
    await page.route((url) => url.pathname.endsWith(`/console/${name}`) && url.pathname.startsWith('/v1/'), async (route) => {
      await told;
      await route.continue();
    });
  }
  await page.goto(`${here}/console/${key}/settings/hours/support`);
  for (const [text, next] of [['Loading…', 'me'], ['Loading the settings…', 'settings']]) {
    await page.getByText(text, { exact: true }).waitFor();
    assert.deepEqual(await desk.title.allTextContents(), ['Opening hours']);
    assert.deepEqual(await findings(page), [], text);
    answers[next]();
  }
  await page.getByRole('heading', { level: 2, name: 'No hours yet' }).waitFor();
  assert.deepEqual(await desk.title.allTextContents(), ['Opening hours']);
});

check('what is no number is told at its field, and changes nothing', async (visit) => {
  const key = await site();
  await annas(visit, key, '/settings/offline-handling');
  const form = await edit(visit.page, 'Support');
  await limit(form).fill('-3');
  await save(form);
  await form.getByText(/Type a whole number/).waitFor();
  assert.equal((await inForce(key)).queues.support.offline, undefined);
});

check('of two owners who change the same limit, the second is told who was faster, and keeps what was typed', { complaints: [MET] }, async (visit) => {
  const key = await site({ people: [...PEOPLE, { email: 'eero@acme.example', name: 'Eero', role: 'owner', queues: [] }] });
  await annas(visit, key, '/settings/offline-handling');
  const form = await edit(visit.page, 'Support');
  await limit(form).fill('7');
  const eero = await signIn(key, 'eero@acme.example');
  const change = { at: '/queues/support/offline/max', becomes: 9 };
  assert.equal((await eero.ask('POST', 'settings/changes', { changes: [change], at_once: true })).status, 200);
  await save(form);
  await form.getByText(/Eero changed this meanwhile, to .9/).waitFor();
  assert.equal(await limit(form).inputValue(), '7');
  assert.equal((await inForce(key)).queues.support.offline.max, 9);
  await save(form);
  await until('the second one', async () => (await inForce(key)).queues.support.offline.max === 7);
});

check('the switch of the site turns offline handling off for everybody', async (visit) => {
  const key = await site();
  await annas(visit, key, '/settings/offline-handling');
  await visit.page.getByRole('switch', { name: /^Offline handling/ }).uncheck();
  await until('that it is off', async () => (await inForce(key)).offline?.enabled === false);
});

check('a change is a draft until it is published, and the differences say what it is', async (visit) => {
  const key = await site();
  const desk = await sitePage(visit, key);
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  await page.getByLabel('Name of the site').fill('Acme Lamps');
  await until('the draft', async () => (await draft(anna))?.document.name === 'Acme Lamps');
  assert.equal((await inForce(key)).name, 'Acme');
  await page.getByText('All changes saved to the draft').waitFor();
  const sheet = await publish(page);
  await sheet.getByText('Name of the site').waitFor();
  assert.equal(await sheet.locator('del').textContent(), 'Acme');
  assert.equal(await sheet.locator('ins').textContent(), 'Acme Lamps');
  await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Published. Visitors see it at once.').waitFor();
  assert.equal((await inForce(key)).name, 'Acme Lamps');
  await page.getByText('Everything is published').waitFor();
  assert.ok(await desk.title.evaluate((own) => own === document.activeElement), 'the focus is somewhere');
});

check('what is done is undone and done again by Ctrl+Z, and the draft follows', async (visit) => {
  const key = await site();
  await sitePage(visit, key);
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  await page.getByLabel('Add a language').fill('Swedish');
  await page.getByRole('button', { name: 'Add the language' }).click();
  const langs = async () => (await draft(anna))?.document.langs.join() ?? 'en,fi';
  await until('Swedish', async () => (await langs()) === 'en,fi,sv');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await until('that it is gone', async () => (await langs()) === 'en,fi');
  await page.keyboard.press('Control+Shift+z');
  await until('that it is back', async () => (await langs()) === 'en,fi,sv');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await until('that it is gone again', async () => (await langs()) === 'en,fi');
});

check('a draft that is wrong cannot be published, and says what to mend', async (visit) => {
  const key = await site();
  await sitePage(visit, key);
  const { page } = visit;
  await page.getByRole('button', { name: /^Support/ }).click();
  await page.getByLabel('Days that messages are kept').fill('0');
  const sheet = await publish(page);
  await sheet.getByText('Mend these before you publish').waitFor();
  assert.ok(await sheet.getByRole('button', { name: 'Publish', exact: true }).isDisabled());
  await sheet.getByRole('button', { name: 'Discard draft…' }).click();
  await sheet.getByRole('button', { name: 'Discard draft', exact: true }).click();
  await page.getByText('Everything is published').waitFor();
  const anna = await signIn(key, ANNA);
  assert.equal(await draft(anna), null);
});

check('where two owners edit the same place of the draft, the second one chooses', { complaints: [MET] }, async (visit) => {
  const key = await site();
  await sitePage(visit, key);
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  const theirs = { at: '/name', was: 'Acme', becomes: 'Theirs' };
  assert.equal((await anna.ask('POST', 'settings/changes', { changes: [theirs], at_once: false })).status, 200);
  await page.getByLabel('Name of the site').fill('Mine');
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
  await notice.getByText('Name of the site').waitFor();
  assert.equal(await page.getByLabel('Name of the site').inputValue(), 'Theirs');
  await notice.getByRole('button', { name: 'Use mine' }).click();
  await until('mine', async () => (await draft(anna))?.document.name === 'Mine');
});

check('a queue is added with a key made of its name, renamed in a language, and removed', async (visit) => {
  const key = await site();
  const desk = await sitePage(visit, key);
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  const drafted = async () => (await draft(anna))?.document.queues;
  await page.getByLabel('Name of the new queue').fill('Käsityöt & lahjat');
  assert.equal(await page.getByLabel('Its key').inputValue(), 'kasityot-lahjat');
  await page.getByRole('button', { name: 'Add the queue' }).click();
  await page.getByLabel('Name in Finnish').fill('Lahjat');
  await until('its names', async () => (await drafted())?.['kasityot-lahjat']?.name?.fi === 'Lahjat');
  await page.getByRole('button', { name: /^Support/ }).click();
  await page.getByRole('button', { name: 'Remove Support…' }).click();
  await desk.button('Remove Support').click();
  await until('that it is gone', async () => !('support' in (await drafted())));
  const people = (await draft(anna)).document.people;
  assert.deepEqual(people.find(({ email }) => email === OTSO).queues, []);
});

check('a website is let in by its address, however it is typed', async (visit) => {
  const key = await site({ origins: [] });
  await sitePage(visit, key);
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  await page.getByLabel('Add a website').fill('not a website');
  await page.getByRole('button', { name: 'Add the website' }).click();
  await page.getByText(/Type the address of a website/).waitFor();
  await page.getByLabel('Add a website').fill('www.acme.example/shop?x=1');
  await page.getByRole('button', { name: 'Add the website' }).click();
  await until('the origin', async () => (await draft(anna))?.document.origins.join() === 'https://www.acme.example');
});

check('a version is compared and restored into the draft', async (visit) => {
  const key = await site();
  const anna = await signIn(key, ANNA);
  const change = { at: '/name', was: 'Acme', becomes: 'Acme Lamps' };
  assert.equal((await anna.ask('POST', 'settings/changes', { changes: [change], at_once: true })).status, 200);
  const before = (await anna.get('settings/versions')).json.at(-1).version;
  await annas(visit, key, '/settings/versions');
  const { page } = visit;
  await page.getByLabel('Before').selectOption(String(before));
  await page.locator('.differences del').filter({ hasText: 'Acme' }).first().waitFor();
  await page.getByRole('button', { name: `Restore version ${before}`, exact: true }).click();
  await until('the draft', async () => (await draft(anna))?.document.name === 'Acme');
  assert.equal((await inForce(key)).name, 'Acme Lamps');
});

check('a site.json that is brought shows its differences first, and a fault with its line', async (visit) => {
  const key = await site();
  await annas(visit, key, '/settings/versions');
  const { page } = visit;
  const anna = await signIn(key, ANNA);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download what is published' }).click();
  const chunks = [];
  for await (const chunk of await (await saved).createReadStream()) chunks.push(chunk);
  const document = JSON.parse(Buffer.concat(chunks).toString());
  assert.deepEqual(document, await inForce(key));
  await page.getByLabel('Or paste it').fill('{\n  "name": "Acme",\n  oops\n}');
  await page.getByText(/Line 3, column \d+/).waitFor();
  document.queues.support.closed.message = { en: 'We are asleep.', fi: 'Nukumme.' };
  document.langs = ['en', 'fi', 'sv'];
  const buffer = Buffer.from(JSON.stringify(document));
  await page.getByLabel('Choose a file').setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer });
  const shown = page.getByRole('region', { name: 'What it would change' });
  await shown.getByText('Support: Message').waitFor();
  await shown.getByText('Languages').waitFor();
  assert.equal(await draft(anna), null);
  await shown.getByRole('button', { name: 'Put it into the draft' }).click();
  await until('the draft', async () => (await draft(anna))?.document.langs.includes('sv'));
});

check('on a site of 40 queues a filter leads to the one that is meant', async (visit) => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`q${i}`, { ...closed, name: `Queue ${i}` }]));
  many.q7.offline = { max: 3 };
  const key = await putSite(many, { people: PEOPLE.map((one) => ({ ...one, queues: [] })) });
  await annas(visit, key, '/settings/offline-handling');
  const { page } = visit;
  const cards = page.locator('.offline-cards > li');
  await until('all of them', async () => (await cards.count()) === 41);
  await page.getByLabel('Only those that differ from Default').check();
  await until('the one that differs', async () => (await cards.count()) === 1);
  await card(page, 'Queue 7').waitFor();
});

for (const path of ['/settings', '/settings/site', '/settings/offline-handling', '/settings/versions']) {
  checkLooks(path, async (visit) => {
    await annas(visit, await site(), path);
    const { page } = visit;
    await page.waitForLoadState('networkidle');
    if (path.endsWith('site')) await page.getByRole('button', { name: /^Support/ }).click();
    if (path.endsWith('handling')) await edit(page, 'Support');
  });
}
