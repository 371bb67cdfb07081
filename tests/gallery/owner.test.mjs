// Pictures of the owner's pages in the console, for docs/gallery.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Desk } from '../support/desk.mjs';
import { formQueue, lightbotQueue } from '../support/queues.mjs';

const folder = fileURLToPath(new URL('../../docs/gallery', import.meta.url));
const people = PEOPLE.map((one) => (one.email === OTSO ? { ...one, queues: ['support', 'orders'] } : one));
const offline = { tickets: true, max: 50, auto_assign: true };
const queues = {
  default: { offline },
  support: { ...formQueue, offline: { max: 20, per_hour: 6 } },
  orders: { ...lightbotQueue, name: { en: 'Orders', fi: 'Tilaukset' } },
};
const VISITORS = ['Maija', 'Aleksi', 'Zoë'];
const LEFT = [['topic', 'helped'], ['topic', 'email'], ['topic', 'email'], ['topic', 'email', 'message'], ['topic']];
// In force at once, one after the other.
const CHANGES = [
  { at: '/queues/support/closed/message/en', was: 'Write to **us**.', becomes: 'We are **closed**. Write to us: Anna or Otso answers in the morning.' },
  { at: '/theme', becomes: { accent: '#0a6c3f' } },
];
const DRAFT = [{ at: '/name', was: 'Acme', becomes: 'Acme Lamps' }, { at: '/queues/support/retention_days', becomes: 180 }];

// A site whose queues are closed whatever the clock says, with messages, versions and a draft.
async function owned() {
  const site = await putSite(queues, { people });
  const anna = await signIn(site, ANNA);
  const done = async (...asked) => {
    const { status, text } = await anna.ask(...asked);
    assert.ok(status < 300, text);
  };
  for (const queue of ['support', 'orders']) await done('PUT', `queues/${queue}/by-hand`, { state: 'closed', until: null });
  for (const name of VISITORS) {
    await leave(site, 'support', { name, email: 'visitor@mail.example', topic: 'order', urgency: 'later', message: 'The lamp is dark.', consent: true });
  }
  for (const fields of LEFT) await call('POST', `/v1/sites/${site}/queues/orders/left`, { token: null, body: { view: 'lightbot', fields } });
  for (const change of CHANGES) await done('POST', 'settings/changes', { changes: [change], at_once: true });
  await done('POST', 'settings/changes', { changes: DRAFT, at_once: false });
  return site;
}

const heading = (level, name) => (page) => page.getByRole('heading', { level, name, exact: true }).first().waitFor();
const previewed = (page) => page.frameLocator('iframe.preview-frame').locator('afterhours-widget [part~="panel"]').waitFor();

// A step of the conversation, opened in the graph.
async function step(page) {
  await page.locator('.flow-nodes [data-node="order"]').click();
  await heading(2, 'Step order')(page);
}

const WIDE = { viewport: { width: 1400, height: 900 } };
const DARK = { ...WIDE, colorScheme: 'dark' };
const NARROW = { viewport: { width: 375, height: 720 } };
const PICTURES = {
  settings: ['/settings', heading(1, 'Settings'), WIDE],
  'settings-narrow': ['/settings', heading(1, 'Settings'), NARROW],
  setup: ['/settings/setup#2', previewed, WIDE],
  'setup-narrow': ['/settings/setup#2', heading(2, 'What visitors see'), NARROW],
  hours: ['/settings/hours/support', previewed, WIDE],
  'hours-dark': ['/settings/hours/support', previewed, DARK],
  view: ['/settings/view/support', previewed, WIDE],
  'view-dark': ['/settings/view/support', previewed, DARK],
  lightbot: ['/settings/lightbot/orders', step, WIDE],
  'lightbot-dark': ['/settings/lightbot/orders', step, DARK],
  'lightbot-narrow': ['/settings/lightbot/orders', (page) => page.locator('.outline .node-head').first().waitFor(), NARROW],
  offline: ['/settings/offline-handling', heading(2, 'When agents come back'), WIDE],
  versions: ['/settings/versions', (page) => page.locator('.differences').first().waitFor(), WIDE],
};

for (const [name, [path, shown, device]] of Object.entries(PICTURES)) {
  check(`a picture of console-${name}`, { context: { ...device, reducedMotion: 'reduce' } }, async (visit) => {
    const { page } = visit;
    const desk = await Desk.enter(page, await owned(), ANNA);
    await desk.open(path);
    await shown(page);
    await page.waitForLoadState('networkidle');
    // What was clicked may have scrolled.
    await desk.title.scrollIntoViewIfNeeded();
    await visit.settled();
    await page.screenshot({ path: join(folder, `console-${name}.png`) });
  });
}
