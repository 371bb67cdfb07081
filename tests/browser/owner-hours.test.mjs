// The hours editor: a week drawn, moved and typed, special dates, holidays, and what all of it means.
import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { ANNA, PEOPLE, signIn } from '../support/console.mjs';
import { Desk } from '../support/desk.mjs';
import { checkLooks } from '../support/looks.mjs';
import { until } from '../support/until.mjs';

const SCHEDULE = '/queues/support/schedule';
const office = { timezone: 'Europe/Helsinki', week: [['9:00', '17:00']] };
const DAY = 1440;

// A site with these hours, and its page of hours.
async function open(visit, schedule = office) {
  const queue = { closed: { view: 'message' }, availability: 'hours', name: 'Support' };
  const key = await putSite({ support: schedule ? { ...queue, schedule } : queue }, { people: PEOPLE });
  const desk = await Desk.enter(visit.page, key, ANNA);
  await desk.open('/settings/hours/support');
  await visit.page.getByRole('heading', { level: 2, name: 'Why' }).waitFor();
  return { key, anna: await signIn(key, ANNA), page: visit.page };
}

// The schedule as the Worker has it in the draft.
async function draft({ anna }) {
  const { json } = await anna.get('settings');
  return (json.draft?.document ?? json.published).queues.support.schedule;
}

// Waits until the draft's schedule passes, and gives it.
function kept(hours, what, passes) {
  return until(what, async () => {
    const schedule = await draft(hours);
    return schedule && passes(schedule) ? schedule : undefined;
  });
}

const keptDay = (hours, day, times) => kept(hours, `the hours of day ${day}`, ({ week }) => JSON.stringify(week[day] ?? null) === JSON.stringify(times));

const range = (page, name) => page.getByRole('button', { name, exact: true });
const text = (page, day) => page.getByRole('textbox', { name: day, exact: true });

// Where a minute of a day is, once its line is in sight.
async function spot(page, day, minute) {
  const track = page.locator(`.track[data-day="${day}"]`);
  await track.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await track.boundingBox();
  return [x + (width * minute) / DAY, y + height / 2];
}

// Both days have to be in sight.
async function pull(page, from, to) {
  await spot(page, ...to);
  await page.mouse.move(...(await spot(page, ...from)));
  await page.mouse.down();
  await page.mouse.move(...(await spot(page, ...to)), { steps: 8 });
  await page.mouse.up();
}

check('a range is drawn with the mouse, moved and pulled at both ends, and each is one step to undo', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await pull(page, [2, 540], [2, 1020]);
  await keptDay(hours, 2, ['9:00', '17:00']);
  await range(page, 'Wednesday, 9:00 to 17:00').waitFor();
  // Its middle.
  await pull(page, [2, 780], [3, 840]);
  await keptDay(hours, 3, ['10:00', '18:00']);
  await keptDay(hours, 2, null);
  // The end, then the start.
  await pull(page, [3, 1076], [3, 900]);
  await range(page, /^Thursday, 10:00 to 15:/).waitFor();
  await pull(page, [3, 604], [3, 484]);
  await range(page, /^Thursday, 8:00 to 15:/).waitFor();
  const { week } = await draft(hours);
  assert.deepEqual(week[0], ['9:00', '17:00'], 'Monday stays as it was');
});

check('a range is pulled past midnight into the next row, and is one', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await pull(page, [4, 1080], [5, 120]);
  await range(page, 'Friday, 18:00 to 2:00 on Saturday').waitFor();
  await keptDay(hours, 4, ['18:00', null]);
  await keptDay(hours, 5, [null, '2:00']);
  assert.equal(await text(page, 'Friday').inputValue(), '18:00–2:00');
  assert.equal(await text(page, 'Saturday').inputValue(), 'closed');
  await page.getByText('Open until 2:00 from Friday on.').waitFor();
});

check('escape lets go of a range that is being pulled, and nothing is written', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await spot(page, 0, 1200);
  await page.mouse.move(...(await spot(page, 0, 780)));
  await page.mouse.down();
  await page.mouse.move(...(await spot(page, 0, 900)), { steps: 4 });
  await range(page, 'Monday, 11:00 to 19:00').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await range(page, 'Monday, 9:00 to 17:00').waitFor();
  assert.deepEqual((await draft(hours)).week, office.week);
});

