import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { Desk } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';
import { lightbotQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

const context = { viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' };
// There steps are a list.
const narrow = ({ page }) => page.locator('.outline').waitFor();
const both = (en, fi) => ({ en, fi });
const MENU = [
  {
    element: 'radio',
    name: 'topic',
    label: both('What is it about?', 'Mitä asia koskee?'),
    options: [{ value: 'order', label: both('Order', 'Tilaus') }, { value: 'other', label: both('Something else', 'Jokin muu') }],
    redirects: [{ pattern: 'order', target: 'help' }, { target: 'message' }],
  },
  { element: 'text', name: 'help', label: both('It takes two days.', 'Siihen menee kaksi päivää.'), redirects: [{ target: 'topic' }] },
  { element: 'textarea', name: 'message', label: both('Your message', 'Viestisi'), required: true, redirects: [{ target: '_register' }] },
];

// The editor of a queue that has this Lightbot, or none.
async function editing(visit, questionnaire) {
  const lightbot = questionnaire && { name: 'Lumo', questionnaire };
  const closed = lightbot ? { view: 'lightbot', lightbot } : { view: 'message', message: both('Closed.', 'Kiinni.') };
  const key = await putSite({ support: { name: both('Support', 'Tuki'), closed } }, { people: PEOPLE });
  const anna = await signIn(key, ANNA);
  const desk = await Desk.enter(visit.page, key, ANNA);
  await desk.open('/settings/lightbot/support');
  const kept = async () => {
    const { published, draft } = (await anna.get('settings')).json;
    return (draft?.document ?? published).queues.support.closed;
  };
  // What the Worker has once it is as wanted.
  const comes = (what, read) => until(what, async () => read((await kept()).lightbot?.questionnaire ?? []));
  return { page: visit.page, desk, kept, comes, node: (name) => visit.page.locator(`.flow-nodes [data-node="${name}"]`) };
}

const panel = (page) => page.locator('.lightbot-panel');
const undo = (page) => page.locator('.toasts').getByRole('button', { name: 'Undo' });
const option = (page, number) => panel(page).locator('.option').nth(number - 1);

check('a template is begun with, in the languages of the site, and visitors will see it', { context }, async (visit) => {
  const { page, desk, kept } = await editing(visit);
  await desk.button('Begin with “Opening question menu”').click();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  const closed = await until('the template', async () => {
    const closed = await kept();
    return closed.lightbot && closed;
  });
  assert.equal(closed.view, 'lightbot');
  assert.deepEqual(Object.keys(closed.lightbot.questionnaire[0].label), ['en', 'fi']);
  await page.getByText('Nothing to remark.').waitFor();
  await undo(page).click();
  await page.getByRole('heading', { name: 'Begin with a template' }).waitFor();
  await until('that it is undone', async () => !(await kept()).lightbot);
});

check('a step with two options in two languages is added where an answer leads', { context }, async (visit) => {
  const { page, node, comes } = await editing(visit, MENU);
  await node('topic').click();
  await option(page, 1).getByLabel('Option 1 leads to').selectOption({ label: 'A new step…' });
  await page.getByRole('heading', { name: 'Step step' }).waitFor();
  await panel(page).getByLabel('Name, by which').fill('which');
  await page.keyboard.press('Enter');
  await panel(page).getByLabel('Kind').selectOption({ label: 'Buttons to choose from' });
  const langs = page.getByRole('group', { name: 'Language of the texts' });
  for (const [lang, words, yes, no] of [['English', 'Is it **late**?', 'Yes', 'No'], ['Finnish', 'Onko se **myöhässä**?', 'Kyllä', 'Ei']]) {
    await langs.getByRole('radio', { name: lang }).check();
    await panel(page).getByLabel('Words', { exact: true }).fill(words);
    await panel(page).getByLabel('Option 1', { exact: true }).fill(yes);
    await panel(page).getByLabel('Option 2', { exact: true }).fill(no);
  }
  await panel(page).getByLabel('Option 2 leads to').selectOption('_close');
  const items = await comes('the step', (items) => items.some((item) => item.redirects?.some(({ target }) => target === '_close')) && items);
  const which = items.find(({ name }) => name === 'which');
  assert.deepEqual(which, {
    element: 'radio',
    name: 'which',
    label: both('Is it <b>late</b>?', 'Onko se <b>myöhässä</b>?'),
    options: [{ value: 'option-1', label: both('Yes', 'Kyllä') }, { value: 'option-2', label: both('No', 'Ei') }],
    redirects: [{ pattern: 'option-2', target: '_close' }, { target: 'help' }],
  });
  assert.deepEqual(items[0].redirects[0], { pattern: 'order', target: 'which' });
});

check('a step that is renamed is still led to, and one that is removed gives its ways to what followed', { context }, async (visit) => {
  const { page, desk, node, comes } = await editing(visit, MENU);
  await node('help').click();
  const name = panel(page).getByLabel('Name, by which');
  await name.fill('message');
  await page.keyboard.press('Tab');
  await page.getByText('Another step has this name already.').waitFor();
  await name.fill('answer');
  await page.keyboard.press('Tab');
  await comes('the new name', ([topic, step]) => step.name === 'answer' && topic.redirects[0].target === 'answer');
  await node('message').click();
  await desk.button('Remove the step').click();
  await page.getByText(/1 way that led to it leads to “Send the message” now/).waitFor();
  await comes('the way', (items) => items.length === 2 && items[0].redirects[1].target === '_register');
  await undo(page).click();
  await comes('the step again', (items) => items.length === 3);
});

check('what is wrong shows at its step, and the list leads there', { context }, async (visit) => {
  const faulty = structuredClone(MENU);
  faulty[0].redirects[0].target = 'gone';
  const { page, node } = await editing(visit, faulty);
  await node('topic').getByText('1 remark').waitFor();
  await node('help').getByText('1 remark').waitFor();
  await page.getByRole('button', { name: /Go to .*\(topic\)/ }).first().click();
  await panel(page).getByText('There is no "gone" to go to').waitFor();
  await panel(page).getByLabel('Option 1 leads to').selectOption('help');
  await page.getByText('Nothing to remark.').waitFor();
});

check('as text, a fault is told with its place, and what parses is taken', { context }, async (visit) => {
  const { page, desk, comes, kept } = await editing(visit, MENU);
  await desk.button('As text').click();
  const area = page.getByLabel('The questionnaire as JSON').first();
  const before = await kept();
  await area.fill('[\n  { "element": "text" "label": "Hi" }\n]');
  await page.getByText(/Line 2, column \d+/).waitFor();
  assert.deepEqual(await kept(), before);
  const pasted = [{ name: 'a', type: 'group', elements: [{ element: 'input', name: 'q' }], buttons: { back: 'false', next: 'Go' } }, { name: 'l', logic: { or: [{ q: 'x' }], target: '_register', queueId: '7' } }];
  await area.fill(JSON.stringify(pasted));
  const items = await comes('what was pasted', (items) => items.length === 2 && items);
  assert.deepEqual(items, pasted);
});

check('by the keyboard alone: along the graph, into a step, and its words are changed', { context }, async (visit) => {
  const { page, node, comes } = await editing(visit, MENU);
  await node('/').focus();
  const { keyboard } = page;
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.node), 'help');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Step help' }).waitFor();
  await until('the focus', () => page.evaluate(() => document.activeElement.id === 'step-title'));
  const words = panel(page).getByLabel('Words', { exact: true });
  await until('the words', async () => {
    await keyboard.press('Tab');
    return words.evaluate((field) => field === document.activeElement);
  });
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('It takes a week.');
  await comes('the words', ([, help]) => help.label.en === 'It takes a week.' && help.label.fi === 'Siihen menee kaksi päivää.');
});

