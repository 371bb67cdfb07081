import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';

const site = () => putSite({ support: {} }, { people: PEOPLE });
const REFUSED = /status of 401/;
// Chromium would have us take RSA keys, too, which some older machines make.
const ONLY_ES256 = /missing at least one of the default algorithm identifiers/;

// An authenticator in the machine that recognises its owner at once.
async function authenticator({ context, page }) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
}

// Anna's settings, with a passkey that she has just added.
async function added(visit, key) {
  const desk = await Desk.enter(visit.page, key, ANNA);
  await desk.open('/settings/you');
  await visit.page.getByText('You have no passkey yet.').waitFor();
  await desk.button('Add a passkey').click();
  await visit.page.getByText('Added.', { exact: true }).waitFor();
  return desk;
}

// Opens the page to sign in, as a browser without a session.
async function signInAnew(visit, key) {
  await visit.page.goto('about:blank');
  await visit.context.clearCookies();
  await visit.page.goto(`${here}/console/${key}/sign-in`);
  await visit.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

check('a passkey is added in the settings, and signs in without an email', { complaints: [ONLY_ES256] }, async (visit) => {
  const key = await site();
  const credentials = await authenticator(visit);
  const desk = await added(visit, key);
  const card = visit.page.locator('.passkeys');
  await card.getByText('Not used yet').waitFor();
  const [{ rpId, isResidentCredential, userHandle }] = await credentials();
  assert.deepEqual([rpId, isResidentCredential], ['localhost', true]);
  assert.ok(!Buffer.from(userHandle, 'base64').includes(ANNA), 'the authenticator is told the address');
  await signInAnew(visit, key);
  await desk.queues.waitFor();
  await desk.open('/settings/you');
  await card.getByText(/Last used/).waitFor();
});

check('a second passkey on one device is not wanted, and one of another site is refused', { complaints: [ONLY_ES256, REFUSED] }, async (visit) => {
  const [key, other] = [await site(), await site()];
  await authenticator(visit);
  const desk = await added(visit, key);
  await desk.button('Add a passkey').click();
  await visit.page.getByText('There is a passkey of yours on this device already.').waitFor();
  await signInAnew(visit, other);
  await visit.page.getByRole('alert').filter({ hasText: 'This passkey does not fit.' }).waitFor();
});

check('a passkey that was removed lets nobody in', { complaints: [ONLY_ES256, REFUSED] }, async (visit) => {
  const key = await site();
  await authenticator(visit);
  await added(visit, key);
  await visit.page.getByRole('button', { name: /^Remove the passkey of/ }).click();
  await visit.page.getByText('You have no passkey yet.').waitFor();
  await signInAnew(visit, key);
  await visit.page.getByRole('alert').filter({ hasText: 'Use a link by email instead.' }).waitFor();
});

check('whoever cancels is told so, and can sign in by a link', async (visit) => {
  const key = await site();
  await visit.context.addInitScript(() => {
    // An empty page has none.
    if (navigator.credentials) navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await signInAnew(visit, key);
  await visit.page.getByText('The browser has cancelled it.').waitFor();
  assert.ok(await visit.page.getByRole('button', { name: 'Send me a link' }).isEnabled());
});
