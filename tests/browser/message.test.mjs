import assert from 'node:assert/strict';
import { putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { messageQueue, MONDAY_EVENING, OFFICE } from '../support/queues.mjs';
import { plain } from '../support/widget.mjs';

// Opens the message of a queue as it is on that Monday evening.
async function openMessage(visit, queue = {}, { at = MONDAY_EVENING, page = {} } = {}) {
  const site = await putSite({ support: { ...messageQueue, ...queue } });
  await visit.at(at);
  const widget = await visit.open({ tags: tag(site, 'support'), ...page });
  return widget.open();
}

// Cells and lines apart by "|".
async function rows(widget) {
  const cells = (all) => all.map((row) => [...row.cells].map((cell) => cell.innerText).join('\n'));
  return (await widget.hours.locator('tr').evaluateAll(cells)).map(plain);
}

check('the message is the owner\'s text as safe Markdown', async (visit) => {
  const message = [
    'We are **closed** until *Tuesday*.',
    '- first\n- second',
    '[Help](https://acme.example/help) and [run](javascript:window.ran=1)',
    '<script>window.ran=1</script> <img src=x onerror="window.ran=1"> ![a picture](https://acme.example/x.png)',
  ].join('\n\n');
  const widget = await openMessage(visit, { closed: { view: 'message', message } });
  await widget.shows('message', 'closed');
  const { message: text } = widget;
  assert.equal(await text.locator('strong').innerText(), 'closed');
  assert.equal(await text.locator('em').innerText(), 'Tuesday');
  assert.deepEqual(await text.locator('li').allInnerTexts(), ['first', 'second']);
  const links = await text.locator('a').evaluateAll((all) => all.map((a) => [a.textContent, a.href, a.target, a.rel]));
  assert.deepEqual(links, [['Help', 'https://acme.example/help', '_blank', 'noopener']]);
  assert.match(await text.innerText(), /run[\s\S]*<script>[\s\S]*<img src=x/);
  assert.equal(await widget.panel.locator('img, script').count(), 0);
  assert.equal(await visit.page.evaluate(() => window.ran), undefined);
});

check('the hours show seven days from today, with annual and one-off exceptions', async (visit) => {
  const widget = await openMessage(visit);
  await widget.hours.getByText('9:00 AM').first().waitFor();
  assert.deepEqual(await rows(widget), [
    'Monday, Dec 21|9:00 AM – 12:00 PM, 1:00 – 5:00 PM',
    'Tuesday, Dec 22|9:00 AM – 5:00 PM',
    'Wednesday, Dec 23|10:00 AM – 2:00 PM',
    'Thursday, Dec 24|9:00 AM – 12:00 PM',
    'Friday, Dec 25|Closed',
    'Saturday, Dec 26|Closed',
    'Sunday, Dec 27|Closed',
  ]);
  assert.match(plain(await widget.panel.innerText()), /Opens Tuesday 9:00 AM · in 1\d hours/);
});

check('hours to midnight, past it and around the clock are told in full', async (visit) => {
  const week = [['9:00', '17:00'], ['18:00', null], [null, '2:00', '20:00', '23:30'], ['0:00', null]];
  const widget = await openMessage(visit, { schedule: { timezone: 'Europe/Helsinki', week } });
  await widget.hours.getByText('9:00 AM').first().waitFor();
  const [, tuesday, wednesday, thursday] = await rows(widget);
  assert.match(tuesday, /6:00 PM – (12:00 AM|midnight|24:00)/);
  assert.match(wednesday, /12:00 – 2:00 AM, 8:00 – 11:30 PM/);
  assert.match(thursday, /Open all day/);
});

check('the next opening beyond this week names its date', async (visit) => {
  const closed = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`2026-12-${21 + i}`, null]));
  const widget = await openMessage(visit, { schedule: { ...OFFICE, exceptions: closed } });
  await widget.panel.getByText(/Opens Thu,? (December 31|31 December).* 9:00\sAM/).waitFor();
});

check('without a schedule there are no hours, and no opening is promised', async (visit) => {
  const widget = await openMessage(visit, { schedule: undefined });
  await widget.message.waitFor();
  assert.equal(await widget.hours.count(), 0);
  assert.doesNotMatch(await widget.panel.innerText(), /Opens/);
});