check('by keyboard alone a range is added, moved, resized and removed, and the focus stays with it', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await range(page, 'Monday, 9:00 to 17:00').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Control+ArrowLeft');
  await keptDay(hours, 0, ['8:55', '17:25']);
  await page.keyboard.press('ArrowDown');
  await keptDay(hours, 1, ['8:55', '17:25']);
  const focused = () => page.evaluate(() => document.activeElement.ariaLabel);
  await until('the focus', async () => (await focused()) === 'Tuesday, 8:55 to 17:25');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Hours on Tuesday' });
  await sheet.getByLabel('Closes').fill('25');
  await page.keyboard.press('Enter');
  await sheet.getByText(/“25” is no time/).waitFor();
  await sheet.getByLabel('Closes').fill('4 pm');
  await page.keyboard.press('Enter');
  await keptDay(hours, 1, ['8:55', '16:00']);
  await until('the focus', async () => (await focused()) === 'Tuesday, 8:55 to 16:00');
  await page.keyboard.press('Delete');
  await keptDay(hours, 1, null);
  await page.getByRole('button', { name: 'Add a range on Sunday' }).press('Enter');
  await page.getByRole('button', { name: 'Set the hours' }).press('Enter');
  await keptDay(hours, 6, ['9:00', '17:00']);
});

check('a key does not make one range swallow another', async (visit) => {
  const hours = await open(visit, { ...office, week: [['9:00', '12:00', '12:10', '17:00']] });
  const { page } = hours;
  await range(page, 'Monday, 9:00 to 12:00').press('ArrowRight');
  await page.getByText('There are other hours already.').waitFor({ state: 'attached' });
  assert.deepEqual((await draft(hours)).week[0], ['9:00', '12:00', '12:10', '17:00']);
});

check('hours are typed as people write them, and the explanation says so at once', async (visit) => {
  const hours = await open(visit, { timezone: 'Europe/Helsinki', week: [] });
  const { page } = hours;
  await text(page, 'Wednesday').fill('9-12, 13.30–17');
  await page.keyboard.press('Enter');
  const next = page.getByRole('region', { name: 'Why' }).getByRole('listitem');
  await next.filter({ hasText: 'opens (week, Wednesday: 9:00–12:00, 13:30–17:00)' }).first().waitFor();
  assert.equal(await text(page, 'Wednesday').inputValue(), '9:00–12:00, 13:30–17:00');
  await keptDay(hours, 2, ['9:00', '12:00', '13:30', '17:00']);
  await text(page, 'Monday').fill('8 am to 4 pm');
  await page.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click();
  const { week } = await kept(hours, 'the copies', ({ week }) => week[4]?.length === 2);
  assert.deepEqual(week, [...Array(5).fill(['8:00', '16:00']), null, null]);
});

check('what is no time is told at its day, and the hours stay', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await text(page, 'Monday').fill('9-25');
  await page.keyboard.press('Tab');
  await page.getByText(/“25” is no time/).waitFor();
  assert.equal(await text(page, 'Monday').getAttribute('aria-invalid'), 'true');
  assert.deepEqual((await draft(hours)).week, office.week);
  await text(page, 'Monday').fill('10-14');
  await page.keyboard.press('Tab');
  await keptDay(hours, 0, ['10:00', '14:00']);
  assert.equal(await text(page, 'Monday').getAttribute('aria-invalid'), null);
});

