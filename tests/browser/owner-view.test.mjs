import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';
import { until } from '../support/until.mjs';

const support = (closed) => ({ support: { name: 'Support', availability: 'hours', closed } });
const FORM = { view: 'form' };

// Anna at a page of the settings; `draft()` is what the Worker has of them.
async function begin(visit, closed, path = 'view/support', more = {}) {
  const site = await putSite(support(closed), { people: PEOPLE, ...more });
  await Desk.enter(visit.page, site, ANNA);
  await visit.page.goto(`${here}/console/${site}/settings/${path}`);
  await visit.page.locator('.editors').waitFor();
  const { get } = await signIn(site, ANNA);
  const draft = async () => {
    const { json } = await get('settings');
    return json.draft?.document ?? json.published;
  };
  const has = (what, probe) => until(what, async () => probe(await draft()));
  return { page: visit.page, site, get, draft, has, closed: async () => (await draft()).queues.support.closed };
}

const editor = (page) => page.getByRole('textbox', { name: 'Message', exact: true });
const language = (page, name) => page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const names = (document) => document.queues.support.closed.form?.questionnaire.map(({ name }) => name).join();

async function typeBold(page, [before, bold, after]) {
  await editor(page).click();
  await page.keyboard.type(before);
  await page.keyboard.press('Control+b');
  await page.keyboard.type(bold);
  await page.keyboard.press('Control+b');
  await page.keyboard.type(after);
}

check('a message in two languages is kept as Markdown, and each language says what it lacks', async (visit) => {
  const { page, has } = await begin(visit, {});
  await typeBold(page, ['We are ', 'closed', '.']);
  await page.getByText('1 text missing').waitFor();
  await language(page, 'Finnish');
  assert.equal(await editor(page).getAttribute('lang'), 'fi');
  await typeBold(page, ['Olemme ', 'kiinni', '.']);
  const both = { en: 'We are **closed**.', fi: 'Olemme **kiinni**.' };
  await has('both messages', ({ queues }) => same(queues.support.closed.message, both));
  assert.equal(await page.getByText('1 text missing').isVisible(), false);
});

check('a message that is looked at stays as it was written', async (visit) => {
  const message = '# Hello\n\n* one\n* __two__';
  const { page, has } = await begin(visit, { message });
  await editor(page).getByText('two').click();
  await page.getByRole('button', { name: 'As text' }).click();
  await page.getByRole('button', { name: 'As text' }).click();
  await page.getByRole('radio', { name: /^Form/ }).check();
  await has('another view', ({ queues }) => queues.support.closed.view === 'form' && queues.support.closed.message === message);
});

check('a message can be written as text, and shows as it will look', async (visit) => {
  const { page, has } = await begin(visit, {});
  await page.getByRole('button', { name: 'As text' }).click();
  await page.getByRole('textbox', { name: 'Message, as Markdown' }).fill('### Hi\n\n- a\n- <b>b</b>');
  await page.getByRole('button', { name: 'As text' }).click();
  assert.equal(await editor(page).locator('h3').innerText(), 'Hi');
  assert.equal(await editor(page).locator('li').last().innerText(), '<b>b</b>');
  await has('the text', ({ queues }) => queues.support.closed.message === '### Hi\n\n- a\n- <b>b</b>');
});

