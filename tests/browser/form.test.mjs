import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';

check('a message of the form is stored, and its receipt shown', async (visit) => {
  const site = await putSite({ support: { name: 'Support', closed: { view: 'form' } } });
  const widget = await visit.open({ tags: tag(site, 'support') });
  await widget.open();
  await widget.field('email').fill('a@b.example');
  await widget.field('message').fill('Hei');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  console.log(await visit.events(), visit.said);
  console.log(await contacts(site));
});
