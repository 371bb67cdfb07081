import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { axe, findings, small, wide } from '../support/looks.mjs';

const context = { reducedMotion: 'reduce' };
const closed = { closed: { view: 'form' }, availability: 'hours', name: 'Support' };

async function busy() {
  const site = await putSite({ support: closed }, { people: PEOPLE });
  const [first] = [await leave(site, 'support'), await leave(site, 'support')];
  const anna = await signIn(site, ANNA);
  await anna.ask('POST', `contacts/${first}/take`);
  await anna.ask('POST', `contacts/${first}/comment`, { text: 'Called, nobody there.' });
  return { site, first };
}

const PAGES = {
  home: () => '',
  'the log': () => '/queues/support',
  'a message': (first) => `/contacts/${first}`,
  search: () => '/search?q=lamp',
  statistics: () => '/statistics?period=7',
  'questionnaire answers': () => '/statistics?show=answers&period=7',
  settings: () => '/settings/you',
};

async function looks(visit, done) {
  const { page } = visit;
  await done();
  await visit.settled();
  const faults = [];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    faults.push(...(await findings(page)).map((line) => `${scheme}: ${line}`));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await visit.settled();
  faults.push(...(await wide(page)).map((line) => `too wide: ${line}`));
  faults.push(...(await small(page)).map((line) => `too small: ${line}`));
  assert.deepEqual(faults, []);
}

for (const [name, path] of Object.entries(PAGES)) {
  check(`console, ${name}: axe finds nothing, light or dark; it fits small screens and fingers`, { context }, async (visit) => {
    const { site, first } = await busy();
    await visit.context.addInitScript({ path: axe });
    const desk = await Desk.enter(visit.page, site, ANNA);
    await looks(visit, async () => {
      await desk.open(path(first));
      await visit.page.waitForLoadState('networkidle');
    });
  });
}

check('console, signing in: axe finds nothing, light or dark; it fits small screens and fingers', { context, complaints: [/status of 401/] }, async (visit) => {
  const { site } = await busy();
  await visit.context.addInitScript({ path: axe });
  await looks(visit, async () => {
    await visit.page.goto(`${here}/console/${site}`);
    await visit.page.getByLabel('Your email address').waitFor();
  });
});