check('old hours that cannot be read are shown with their fault, and mended where they stand', async (visit) => {
  const hours = await open(visit);
  const { page, anna } = hours;
  const becomes = { timezone: 'Europe/Helsinki', week: [['9:00', '8:00'], ['9:00', '17:00']], annual: { '24.12.': null } };
  const changes = [{ at: SCHEDULE, was: office, becomes }];
  assert.equal((await anna.ask('POST', 'settings/changes', { changes, at_once: false })).status, 200);
  await page.reload();
  await page.getByText(/Closes before it opens/).first().waitFor();
  assert.equal(await text(page, 'Monday').inputValue(), '9:00–8:00');
  // Another day is changed: what cannot be read stays.
  await text(page, 'Friday').fill('9-17');
  await page.keyboard.press('Tab');
  const { week } = await keptDay(hours, 4, ['9:00', '17:00']);
  assert.deepEqual(week[0], ['9:00', '8:00']);
  await page.getByRole('region', { name: 'Why' }).getByRole('button', { name: /Closes before it opens/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'day-0');
  await text(page, 'Monday').fill('closed');
  await page.keyboard.press('Tab');
  await keptDay(hours, 0, null);
  await page.getByRole('button', { name: 'Remove “24.12.”' }).click();
  await kept(hours, 'the date is gone', ({ annual }) => !Object.keys(annual).length);
});

check('a special date is set on the calendar by keyboard, for every year, and removed from the list', async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await page.locator('td[tabindex="0"]').focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await visit.settled();
  const date = await page.evaluate(() => document.activeElement.dataset.date);
  const [, month, day] = date.split('-');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Other hours').check();
  await sheet.getByLabel(/^Hours, such as/).fill('10-14');
  await sheet.getByLabel(/^Every year on/).check();
  await sheet.getByRole('button', { name: 'Set this day' }).click();
  await kept(hours, 'the annual date', ({ annual }) => JSON.stringify(annual) === JSON.stringify({ [`${month}/${day}`]: ['10:00', '14:00'] }));
  const cell = page.locator(`td[data-date="${date}"]`);
  assert.equal(await cell.getAttribute('data-rule'), 'annual');
  assert.match(await cell.getAttribute('aria-label'), /10:00–14:00, every year/);
  // This year alone it is closed; the others stay.
  await cell.click();
  await sheet.getByLabel('Closed', { exact: true }).check();
  await sheet.getByLabel(/^Only in/).check();
  await sheet.getByRole('button', { name: 'Set this day' }).click();
  await kept(hours, 'the single date', ({ exceptions }) => exceptions?.[date] === null);
  assert.equal(await cell.getAttribute('data-rule'), 'one-off');
  await page.getByRole('button', { name: /^Remove .*every year$/ }).click();
  const left = await kept(hours, 'the annual date is gone', ({ annual }) => !Object.keys(annual).length);
  assert.deepEqual(left.exceptions, { [date]: null });
});

// The months of the calendar that are in sight, by name.
const months = (page) => page.getByRole('grid').evaluateAll((grids) => grids.map((grid) => grid.ariaLabel));

check('on a phone the calendar shows one month at a time, turned by buttons and by keys', { context: { viewport: { width: 390, height: 800 } } }, async (visit) => {
  const { page } = await open(visit);
  const today = await page.locator('td[aria-current="date"]').getAttribute('data-date');
  const [year, month] = today.split('-').map(Number);
  // How the month so many months from now is called.
  const name = (ahead) => new Date(Date.UTC(year, month - 1 + ahead)).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shows = (ahead) => until(`${name(ahead)} alone`, async () => (await months(page)).join() === name(ahead));
  await shows(0);
  await page.getByRole('button', { name: 'Next month' }).focus();
  await page.keyboard.press('Enter');
  await shows(1);
  await page.keyboard.press('Enter');
  await shows(2);
  const heading = page.getByRole('heading', { level: 3, name: name(2) });
  assert.equal(await heading.getAttribute('aria-live'), 'polite');
  // Tab leads into the month that shows, and keys out of it.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('table').ariaLabel), name(2));
  await page.keyboard.press('PageUp');
  await shows(1);
  await until('the focus', () => page.evaluate(() => document.activeElement.closest('table')?.checkVisibility()));
  await page.getByRole('button', { name: 'Previous month' }).click();
  await page.getByRole('button', { name: 'Previous month' }).click();
  await shows(-1);
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.equal((await months(page)).length, 12, 'wide: all of a year');
});