check('words are made a link by keyboard, and what is pasted comes as plain text', async (visit) => {
  const { page, has } = await begin(visit, {});
  await editor(page).click();
  await editor(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<b onclick="alert(1)">Read this</b>');
    clipboardData.setData('text/plain', 'Read this');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await has('the words', ({ queues }) => queues.support.closed.message === 'Read this');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  const address = page.getByLabel('Address of the link');
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  assert.equal(await address.getAttribute('aria-invalid'), 'true');
  await address.fill('acme.example/help');
  await address.press('Enter');
  await has('the link', ({ queues }) => queues.support.closed.message === '[Read this](https://acme.example/help)');
});

check('a required field is added, named after its label, and moved by keyboard', async (visit) => {
  const { page, has, closed } = await begin(visit, FORM);
  await page.getByRole('button', { name: 'Change the fields' }).click();
  await page.getByRole('group', { name: 'Add a field' }).getByRole('button', { name: 'Text', exact: true }).click();
  await until('the field has the focus', () => page.evaluate(() => document.activeElement.closest('[data-row]')?.dataset.row === '3'));
  await page.keyboard.type('Order number');
  await page.getByRole('checkbox', { name: 'Required' }).check();
  await has('the field', (document) => names(document) === 'name,email,message,order_number');
  await page.getByRole('button', { name: 'Move Order number up' }).focus();
  for (const row of ['2', '1']) {
    await page.keyboard.press('Enter');
    await until('the focus goes along', () => page.evaluate((row) => document.activeElement.closest('[data-row]')?.dataset.row === row, row));
  }
  await has('the order', (document) => names(document) === 'name,order_number,email,message');
  assert.deepEqual((await closed()).form.questionnaire[1], { element: 'input', name: 'order_number', label: 'Order number', required: true });
  await page.getByRole('button', { name: 'Remove Order number' }).click();
  await has('it is gone', (document) => names(document) === 'name,email,message');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await has('it is back', (document) => names(document) === 'name,order_number,email,message');
});

check('a field is dragged to its place', async (visit) => {
  const questionnaire = ['a', 'b', 'c'].map((name) => ({ element: 'input', name, label: name }));
  const { page, has } = await begin(visit, { ...FORM, form: { questionnaire } });
  const grip = page.locator('.fields .grip').first();
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const to = await page.locator('.fields .row-item').last().boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await has('the order', (document) => names(document) === 'b,c,a');
});

check('two fields cannot have one name', async (visit) => {
  const questionnaire = ['one', 'two'].map((name) => ({ element: 'input', name, label: name }));
  const { page, has, closed } = await begin(visit, { ...FORM, form: { questionnaire } });
  await page.locator('.fields .row-title').last().click();
  const name = page.getByLabel(/^Name/);
  await name.fill('one');
  await name.press('Tab');
  await page.getByText(/another field has this name/).waitFor();
  await name.fill('three');
  await name.press('Tab');
  await has('the name', (document) => names(document) === 'one,three');
  assert.equal((await closed()).form.questionnaire[1].label, 'two');
});

check('a consent whose text changes is offered a version of its own', async (visit) => {
  const consent = { element: 'checkbox', name: 'consent', consent: '2026-11', required: true, label: 'You may keep this.' };
  const { page, has } = await begin(visit, { ...FORM, form: { questionnaire: [consent, { element: 'textarea', name: 'message', label: 'Message' }] } });
  await page.getByRole('button', { name: /You may keep this/, expanded: false }).click();
  assert.equal(await page.getByText(/text has changed since version/).isVisible(), false);
  await page.getByLabel('What visitors agree to').fill('You may keep this for a year.');
  await page.getByText(/text has changed since version 2026-11/).waitFor();
  await page.getByRole('button', { name: /^Use 20/ }).click();
  await has('the version', ({ queues }) => {
    const [{ consent, label }] = queues.support.closed.form.questionnaire;
    return /^20\d\d-\d\d(-\d+)?$/.test(consent) && consent !== '2026-11' && label === 'You may keep this for a year.';
  });
  assert.equal(await page.getByText(/text has changed since version/).isVisible(), false);
});

check('what has no fields of its own is kept, and edited as text', async (visit) => {
  const group = { name: 'you', type: 'group', elements: [{ element: 'input', name: 'a' }], redirects: [{ target: '_register' }] };
  const { page, has, closed } = await begin(visit, { ...FORM, form: { questionnaire: [group] } });
  await page.getByRole('button', { name: /Edited as text/ }).click();
  const text = page.getByLabel(/as JSON/);
  assert.deepEqual(JSON.parse(await text.inputValue()), group);
  await text.fill('{\n  "name": "you",\n  "type" "group"\n}');
  await page.getByText(/Line 3/).waitFor();
  assert.deepEqual((await closed()).form.questionnaire, [group]);
  const changed = { ...group, elements: [{ element: 'textarea', name: 'b' }] };
  await text.fill(JSON.stringify(changed));
  await has('the change', ({ queues }) => queues.support.closed.form.questionnaire[0].elements[0].name === 'b');
});

check('what is wrong is said where it is', async (visit) => {
  const { page, has } = await begin(visit, {});
  await page.getByRole('button', { name: 'Add a way' }).click();
  const value = page.getByLabel('Number or address');
  await value.fill('ask at the door');
  const row = page.locator('.row-item');
  await row.getByText(/no phone number/).waitFor();
  assert.equal(await value.getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Kind').selectOption('email');
  await row.getByText(/no email address/).waitFor();
  await value.fill('desk@acme.example');
  await has('the way', ({ queues }) => same(queues.support.closed.channels, [{ kind: 'email', value: 'desk@acme.example' }]));
  await until('nothing is wrong', async () => !(await row.getByText(/no email address/).isVisible()));
});

check('whoever chooses the Lightbot has one that can be published', async (visit) => {
  const { page, get, has } = await begin(visit, {});
  await page.getByRole('radio', { name: /^Lightbot/ }).check();
  await has('a Lightbot', ({ queues }) => queues.support.closed.lightbot?.questionnaire.length > 0);
  assert.deepEqual((await get('settings')).json.errors, []);
  await page.getByRole('link', { name: 'Edit the Lightbot' }).waitFor();
});

check('words of thanks bring the standard form along', async (visit) => {
  const { page, get, has } = await begin(visit, FORM);
  await page.getByLabel('Thank-you text').fill('Thank you from Acme.');
  await has('the thanks', ({ queues }) => queues.support.closed.form?.registered === 'Thank you from Acme.');
  assert.deepEqual((await get('settings')).json.errors, []);
});

check('an accent that is hard to see is told, and mended', async (visit) => {
  const { page, has } = await begin(visit, FORM, 'look');
  await page.getByLabel('As text').fill('#ffd400');
  await page.getByText(/Black text on it: [\d.]+ to 1, easy to read/).waitFor();
  await page.getByText(/light background: 1\.\d to 1, hard to find/).waitFor();
  await page.getByRole('button', { name: /^Use #.* instead$/ }).click();
  await has('another accent', ({ theme }) => theme?.accent && theme.accent !== '#ffd400');
  assert.equal(await page.getByText(/hard to/).count(), 0);
});

check('corners, font, corner of the screen and launcher are set', async (visit) => {
  await visit.context.route('https://acme.example/logo.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>' }));
  const { page, has } = await begin(visit, FORM, 'look');
  await page.getByRole('slider', { name: /Corners/ }).press('ArrowLeft');
  await page.getByRole('radio', { name: 'Serif' }).check();
  await page.getByRole('radio', { name: /Where lines begin/ }).check();
  await page.getByLabel('Text of the launcher').fill('Ask Acme');
  await language(page, 'Finnish');
  await page.getByLabel('Text of the launcher').fill('Kysy Acmelta');
  await page.getByLabel('Logo').fill('https://acme.example/logo.svg');
  const theme = { radius: 15, font: 'serif', position: 'start', launcher: { en: 'Ask Acme', fi: 'Kysy Acmelta' }, logo: 'https://acme.example/logo.svg' };
  await has('the look', (document) => Object.entries(theme).every(([name, value]) => same(document.theme?.[name], value)));
});

check('a language that is written from right to left is', async (visit) => {
  const { page } = await begin(visit, {}, 'view/support', { langs: ['en', 'ar'] });
  assert.equal(await editor(page).getAttribute('dir'), 'ltr');
  await language(page, 'Arabic');
  assert.equal(await editor(page).getAttribute('dir'), 'rtl');
});

const whole = { view: 'form', message: 'We are **closed**.', channels: [{ kind: 'phone', value: '+358 40 1234567', label: 'Emergencies' }], form: { questionnaire: [{ element: 'select', name: 'topic', label: 'Topic', options: [{ value: 'a', label: 'An order' }] }] } };
for (const path of ['view/support', 'look']) {
  checkLooks(`settings, ${path}`, async (visit) => {
    const { page } = await begin(visit, whole, path);
    const field = page.locator('.fields .row-title');
    if (await field.count()) await field.first().click();
  });
}
