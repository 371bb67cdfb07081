import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { contacts } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { startDemo } from '../support/demo.mjs';
import { until } from '../support/until.mjs';

let demo;
before(async () => (demo = await startDemo()));
after(() => demo?.close());

async function follow(visit, link) {
  await visit.open(demo.origin);
  await visit.page.getByRole('navigation', { name: 'Demo' }).getByRole('link', { name: link }).click();
  await visit.page.waitForLoadState();
  return visit.widget;
}

for (const [link, view, launcher] of [
  ['Open now', 'online', 'Chat with us'],
  ['Closed: message', 'message', 'We are closed'],
  ['Closed: form', 'form', 'Leave a message'],
  ['Closed: Lightbot', 'lightbot', 'Ask us'],
]) {
  check(`"${link}" meets its view`, async (visit) => {
    const widget = await follow(visit, link);
    assert.equal(await widget.launcher.innerText(), launcher);
    await widget.open();
    await widget.shows(view, view === 'online' ? 'open' : 'closed');
    const current = visit.page.locator('[aria-current="true"]').first();
    assert.equal(await current.innerText(), link);
    // The Lightbot's picture comes from the shop.
    const pictures = await widget.panel.locator('img').evaluateAll((all) => Promise.all(all.map((image) => image.decode().then(() => image.naturalWidth))));
    assert.deepEqual(pictures.map((width) => width > 0), view === 'lightbot' ? [true] : []);
  });
}

check('"Hidden" shows nothing', async (visit) => {
  const widget = await follow(visit, 'Hidden');
  assert.equal((await visit.event('status')).view, 'hidden');
  assert.equal(await widget.launcher.count(), 0);
  assert.equal(await widget.panel.count(), 0);
});

for (const [link, view, text] of [
  ['Open now', 'online', 'Olemme paikalla.'],
  ['Closed: message', 'message', 'Asiakaspalvelussa ei ole nyt ketään paikalla.'],
  ['Closed: form', 'form', 'Mitä asiasi koskee?'],
  ['Closed: Lightbot', 'lightbot', 'Hei, olen Lumo.'],
]) {
  check(`"${link}" speaks Finnish, and so does its shop`, async (visit) => {
    await follow(visit, link);
    await visit.page.getByRole('link', { name: 'Suomi' }).click();
    await visit.page.locator('html[lang="fi"]').waitFor({ state: 'attached' });
    const { widget } = visit;
    await widget.open();
    await widget.shows(view);
    await widget.panel.getByText(text).waitFor();
    await visit.page.getByRole('heading', { level: 1, name: 'Valoa' }).or(visit.page.locator('html[lang="fi"] h1')).first().waitFor();
    assert.doesNotMatch(await visit.page.locator('main').innerText(), /\b(the|and|with)\b/);
  });
}

check('a message that is sent through the form appears in the back office', async (visit) => {
  const widget = await follow(visit, 'Closed: form');
  await widget.open();
  await widget.field('name').fill('Anna Visitor');
  await widget.field('email').fill('anna@acme.example');
  await widget.field('topic').selectOption('order');
  await widget.button('Continue').click();
  await widget.field('order_number').fill('K-204118');
  await widget.button('Continue').click();
  await widget.field('message').fill('Where is my lamp?');
  await widget.field('consent').check();
  await widget.button('Send').click();
  await widget.receipt.getByText('Aino or Otso reads it').waitFor();
  const [{ receipt, tags }] = await contacts('demo', '?queue=form');
  assert.deepEqual(tags, ['order']);
  await visit.page.goto(`${demo.origin}/inbox?paused`);
  const entry = visit.page.locator('article', { hasText: receipt });
  await until('the message in the inbox', async () => (await entry.count()) || !(await visit.page.reload()));
  assert.match(await entry.innerText(), /Anna Visitor[\s\S]*Where is my lamp\?|Where is my lamp\?[\s\S]*Anna Visitor/);
});

check('a message that Lumo takes appears in the back office', { context: { reducedMotion: 'reduce' } }, async (visit) => {
  const widget = await follow(visit, 'Closed: Lightbot');
  await widget.open();
  for (const answer of ['My lamp is dead', 'Tuike, window star', 'Still dark']) await widget.button(answer).click();
  await widget.button('Continue').click();
  await widget.field('name').fill('Otto Visitor');
  await widget.field('email').fill('otto@acme.example');
  await widget.field('message').fill('It stays dark.');
  await widget.field('consent').check();
  await widget.button('Send').click();
  await widget.receipt.waitFor();
  const [{ receipt, tags, answers }] = await contacts('demo', '?queue=support');
  assert.deepEqual([tags, answers.lamp], [['warranty'], 'tuike']);
  await visit.page.goto(`${demo.origin}/inbox?paused`);
  const entry = visit.page.locator('article', { hasText: receipt });
  await until('the message in the inbox', async () => (await entry.count()) || !(await visit.page.reload()));
  assert.match(await entry.innerText(), /It stays dark\./);
});

check('the shop links to the plain page, which takes a message too', async (visit) => {
  await visit.open(demo.origin);
  await visit.page.getByRole('link', { name: 'Write to us at any hour' }).click();
  await visit.page.waitForURL('**/demo/support');
  await visit.page.getByRole('button', { name: 'Something else' }).click();
  await visit.page.locator('[name="name"]').fill('Paula Visitor');
  await visit.page.locator('[name="email"]').fill('paula@acme.example');
  await visit.page.locator('[name="message"]').fill('Hello');
  await visit.page.locator('[name="consent"]').check();
  await visit.page.getByRole('button', { name: 'Send' }).click();
  await visit.page.locator('[part="receipt"]').waitFor();
  const sent = (await contacts('demo', '?queue=support')).filter(({ answers }) => answers.name === 'Paula Visitor');
  assert.deepEqual(sent.map(({ path }) => path), [['topic', 'details']]);
});
