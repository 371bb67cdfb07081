import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { Desk } from '../support/desk.mjs';
import { until } from '../support/until.mjs';

const context = { viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' };
// Three rules that show, and between them what an option says.
const RULES = [
  {
    name: 'topic',
    type: 'group',
    elements: [
      { element: 'radio', name: 'topic', label: 'What is it about?', options: [{ value: 'order', label: 'Order' }, { value: 'other', label: 'Something else' }] },
      { element: 'checkbox', name: 'known', label: 'I am a customer' },
    ],
  },
  // Fields cannot show it.
  { name: 'first', logic: { and: [{ topic: 'order', known: 'true' }], target: 'message' } },
  { name: 'option', logic: { and: [{ topic: 'order' }], target: 'number' } },
  { name: 'second', logic: { or: [{ topic: 'order' }, { known: 'true' }], tags: ['late'] } },
  { name: 'third', logic: { and: [{ known: 'true' }], tags: ['known'] } },
  { element: 'input', name: 'number', label: 'Order number' },
  { element: 'textarea', name: 'message', label: 'Your message', required: true, redirects: [{ target: '_register' }] },
];

check('rules change places by the keyboard alone, and the focus goes along', { context }, async ({ page }) => {
  const closed = { view: 'lightbot', lightbot: { name: 'Lumo', questionnaire: RULES } };
  const key = await putSite({ support: { name: 'Support', closed } }, { people: PEOPLE });
  const anna = await signIn(key, ANNA);
  const desk = await Desk.enter(page, key, ANNA);
  await desk.open('/settings/lightbot/support');
  await page.locator('.flow-nodes [data-node="topic"]').click();

  // What the Worker has.
  const comes = (...names) =>
    until(`the order ${names}`, async () => {
      const { published, draft } = (await anna.get('settings')).json;
      const items = (draft?.document ?? published).queues.support.closed.lightbot.questionnaire;
      return items.slice(1, 5).every(({ name }, i) => name === names[i]);
    });
  const focusOn = (label) => until(`the focus on "${label}"`, () => page.evaluate((label) => document.activeElement.getAttribute('aria-label') === label, label));

  const rules = page.locator('.lightbot-panel .rule');
  await rules.nth(2).locator('summary').press('Enter');
  assert.ok(await desk.button('Move rule 4 down').isDisabled(), 'it is the last');
  const { height } = await desk.button('Move rule 4 up').boundingBox();
  assert.ok(height >= 44, `${height} px`);
  await desk.button('Move rule 4 up').press('Enter');
  await comes('first', 'option', 'third', 'second');
  await focusOn('Move rule 3 up');
  await page.keyboard.press('Enter');
  await comes('third', 'first', 'option', 'second');
  // It can move no further.
  await focusOn('Move rule 1 down');
  assert.ok(await desk.button('Move rule 1 up').isDisabled());
  assert.match(await rules.nth(0).locator('summary').textContent(), /tag the message known/);
  assert.equal(await page.getByLabel('This rule as JSON').count(), 1, 'each has the fields that are its own');
  await page.keyboard.press('Enter');
  await comes('first', 'third', 'option', 'second');
  await focusOn('Move rule 2 down');
  await page.keyboard.press('Enter');
  // What an option says comes behind the rules.
  await comes('first', 'second', 'third', 'option');
  await focusOn('Move rule 3 up');

  // Each row shows the rule that stands there, and is open as that was, whatever changed the order.
  const shows = (what, ...rows) =>
    until(what, async () => {
      const found = await rules.evaluateAll((all) =>
        all.map((rule) => [Boolean(rule.querySelector('textarea')), [...rule.querySelectorAll('.tag span')].map((tag) => tag.textContent).join(), rule.querySelector('details').open]),
      );
      return JSON.stringify(found) === JSON.stringify(rows);
    });
  const first = [true, '', false];
  const second = [false, 'late', false];
  const third = [false, 'known', true];
  const back = desk.button('Undo the last change');
  // Another change comes between, as moves that follow each other closely are undone together.
  const tag = rules.nth(2).getByLabel('Tag the message');
  await tag.fill('vip');
  await tag.press('Enter');
  const tagged = [false, 'known,vip', true];
  await shows('the tag', first, second, tagged);
  await desk.button('Move rule 3 up').press('Enter');
  await comes('first', 'third', 'second', 'option');
  await shows('the rule moved up', first, tagged, second);
  await back.click();
  await comes('first', 'second', 'third', 'option');
  await shows('the move undone', first, second, tagged);
  await back.click();
  await shows('the tag undone', first, second, third);
  await desk.button('Redo the last change').click();
  await desk.button('Redo the last change').click();
  await comes('first', 'third', 'second', 'option');
  await shows('the move done again', first, tagged, second);
});
