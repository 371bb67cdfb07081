// What the page knows of the visitor, and what comes after the receipt.
import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { until } from '../support/until.mjs';
import { group, input, logic, options } from '../support/questions.mjs';

const lightbot = (questionnaire) => ({ closed: { view: 'lightbot', lightbot: { name: 'Lumo', questionnaire, registered: 'Lumo has it.' } } });
const form = (questionnaire) => ({ closed: { view: 'form', form: { questionnaire, registered: 'We have it.' } } });
const CALM = { context: { reducedMotion: 'reduce' } };

async function shown(visit, queue, identity) {
  const site = await putSite({ support: queue });
  const widget = await visit.open({ tags: tag(site, 'support') });
  if (identity) await visit.command('identify', identity);
  await widget.open();
  return { site, widget };
}
const send = (widget) => widget.part('submit').click();

const plans = [
  logic('l', { and: [{ plan: 'gold' }], target: 'vip', tags: ['gold'] }),
  group('everybody', [input('message')]),
  logic('l', { target: '_register' }),
  group('vip', [input('wish')]),
  logic('l', { target: '_register' }),
];

check('logic looks at what the page knows, and the first question follows', async (visit) => {
  const { site, widget } = await shown(visit, form(plans), { plan: 'gold', shoe: '44' });
  await widget.field('wish').fill('More light');
  await send(widget);
  await widget.receipt.waitFor();
  const [contact] = await contacts(site);
  assert.deepEqual([contact.answers, contact.path, contact.tags], [{ plan: 'gold', wish: 'More light' }, ['vip'], ['gold']]);
});

check('identify that comes late changes the first question, and none that was answered', async (visit) => {
  const { site, widget } = await shown(visit, form([...plans.slice(0, 2), group('more', [input('more')]), ...plans.slice(2)]));
  await widget.field('message').waitFor();
  await visit.command('identify', { plan: 'gold' });
  await widget.field('wish').waitFor();
  await visit.page.reload();
  await widget.open();
  await widget.field('message').fill('Hei');
  await send(widget);
  await widget.field('more').waitFor();
  await visit.command('identify', { plan: 'gold' });
  await widget.field('more').fill('more');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].path, ['everybody', 'more']);
});

check('a hidden field is sent from what the page knows, and never shown', async (visit) => {
  const questions = [input('order', { hidden: true, pattern: '\\d+' }), input('name'), { element: 'textarea', name: 'message', label: 'Message' }];
  const { site, widget } = await shown(visit, form(questions), { order: '4711', name: 'Anna' });
  await widget.field('message').fill('Where is it?');
  assert.equal(await widget.field('order').count(), 0);
  await until('the name is filled in', async () => (await widget.field('name').inputValue()) === 'Anna');
  await send(widget);
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(site))[0].answers, { order: '4711', name: 'Anna', message: 'Where is it?' });
});

check('a name that is asked twice is sent with its first answer, and the walk is the one that was gone', CALM, async (visit) => {
  const wish = { element: 'radio', name: 'wish', label: 'Which?', options: options('a', 'b') };
  const { site, widget } = await shown(visit, lightbot([
    group('first', [wish]),
    logic('l', { and: [{ wish: 'b' }], target: 'second', tags: ['b-first'] }),
    logic('l', { target: '_register' }),
    group('second', [{ ...wish, label: 'Really?' }]),
    logic('l', { target: '_register' }),
  ]));
  await widget.button('b!').click();
  await widget.part('bubble').getByText('Really?').waitFor();
  await widget.button('a!').click();
  await widget.receipt.waitFor();
  const [contact] = await contacts(site);
  assert.deepEqual([contact.answers, contact.path, contact.tags], [{ wish: 'a' }, ['first', 'second'], ['b-first']]);
});

const after = [
  group('ask', [input('message')]),
  logic('end', { target: '_register' }),
  logic('_registered', { target: 'more' }),
  group('more', [{ element: 'text', label: '<p>May we call you?</p>' }, input('phone')]),
  logic('end', { target: '_register' }),
];

check('after the receipt the questions behind _registered follow, and are sent with the rest', CALM, async (visit) => {
  const { site, widget } = await shown(visit, lightbot(after));
  await widget.field('message').fill('Hei');
  await send(widget);
  await widget.receipt.waitFor();
  await widget.field('phone').fill('12345');
  assert.equal(await widget.button('Back').count(), 0, 'what was sent stays sent');
  await send(widget);
  await widget.receipt.nth(1).waitFor();
  const stored = await contacts(site);
  assert.deepEqual(stored.map((c) => c.answers), [{ message: 'Hei', phone: '12345' }, { message: 'Hei' }]);
});

check('where nothing is answered behind _registered nothing is sent again', async (visit) => {
  const { site, widget } = await shown(visit, form(after));
  await widget.field('message').fill('Hei');
  await send(widget);
  await widget.receipt.waitFor();
  await widget.field('phone').waitFor();
  await send(widget);
  await widget.part('notice').waitFor();
  assert.equal(await widget.receipt.count(), 1, 'the receipt stays');
  assert.equal((await contacts(site)).length, 1);
});