check('other ways to reach the owner are links', async (visit) => {
  const channels = [
    { kind: 'phone', value: '+358 40 123 4567', label: { en: 'Emergencies' } },
    { kind: 'email', value: 'desk@acme.example' },
    { kind: 'sms', value: '+358401234567' },
    { kind: 'whatsapp', value: '+358401234567' },
    { kind: 'url', value: 'https://acme.example/help', label: { en: 'Help pages' } },
  ];
  const widget = await openMessage(visit, { closed: { view: 'message', channels } });
  const links = await widget.channels.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.deepEqual(links, ['tel:+358401234567', 'mailto:desk@acme.example', 'sms:+358401234567', 'https://wa.me/358401234567', 'https://acme.example/help']);
  assert.match(await widget.channels.innerText(), /Emergencies[\s\S]*\+358 40 123 4567[\s\S]*Help pages/);
});

check('a visitor elsewhere sees their own time too', { context: { timezoneId: 'America/New_York' } }, async (visit) => {
  const widget = await openMessage(visit);
  await widget.hours.getByText('local time in Helsinki').waitFor();
  await widget.hours.getByText('Dec 22').waitFor();
  const [monday, tuesday] = await rows(widget);
  assert.doesNotMatch(monday, /\|,/, 'no line begins with a comma');
  assert.match(tuesday, /^Tuesday, Dec 22\|9:00 AM – 5:00 PM.*2:00 – 10:00 AM (EST|GMT-5)$/);
  assert.match(plain(await widget.panel.innerText()), /Opens Tuesday 9:00 AM \(Tue,? 2:00 AM (EST|GMT-5)\)/);
});

check('an own time on another day names the day', { context: { timezoneId: 'Pacific/Auckland' } }, async (visit) => {
  const week = [null, ['14:00', '22:00']];
  const widget = await openMessage(visit, { schedule: { timezone: 'Europe/Helsinki', week } });
  await widget.hours.getByText('Dec 22').waitFor();
  // 14:00 to 22:00 in Helsinki is 1:00 to 9:00 on Wednesday in Auckland.
  const [, tuesday] = await rows(widget);
  assert.match(tuesday, /2:00 – 10:00 PM.*Wed.*1:00 – 9:00 AM/);
});

check('a visitor whose clock shows the same sees one time', { context: { timezoneId: 'Europe/Kyiv' } }, async (visit) => {
  const widget = await openMessage(visit);
  await widget.hours.getByText('9:00 AM').first().waitFor();
  await widget.hours.getByText('Dec 22').waitFor();
  assert.equal(await widget.hours.getByText('local time in Helsinki').isVisible(), false);
  assert.equal((await rows(widget))[1], 'Tuesday, Dec 22|9:00 AM – 5:00 PM');
  assert.match(plain(await widget.panel.innerText()), /Opens Tuesday 9:00 AM(?! \()/);
});

for (const [what, page, context] of [
  ['a Finnish page', { lang: 'fi' }, {}],
  ['a page in the Finnish of Finland', { lang: 'fi-FI' }, {}],
  ['a Finnish browser on a page without a language', { lang: '' }, { locale: 'fi-FI' }],
]) {
  check(`${what} has a Finnish widget`, { context }, async (visit) => {
    const widget = await openMessage(visit, {}, { page });
    assert.equal(await widget.title.innerText(), 'Tuki');
    assert.equal(await widget.message.innerText(), 'Olemme kiinni.');
    assert.match(await widget.channels.innerText(), /Hätätapaukset/);
    await widget.hours.getByText('9.00–17.00').first().waitFor();
    const [, tuesday] = await rows(widget);
    assert.match(tuesday, /^Tiistai 22\.12\.\|9\.00–17\.00$/);
    const text = plain(await widget.panel.innerText());
    assert.match(text, /Nyt kiinni\|Avaamme tiistai(na)?( klo)? 9\.00/);
    assert.doesNotMatch(text, /Closed|Opening|Monday/);
    assert.equal(await widget.root.getAttribute('lang'), 'fi');
  });
}

check('a language that the site does not have falls back to its first', async (visit) => {
  const widget = await openMessage(visit, {}, { page: { lang: 'sv' } });
  assert.equal(await widget.message.innerText(), 'We are closed.');
});

check('a hidden queue shows nothing, whatever the page says', async (visit) => {
  const site = await putSite({ support: { ...messageQueue, closed: { view: 'hidden' } } });
  await visit.at(MONDAY_EVENING);
  const widget = await visit.open({ tags: tag(site, 'support', { 'data-open': true }) });
  const status = await visit.event('status');
  assert.deepEqual([status.state, status.view], ['closed', 'hidden']);
  await visit.command('open');
  await visit.command('toggle');
  assert.equal(await widget.panel.count() + (await widget.launcher.count()), 0);
  const boxes = await widget.element.evaluateAll((all) => all.map((e) => e.getBoundingClientRect()).filter(({ width, height }) => width * height));
  assert.deepEqual(boxes, []);
  assert.deepEqual(await visit.events('open'), []);
});
