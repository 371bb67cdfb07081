// Pictures of the console, for docs/gallery.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, OTSO, PEOPLE, leave, signIn } from '../support/console.mjs';
import { Desk } from '../support/desk.mjs';
import { lightbotQueue } from '../support/queues.mjs';

const folder = fileURLToPath(new URL('../../docs/gallery', import.meta.url));
const closed = { closed: { view: 'form' }, availability: 'hours' };
const VISITORS = [
  ['Maija', 'The lamp flickers since Friday.'], ['Aleksi', 'My parcel has not come.'], ['Zoë', 'Do you ship to Åland?'],
  ['Nadia', 'The bill is wrong.'], ['José', 'How do I return the chair?'],
];

async function busy() {
  const site = await putSite({ support: { ...closed, name: 'Support' }, sales: { ...closed, name: 'Sales' }, orders: { ...lightbotQueue, name: 'Orders' } }, { people: PEOPLE });
  const ids = [];
  for (const [i, [name, message]] of VISITORS.entries()) ids.push(await leave(site, 'support', { name, email: `visitor${i}@mail.example`, message }));
  const otso = await signIn(site, OTSO);
  await otso.ask('POST', `contacts/${ids[0]}/take`);
  await otso.ask('POST', `contacts/${ids[0]}/comment`, { text: 'Called her: it is the dimmer.' });
  await otso.ask('POST', `contacts/${ids[0]}/resolve`);
  await otso.ask('POST', `contacts/${ids[1]}/take`);
  return { site, ids };
}

const PAGES = { log: () => '/queues/support', content: (ids) => `/contacts/${ids[0]}`, statistics: () => '/statistics?period=7' };
const DEVICES = {
  '': { viewport: { width: 1180, height: 760 } },
  '-dark': { viewport: { width: 1180, height: 760 }, colorScheme: 'dark' },
  '-narrow': { viewport: { width: 375, height: 720 } },
};

for (const [page, path] of Object.entries(PAGES)) {
  for (const [suffix, device] of Object.entries(DEVICES)) {
    check(`a picture of console-${page}${suffix}`, { context: { ...device, reducedMotion: 'reduce' } }, async (visit) => {
      const { site, ids } = await busy();
      const desk = await Desk.enter(visit.page, site, ANNA);
      await desk.open(path(ids));
      await visit.page.waitForLoadState('networkidle');
      await visit.settled();
      await visit.page.screenshot({ path: join(folder, `console-${page}${suffix}.png`) });
    });
  }
}
