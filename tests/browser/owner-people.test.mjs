// People and destinations, as an owner changes them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { call, putSite, secret as known } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';
import { mails } from '../support/mail.mjs';
import { startReceiver } from '../support/receiver.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours' };
const siteWith = (forward = []) => putSite({ support: { ...closed, name: 'Support', forward }, sales: { ...closed, name: 'Sales' } }, { people: PEOPLE });

const settings = async (key) => (await call('GET', `/v1/sites/${key}`)).json;
const person = async (key, email) => (await settings(key)).people.find((person) => person.email === email);

// Anna's console, at a page of the settings.
async function annas(visit, key, path) {
  const desk = await Desk.enter(visit.page, key, ANNA);
  await desk.open(`/settings/${path}`);
  return desk;
}

// Anna's settings, changed by a program behind her back.
async function changeElsewhere(key, changes) {
  const anna = await signIn(key, ANNA);
  const changed = await anna.ask('POST', 'settings/changes', { changes, at_once: true });
  assert.equal(changed.status, 200, changed.text);
}

check('an owner invites somebody, who signs in with the link; then changes their limit, and removes them', async (visit) => {
  const key = await siteWith();
  const email = `liisa-${randomUUID().slice(0, 8)}@acme.example`;
  const anna = await annas(visit, key, 'people');
  const { page } = visit;
  const form = page.getByRole('region', { name: 'Invite somebody' });
  await form.getByLabel('Email address').fill(email);
  await form.getByLabel('Name').fill('Liisa');
  await form.getByLabel('Support').check();
  await anna.button('Invite').click();
  await page.getByText('Liisa is invited.').waitFor();
  assert.deepEqual(await person(key, email), { email, name: 'Liisa', role: 'agent', queues: ['support'], limit: 4 });
  assert.equal(await form.getByLabel('Email address').inputValue(), '', 'the form is ready for the next one');

  const mail = await until('the invitation', async () => (await mails()).find(({ to }) => to === email));
  const theirs = await visit.context.browser().newContext();
  try {
    const other = await theirs.newPage();
    await other.goto(mail.text.match(/http\S+#\w+/)[0].replace('127.0.0.1', 'localhost'));
    await other.getByRole('navigation', { name: 'Queues' }).getByText('Support').waitFor();
  } finally {
    await theirs.close();
  }

  await anna.button('Edit Liisa').click();
  const edit = page.getByRole('form', { name: 'Edit Liisa' });
  await edit.getByLabel('Most messages at once').fill('lots');
  await anna.button('Save').click();
  await page.getByText('Type a number from 0 to 10,000.').waitFor();
  await edit.getByLabel('Most messages at once').fill('7');
  await page.keyboard.press('Enter');
  await until('the limit', async () => (await person(key, email)).limit === 7);
  await page.getByText('Support: at most 7 messages at once').waitFor();

  await anna.button('Remove Liisa').click();
  await page.getByText(/they have go back to their queues/).waitFor();
  assert.ok(await person(key, email), 'it asks first');
  await anna.button('Remove Liisa').click();
  await until('that she is gone', async () => !(await person(key, email)));
  await page.getByRole('heading', { name: '2 people' }).waitFor();
});

check('the only owner stays, and it says why', async (visit) => {
  const key = await siteWith();
  const anna = await annas(visit, key, 'people');
  const { page } = visit;
  await anna.button('Remove Otso').waitFor();
  assert.equal(await anna.button('Remove Anna').count(), 0);
  await page.getByText('This is the only owner').waitFor();
  await anna.button('Edit Otso').click();
  await page.getByRole('form', { name: 'Edit Otso' }).getByLabel('Role').selectOption('owner');
  await anna.button('Save').click();
  await until('a second owner', async () => (await person(key, OTSO)).role === 'owner');
  await anna.button('Remove Anna').waitFor();
});

check('where two owners change one person, the second is told, and keeps what was typed', { complaints: [/status of 409/] }, async (visit) => {
  const key = await siteWith();
  const anna = await annas(visit, key, 'people');
  const { page } = visit;
  await anna.button('Edit Otso').click();
  const edit = page.getByRole('form', { name: 'Edit Otso' });
  await edit.getByLabel('Name').fill('Otso Otava');
  await changeElsewhere(key, [{ at: '/people/1/limit', was: 4, becomes: 9 }]);
  await anna.button('Save').click();
  await page.getByText('Another owner has changed this meanwhile').waitFor();
  await page.getByText('at most 9 messages at once').waitFor();
  assert.equal(await edit.getByLabel('Name').inputValue(), 'Otso Otava');
  assert.equal((await person(key, OTSO)).name, 'Otso');
  await edit.getByLabel('Most messages at once').fill('9');
  await anna.button('Save').click();
  await until('the name', async () => (await person(key, OTSO)).name === 'Otso Otava');
  assert.equal((await person(key, OTSO)).limit, 9);
});

check('a webhook is added, tested and rotated; each secret is shown once', async (visit) => {
  const receiver = await startReceiver();
  try {
    const key = await siteWith();
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: here });
    const anna = await annas(visit, key, 'destinations/support');
    const { page } = visit;
    const dialog = page.getByRole('dialog', { name: 'The secret of this webhook' });
    const stored = async () => {
      const secret = await dialog.getByLabel('Secret').inputValue();
      await dialog.getByRole('button', { name: 'I have stored it' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await until('the page has forgotten it', async () => !(await page.content()).includes(secret));
      return secret;
    };

    await page.getByLabel('Web address of your server').fill(receiver.url);
    await anna.button('Add the webhook').click();
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press('Escape');
    const first = await stored();
    assert.equal(copied, first);

    await anna.button(`Send a test: ${receiver.url}`).click();
    await page.getByText(/It works\. Answered 204 after \d+ ms\./).waitFor();
    assert.equal(new Webhook(first).verify(receiver.requests[0].body, receiver.requests[0].headers).type, 'test');

    await anna.button(`Rotate the secret: ${receiver.url}`).click();
    await anna.button('Make a new secret').click();
    await dialog.getByText(/The secret before signs, too, until/).waitFor();
    const second = await stored();
    assert.notEqual(second, first);
    await leave(key, 'support');
    await receiver.count(2);
    for (const secret of [first, second]) new Webhook(secret).verify(receiver.requests[1].body, receiver.requests[1].headers);

    await anna.button('Look again').click();
    const line = page.locator('.ledger summary').filter({ hasText: /delivered/ });
    await line.click();
    await anna.button('Deliver again').click();
    await receiver.count(3);
  } finally {
    await receiver.close();
  }
});

check('an email is added, moved and removed; a wrong address is told where it was typed', { complaints: [/status of 422/] }, async (visit) => {
  const key = await siteWith();
  const anna = await annas(visit, key, 'destinations/support');
  const { page } = visit;
  const forward = async () => (await settings(key)).queues.support.forward.map(({ to }) => to);
  await page.getByText('This queue forwards to nobody.').waitFor();
  await page.getByLabel('Email address').fill('desk@acme.example');
  await anna.button('Add the address').click();
  await until('the address', async () => (await forward())[0] === 'desk@acme.example');
  await page.getByLabel('Web address of your server').fill('ftp://acme.example/hook');
  await anna.button('Add the webhook').click();
  await page.getByText('"ftp://acme.example/hook" is no web address.').waitFor();

  await anna.button('Change the address: desk@acme.example').click();
  await page.getByLabel('New email address').fill('help@acme.example');
  await anna.button('Save').click();
  await until('the other address', async () => (await forward())[0] === 'help@acme.example');
  await anna.button('Remove: help@acme.example').click();
  await anna.button('Remove help@acme.example').click();
  await until('that it is gone', async () => (await forward()).length === 0);
});

check('a destination that answered 410 shows it, and is tried again', async (visit) => {
  const receiver = await startReceiver((_, n) => (n === 1 ? 410 : 204));
  try {
    const key = await siteWith([{ kind: 'webhook', url: receiver.url, secret: known }]);
    await leave(key, 'support');
    const owner = await signIn(key, ANNA);
    await until('that it is off', async () => (await owner.get('queues/support/destinations')).json[0].switched_off);
    const anna = await annas(visit, key, 'destinations/support');
    await visit.page.getByText(/Switched off since .* it answered 410/).waitFor();
    await anna.button('Try again').click();
    await visit.page.getByText(/Switched off since/).waitFor({ state: 'detached' });
    assert.equal((await owner.get('queues/support/destinations')).json[0].switched_off, null);
  } finally {
    await receiver.close();
  }
});

for (const path of ['people', 'destinations/support']) {
  checkLooks(`console, settings of ${path}`, async (visit) => {
    const forward = [{ kind: 'webhook', url: 'http://127.0.0.1:9/a-long-path/that-has/to-be-broken/somewhere/on-a-narrow/screen', secret: known }, { kind: 'email', to: 'desk@acme.example' }];
    const key = await siteWith(forward);
    await leave(key, 'support');
    const anna = await annas(visit, key, path);
    const { page } = visit;
    await page.waitForLoadState('networkidle');
    await (path === 'people' ? anna.button('Edit Otso') : anna.button('Remove: desk@acme.example')).click();
    if (path !== 'people') await page.locator('.ledger summary').first().click();
  });
}