check('on a narrow screen steps are a list, and are edited just so', { context: { ...context, viewport: { width: 375, height: 720 } } }, async (visit) => {
  const { page, comes } = await editing(visit, MENU);
  await page.locator('.outline .node-head').nth(2).click();
  await panel(page).getByLabel('Must be answered').uncheck();
  await comes('the switch', (items) => items[2].required === undefined);
});

// What asks for more than one option says.
const RULES = [
  {
    name: 'topic',
    type: 'group',
    elements: [
      { element: 'radio', name: 'topic', label: both('What is it about?', 'Mitä asia koskee?'), options: [{ value: 'order', label: both('Order', 'Tilaus') }, { value: 'other', label: both('Something else', 'Jokin muu') }] },
      { element: 'checkbox', name: 'known', label: both('I am a customer', 'Olen asiakas') },
    ],
  },
  { name: 'nested', logic: { and: [{ topic: 'order', known: 'true' }], target: 'message', note: 'ours' } },
  { name: 'late', logic: { or: [{ topic: 'order' }, { topic: 'other' }], target: 'message', tags: ['late'], queueId: 'support' } },
  { element: 'input', name: 'number', label: both('Order number', 'Tilausnumero') },
  { element: 'textarea', name: 'message', label: both('Your message', 'Viestisi'), required: true, redirects: [{ target: '_register' }] },
];
const rule = (page, number) => panel(page).locator('.rule').nth(number - 1);
const condition = (page, number, of) => rule(page, number).getByRole('group', { name: `Condition ${of}` });

