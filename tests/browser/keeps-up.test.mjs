// What owners change while a page is open.
import assert from 'node:assert/strict';
import { call, putSite } from '../support/api.mjs';
import { check, isView } from '../support/browser.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { tag } from '../support/page.mjs';
import { formQueue, lightbotQueue, plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

const message = (text) => ({ closed: { view: 'message', message: text } });
const SOON = 6_000;

check('an open widget shows within seconds what an owner has changed', async (visit) => {
  const site = await putSite({ support: message('Back on Monday.') });
  await visit.context.clock.install();
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await widget.message.getByText('Back on Monday.').waitFor();
  await putSite({ support: message('Back on Tuesday.') }, { key: site });
  await visit.page.clock.runFor(SOON);
  await widget.message.getByText('Back on Tuesday.').waitFor();
  assert.equal(await widget.panel.isVisible(), true, 'it stays open');
  await putSite({ support: plainFormQueue }, { key: site });
  await visit.page.clock.runFor(SOON);
  await widget.shows('form');
});

check('a closed widget asks nobody, and is up to date when it is opened', async (visit) => {
  const site = await putSite({ support: message('Back on Monday.') });
  await visit.context.clock.install();
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await widget.message.getByText('Back on Monday.').waitFor();
  await visit.page.keyboard.press('Escape');
  let asked = 0;
  visit.page.on('request', (request) => (asked += isView(new URL(request.url()))));
  await visit.page.clock.runFor(60_000);
  assert.equal(asked, 0);
  await putSite({ support: message('Back on Tuesday.') }, { key: site });
  await widget.open();
  await widget.message.getByText('Back on Tuesday.').waitFor();
});

check('what is begun stays as it is, whatever an owner changes', async (visit) => {
  const site = await putSite({ support: plainFormQueue });
  await visit.context.clock.install();
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await widget.field('message').fill('The lamp is dark.');
  await putSite({ support: message('Back on Tuesday.') }, { key: site });
  await visit.page.clock.runFor(SOON);
  assert.equal(await widget.field('message').inputValue(), 'The lamp is dark.');
});

check('behind a message that nobody will answer stand the own message, the hours, and other ways', { context: { reducedMotion: 'reduce' } }, async (visit) => {
  const channels = [{ kind: 'phone', value: '+358 40 123 4567', label: 'Emergencies' }];
  const schedule = { timezone: 'Europe/Helsinki', week: [['9:00', '17:00']] };
  for (const queue of [plainFormQueue, lightbotQueue]) {
    const closed = { ...queue.closed, message: 'Call us **at night**.', channels };
    const site = await putSite({ support: { ...queue, availability: 'agents', schedule, offline: { max: 0 }, closed } });
    const widget = await visit.open({ tags: tag(site, 'support') });
    await widget.open();
    if (queue === lightbotQueue) await widget.button('Leave a message').click();
    await widget.field('email').fill('maija@acme.example');
    if (queue === lightbotQueue) await visit.page.keyboard.press('Enter');
    await widget.field('message').fill('The lamp is dark.');
    await widget.part('submit').last().click();
    await widget.receipt.waitFor();
    await widget.message.getByText('at night').waitFor();
    await widget.channels.getByRole('link', { name: '+358 40 123 4567' }).waitFor();
    assert.match(await widget.hours.innerText(), /Monday[\s\S]*9:00/);
  }
});

check('who leaves without sending is counted at the step where they stopped', async (visit) => {
  const site = await putSite({ support: { ...formQueue, schedule: undefined } }, { people: PEOPLE });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await widget.field('email').fill('maija@acme.example');
  await widget.field('topic').selectOption('order');
  await widget.part('submit').click();
  await widget.field('consent').waitFor();
  await visit.page.goto('about:blank');
  const { get } = await signIn(site, ANNA);
  const day = new Date().toISOString().slice(0, 10);
  const figures = async () => (await get(`queues/support/drop-off?view=form&from=${day}&to=${day}`)).json;
  const counted = await until('the visit', async () => {
    const found = await figures();
    return found.begun === 1 && found;
  });
  assert.deepEqual(counted.steps, [{ name: 'you', reached: 1, left: 0 }, { name: 'details', reached: 1, left: 1 }]);
  const { json } = await call('GET', `/v1/sites/${site}/contacts`);
  assert.deepEqual(json.contacts, []);
});
