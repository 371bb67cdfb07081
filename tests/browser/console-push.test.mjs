import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { OTSO, PEOPLE } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { until } from '../support/until.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours', name: 'Support' };

// The service worker is registered as the settings do it; no push service can be reached here, so the
// browser is told to deliver what one would have brought.
check('a push shows a notice while no console is in front, and none while one is', async (visit) => {
  const site = await putSite({ support: closed }, { people: PEOPLE });
  await visit.context.grantPermissions(['notifications'], { origin: here });
  await Desk.enter(visit.page, site, OTSO);
  const session = await visit.context.newCDPSession(visit.page);
  const registered = new Promise((done) => session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0].registrationId)));
  await session.send('ServiceWorker.enable');
  await visit.page.evaluate(async (scope) => {
    await navigator.serviceWorker.register('/console-sw.js', { scope });
    await new Promise((done) => navigator.serviceWorker.getRegistration(scope).then((own) => (own.active ? done() : (own.installing ?? own.waiting).addEventListener('statechange', (event) => event.target.state === 'activated' && done()))));
  }, `/console/${site}`);
  const registrationId = await registered;
  const push = (title) => session.send('ServiceWorker.deliverPushMessage', {
    origin: here,
    registrationId,
    data: JSON.stringify({ title, body: 'Receipt 7K3M-92QD', url: `${here}/console/${site}/contacts/con_1`, tag: `${site}/support`, keep: true }),
  });
  const notices = () => visit.page.evaluate(async (scope) => {
    const all = await (await navigator.serviceWorker.getRegistration(scope)).getNotifications();
    return all.map(({ title, body, tag, requireInteraction }) => ({ title, body, tag, requireInteraction }));
  }, `/console/${site}`);
  await push('In front');
  // A page of the same origin that is no console.
  await visit.page.goto(`${here}/${site}/support`);
  assert.deepEqual(await notices(), []);
  await push('New message in Support');
  await push('New message in Support');
  await until('the notice', async () => (await notices()).some(({ title }) => title === 'New message in Support'));
  assert.deepEqual(await notices(), [{ title: 'New message in Support', body: 'Receipt 7K3M-92QD', tag: `${site}/support`, requireInteraction: true }]);
});
