// While the queue is open the host's own live chat takes over. The chats themselves cannot run here:
// what stands in for each has the global that its maker documents, and notes what it is asked.
import assert from 'node:assert/strict';
import { contacts, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { plainFormQueue } from '../support/queues.mjs';
import { until } from '../support/until.mjs';

// Always open, and always closed.
const OPEN = { timezone: 'UTC', week: Array(7).fill([null, null]) };
const CLOSED = { timezone: 'UTC', week: [] };
const queue = (schedule, hand_over) => ({ ...plainFormQueue, availability: 'hours', schedule, open: { hand_over } });

const record = (name) => `(...words) => (window.asked ??= []).push(['${name}', ...words].map((word) => typeof word === 'object' ? JSON.stringify(word) : word).join(' '))`;
const methods = (...names) => `{ ${names.map((name) => `${name}: ${record(name)}`).join(', ')} }`;
const CHATS = {
  intercom: { global: `window.Intercom = ${record('Intercom')}`, show: 'Intercom update {"hide_default_launcher":false}', open: 'Intercom show', hide: 'Intercom hide' },
  crisp: { global: `window.$crisp = ${methods('push')}`, show: 'push ["do","chat:show"]', open: 'push ["do","chat:open"]', hide: 'push ["do","chat:hide"]' },
  zendesk: { global: `window.zE = ${record('zE')}`, show: 'zE messenger show', open: 'zE messenger open', hide: 'zE messenger hide' },
  zendesk_classic: { global: `window.zE = ${record('zE')}`, show: 'zE webWidget show', open: 'zE webWidget open', hide: 'zE webWidget hide' },
  tawk: { global: `window.Tawk_API = ${methods('showWidget', 'hideWidget', 'maximize')}`, show: 'showWidget', open: 'maximize', hide: 'hideWidget' },
  chatwoot: { global: `window.$chatwoot = { hasLoaded: true, ...${methods('toggle', 'toggleBubbleVisibility')} }`, show: 'toggleBubbleVisibility show', open: 'toggle open', hide: 'toggleBubbleVisibility hide' },
  hubspot: { global: `window.HubSpotConversations = { widget: ${methods('load', 'open', 'remove')} }`, show: 'load', open: 'open', hide: 'remove' },
  livechat: { global: `window.LiveChatWidget = ${methods('call')}`, show: 'call minimize', open: 'call maximize', hide: 'call hide' },
};

const asked = (visit) => visit.page.evaluate(() => window.asked ?? []);
const isAsked = (visit, wanted) => until(`${wanted} is asked`, async () => (await asked(visit)).includes(wanted));

for (const [name, chat] of Object.entries(CHATS)) {
  check(`${name} takes over while the queue is open, and gives way while it is closed`, async (visit) => {
    const site = await putSite({ open: queue(OPEN, name), closed: queue(CLOSED, name) });
    const script = visit.host.script(chat.global);
    const page = (key) => ({ tags: `<script src="${script}"></script>${tag(site, key)}` });
    const widget = await visit.open(page('open'));
    await isAsked(visit, chat.show);
    assert.equal(await widget.launcher.isVisible(), false, 'one launcher is enough');
    await visit.command('open');
    await isAsked(visit, chat.open);
    assert.equal(await widget.panel.isVisible(), false);
    await visit.open(page('closed'));
    await isAsked(visit, chat.hide);
    await widget.launcher.waitFor();
    assert.equal((await asked(visit)).includes(chat.show), false);
  });
}

check('Ninchat is opened by our launcher, as its own cannot be shown by a page', async (visit) => {
  const site = await putSite({ open: queue(OPEN, 'ninchat') });
  const script = visit.host.script(`window.Ninchat = ${methods('toggle')}`);
  const widget = await visit.open({ tags: `<script src="${script}"></script>${tag(site, 'open')}` });
  await until('the chat is found', async () => {
    await visit.command('close');
    await widget.launcher.click();
    return (await asked(visit)).includes('toggle true');
  });
});

check('a chat that comes late takes over when it is there', async (visit) => {
  const site = await putSite({ open: queue(OPEN, 'crisp') });
  const widget = await visit.open({ tags: tag(site, 'open') });
  await visit.event('online');
  await visit.page.addScriptTag({ url: visit.host.script(CHATS.crisp.global) });
  await isAsked(visit, CHATS.crisp.show);
  assert.equal(await widget.launcher.isVisible(), false);
});

check('a chat that never comes leaves the visitor with ours, whose message is queued', async (visit) => {
  await visit.context.clock.install();
  const site = await putSite({ open: queue(OPEN, 'livechat') });
  const widget = await visit.open({ tags: tag(site, 'open') });
  await visit.event('online');
  await visit.meanwhile(widget.launcher);
  await widget.open();
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.equal((await contacts(site))[0].status, 'queued');
});

check('a page that answers "online" itself keeps the ready-made hand-over out', async (visit) => {
  const site = await putSite({ open: queue(OPEN, 'crisp') });
  const script = visit.host.script(`${CHATS.crisp.global}; addEventListener('afterhours:online', (event) => event.preventDefault(), true)`);
  const widget = await visit.open({ tags: `<script src="${script}"></script>${tag(site, 'open')}` });
  await visit.event('online');
  await visit.settled();
  assert.deepEqual(await asked(visit), []);
  assert.equal(await widget.launcher.isVisible(), false);
});