check('the holidays of a country are shown before they are added', { context: { timezoneId: 'America/New_York' } }, async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  const country = page.getByRole('combobox', { name: 'Country', exact: true });
  assert.equal(await country.inputValue(), 'FI', 'as the zone of the schedule has it');
  await page.getByRole('button', { name: 'Show the holidays' }).click();
  const add = page.getByRole('button', { name: /^Add \d+ days$/ });
  const count = Number((await add.textContent()).match(/\d+/)[0]);
  assert.ok(count > 20, 'two years of them');
  assert.equal((await draft(hours)).exceptions, undefined, 'nothing is taken yet');
  await add.click();
  const { exceptions } = await kept(hours, 'the holidays', ({ exceptions }) => exceptions);
  assert.equal(Object.keys(exceptions).length, count);
  assert.ok(Object.keys(exceptions).some((date) => date.endsWith('-12-25')));
});

check('hours are brought from elsewhere after one has seen what would change, and go out again', { complaints: [/status of 422/] }, async (visit) => {
  const hours = await open(visit);
  const { page, key } = hours;
  await page.getByRole('combobox', { name: 'What it is' }).selectOption('osm');
  const field = page.getByRole('textbox', { name: 'The hours as text' });
  await field.fill('whenever');
  await page.getByRole('button', { name: 'Read these hours' }).click();
  await until('the fault', () => page.locator('#import-fault').textContent());
  await field.fill('Mo-Tu 08:00-16:00');
  await page.getByRole('button', { name: 'Read these hours' }).click();
  const changes = page.getByRole('region', { name: 'Import' }).locator('.changes > div');
  await changes.first().waitFor();
  assert.deepEqual(await changes.locator('dt').allTextContents(), ['Monday', 'Tuesday']);
  await page.getByRole('button', { name: 'Take these hours' }).click();
  await keptDay(hours, 1, ['8:00', '16:00']);
  const out = await page.getByRole('link', { name: /OpenStreetMap/ }).getAttribute('href');
  assert.equal(out, `/v1/sites/${key}/queues/support/hours?format=osm`);
  const own = await page.getByRole('link', { name: /draft, as Ninchat/ }).getAttribute('href');
  const file = JSON.parse(decodeURIComponent(own.split(',').slice(1).join(',')));
  assert.deepEqual(file, await draft(hours));
});

check('a queue without hours gets a week, a zone by its city, and a vacation', { context: { timezoneId: 'America/New_York' } }, async (visit) => {
  const hours = await open(visit, null);
  const { page } = hours;
  await page.getByRole('button', { name: 'Mon–Fri, 9–17' }).click();
  const begun = await kept(hours, 'the week', ({ week }) => week);
  assert.deepEqual(begun, { timezone: 'America/New_York', week: [...Array(5).fill(['9:00', '17:00']), null, null] });
  const zone = page.getByLabel('Time zone');
  await zone.fill('Atlantis');
  await page.keyboard.press('Tab');
  await page.getByText('There is no such time zone.').waitFor();
  await zone.fill('helsinki');
  await page.keyboard.press('Tab');
  await kept(hours, 'the zone', ({ timezone }) => timezone === 'Europe/Helsinki');
  assert.equal(await zone.inputValue(), 'Europe/Helsinki');
  await page.getByText(/, your time$/).first().waitFor();
  await page.getByLabel(/^The schedule is off/).check();
  await kept(hours, 'the vacation', ({ disabled }) => disabled === true);
  await page.getByText(/Closed now, by these hours: the schedule is switched off/).waitFor();
});

checkLooks('the hours editor', async (visit) => {
  const special = { annual: { '12/24': ['9:00', '12:00'], '12/25': null }, exceptions: { '2026-12-31': null } };
  const { page } = await open(visit, { ...office, week: [['9:00', '17:00'], null, null, null, ['18:00', null], [null, '2:00']], ...special });
  await page.waitForLoadState('networkidle');
});

check('on a phone a range is drawn with a finger', { context: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true } }, async (visit) => {
  const hours = await open(visit);
  const { page } = hours;
  await spot(page, 2, 0);
  const [x, y] = await spot(page, 1, 540);
  const [end] = await spot(page, 1, 1020);
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await touch('touchStart', [x, y]);
  for (let i = 1; i <= 8; i++) await touch('touchMove', [x + ((end - x) * i) / 8, y]);
  await touch('touchEnd');
  await keptDay(hours, 1, ['9:00', '17:00']);
});