check('a rule is built of conditions, tags and a queue, without a word of JSON', { context }, async (visit) => {
  const { page, desk, node, comes } = await editing(visit, MENU);
  await node('topic').click();
  await desk.button('Add a rule').click();
  await until('the focus', () => page.evaluate(() => document.activeElement.closest('.condition') !== null));
  await comes('a condition', (items) => items[1]?.logic?.and?.[0].topic === 'order');
  await condition(page, 1, 1).getByLabel(/^Option/).selectOption({ label: 'Something else' });
  await rule(page, 1).getByRole('button', { name: 'Add a condition' }).click();
  await condition(page, 1, 2).getByLabel(/^Answer to/).selectOption('message');
  await condition(page, 1, 2).getByLabel(/^Text/).fill('a.b');
  await comes('the text, word for word', (items) => items[1].logic.and[1]?.message === 'a\\.b');
  await condition(page, 1, 2).getByLabel(/^Comparison/).selectOption('fits');
  await condition(page, 1, 2).getByLabel(/^Pattern/).fill('.*late.*');
  await rule(page, 1).getByLabel('It is true when').selectOption('any');
  await rule(page, 1).getByLabel('Then it leads to').selectOption('_close');
  await rule(page, 1).getByLabel('The message goes to').selectOption({ label: 'Support' });
  const field = rule(page, 1).getByLabel('Tag the message');
  for (const tag of ['late', ' angry ', 'late', 'gone']) {
    await field.fill(tag);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Backspace');
  const items = await comes('the rule', (items) => items[1].logic.target === '_close' && items[1].logic.tags?.length === 2 && items);
  assert.deepEqual(items[1].logic, {
    or: [{ topic: 'other' }, { message: '.*late.*' }],
    target: '_close',
    tags: ['late', 'angry'],
    queueId: 'support',
  });
  assert.equal(items[0].redirects, undefined);
  assert.deepEqual(items[2].logic, { and: [{ topic: 'order' }], target: 'help' });
  assert.deepEqual(items[3].logic, { target: 'message' });
  await condition(page, 1, 1).getByRole('button', { name: 'Remove condition 1' }).click();
  await rule(page, 1).getByRole('button', { name: 'Remove the tag late' }).click();
  await comes('less', ([, { logic }]) => logic.or.length === 1 && logic.tags.length === 1);
  await rule(page, 1).getByRole('button', { name: 'Remove this rule' }).click();
  await comes('the ways without it', (items) => items.length === 5 && items[1].logic.target === 'help');
});

check('a rule that fields cannot show stands as JSON, and looking at rules changes nothing', { context }, async (visit) => {
  const { page, node, kept, comes } = await editing(visit, RULES);
  const before = await kept();
  await node('topic').click();
  await rule(page, 1).locator('summary').click();
  await rule(page, 1).getByText('Some of its conditions stand in one group').waitFor();
  await rule(page, 2).locator('summary').click();
  await condition(page, 2, 2).getByLabel(/^Option/).waitFor();
  assert.equal(await rule(page, 2).getByRole('button', { name: 'Remove the tag late' }).count(), 1);
  const area = rule(page, 1).getByLabel('This rule as JSON');
  assert.equal(JSON.parse(await area.inputValue()).logic.note, 'ours');
  assert.deepEqual(await kept(), before);
  await condition(page, 2, 2).getByLabel(/^Answer to/).selectOption('known');
  await comes('the second rule', (items) => items[2].logic.or[1].known === 'true');
  await area.fill(JSON.stringify({ name: 'nested', logic: { and: [{ known: 'true' }], target: 'message' } }));
  const items = await comes('the first rule', (items) => items[1].logic.and[0].topic === undefined && items);
  assert.deepEqual(items[2].logic, { or: [{ topic: 'order' }, { known: 'true' }], target: 'message', tags: ['late'], queueId: 'support' });
});

check('a rule is built by the keyboard alone', { context }, async (visit) => {
  const { page, node, comes } = await editing(visit, RULES);
  const { keyboard } = page;
  const focused = (read) => page.evaluate(read);
  await node('topic').focus();
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Step topic' }).waitFor();
  await until('the focus', () => focused(() => document.activeElement.id === 'step-title'));
  await until('the button', async () => {
    await keyboard.press('Tab');
    return focused(() => document.activeElement.id === 'add-rule');
  });
  await keyboard.press('Enter');
  await until('the first question', () => focused(() => document.activeElement.closest('.condition')?.id === 'rule-0-condition-0'));
  await keyboard.type('Order');
  await comes('another question', (items) => items[1].logic.and?.[0].number === '');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('12');
  await comes('its text', (items) => items[1].logic.and[0].number === '12');
  await until('the tags', async () => {
    await keyboard.press('Tab');
    return focused(() => document.activeElement.closest('.rule-tags') !== null);
  });
  await keyboard.type('numbered');
  await keyboard.press('Enter');
  await comes('the tag', (items) => items[1].logic.tags?.[0] === 'numbered');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await comes('no tag', (items) => items[1].logic.tags === undefined);
  await until('the focus in the field', () => focused(() => document.activeElement.localName === 'input' && document.activeElement.closest('.rule-tags') !== null));
});

checkLooks('rules', { context, narrow }, async (visit) => {
  const { page, node } = await editing(visit, RULES);
  await node('topic').click();
  for (const number of [1, 2]) await rule(page, number).locator('summary').click();
  await condition(page, 2, 1).getByLabel(/^Comparison/).selectOption('fits');
  await condition(page, 2, 1).getByLabel(/^Pattern/).waitFor();
});

check('fitted, a graph can still be read: what has no room is scrolled to, and a small one is not blown up', { context }, async (visit) => {
  const steps = Array.from({ length: 12 }, (_, i) => ({ element: 'text', name: `step-${i}`, label: 'Words', buttons: {} }));
  const { page, desk } = await editing(visit, steps);
  const percent = page.locator('.flow-percent');
  const wideOf = (selector) => page.locator(selector).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  await desk.button('Fit').click();
  await until('the size', async () => (await percent.textContent()) === '60 %');
  assert.ok((await wideOf('.flow-frame')) > 0);
  await desk.button('As text').click();
  await page.getByLabel('The questionnaire as JSON').first().fill(JSON.stringify([{ element: 'text', name: 'only', label: 'Words', buttons: {} }]));
  await desk.button('Graph').click();
  await desk.button('Smaller').click();
  await until('a smaller size', async () => (await percent.textContent()) !== '100 %');
  await page.setViewportSize({ width: 2600, height: 1400 });
  await desk.button('Fit').click();
  await until('the size', async () => (await percent.textContent()) === '100 %');
});

checkLooks('the editor', { context, narrow }, async (visit) => {
  const { page, node } = await editing(visit, lightbotQueue.closed.lightbot.questionnaire);
  await node('order').click();
  await page.getByRole('heading', { name: 'Step order' }).waitFor();
});
