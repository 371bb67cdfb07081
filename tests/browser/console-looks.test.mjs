import { putSite } from '../support/api.mjs';
import { ANNA, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Desk, here } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';

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

for (const [name, path] of Object.entries(PAGES)) {
  checkLooks(`console, ${name}`, async (visit) => {
    const { site, first } = await busy();
    const desk = await Desk.enter(visit.page, site, ANNA);
    await desk.open(path(first));
    await visit.page.waitForLoadState('networkidle');
  });
}

checkLooks('console, signing in', { complaints: [/status of 401/] }, async ({ page }) => {
  const { site } = await busy();
  await page.goto(`${here}/console/${site}`);
  await page.getByLabel('Your email address').waitFor();
});
