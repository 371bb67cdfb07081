import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { call, getView, putSite } from '../support/api.mjs';
import { isProblem, pointersOf } from '../support/problem.mjs';

const NOW = '2026-11-20T12:00:00Z';
const schedule = {
  timezone: 'Europe/Helsinki',
  week: [['9:00', '17:00'], ['9:00', '17:00'], null, null, ['18:00', null], [null, '2:00'], null],
  annual: { '12/24': ['9:00', '12:00'], '12/25': null },
  exceptions: { '2026-12-31': ['10:00', '14:00'] },
};

describe('hours explained and written', () => {
  let site;
  const hours = (query = '', queue = 'q') => getView(site, queue, `/hours?at=${NOW}${query}`);
  before(async () => {
    site = await putSite({ q: { name: { en: 'Support', fi: 'Tuki' }, schedule, availability: 'hours' }, bare: {} });
  });

  test('the rule that decided and the next ten changes are told, in words and as data', async () => {
    const { json } = await hours();
    assert.deepEqual([json.state, json.reason, json.now], ['closed', 'week, Friday: 18:00–24:00', NOW]);
    assert.equal(json.next.length, 10);
    assert.deepEqual(json.next[0], {
      at: '2026-11-20T16:00:00Z', local: '2026-11-20T18:00:00+02:00', state: 'open',
      reason: 'week, Friday: 18:00–24:00', text: 'Friday 20 November 2026, 18:00: opens (week, Friday: 18:00–24:00)',
    });
    assert.equal(json.next[1].text, 'Saturday 21 November 2026, 2:00: closes (week, Saturday: 0:00–2:00)');
    assert.deepEqual(json.schedule, schedule);
    assert.match(JSON.stringify(json.remarks.schema_org), /every year/);
    const { json: view } = await getView(site, 'q', `?at=${NOW}`);
    assert.deepEqual(json.next.map(({ at, state }) => ({ at, state })), view.changes.slice(0, 10));
  });

  test('each format has its media type and says the same', async () => {
    const ninchat = await hours('&format=ninchat');
    assert.deepEqual(ninchat.json, schedule);
    const osm = await hours('&format=osm');
    assert.match(osm.headers.get('content-type'), /^text\/plain/);
    assert.equal(osm.text, 'Mo-Tu 09:00-17:00; Fr 18:00-24:00; Sa 00:00-02:00; Dec 24 09:00-12:00; Dec 25 off; 2026 Dec 31 10:00-14:00');
    const ical = await hours('&format=ical&lang=fi');
    assert.match(ical.headers.get('content-type'), /^text\/calendar/);
    assert.match(ical.text, /SUMMARY:Acme: Tuki\r\n/);
    assert.match(ical.text, /RRULE:FREQ=WEEKLY;UNTIL=/);
    const linked = await hours('&format=schema_org');
    assert.equal(linked.headers.get('content-type'), 'application/ld+json');
    assert.deepEqual(linked.json.openingHoursSpecification[0], { '@type': 'OpeningHoursSpecification', dayOfWeek: ['Monday', 'Tuesday'], opens: '09:00', closes: '17:00' });
  });

  test('a queue without hours has none to write, and what is unknown is refused', async () => {
    const bare = await hours('', 'bare');
    assert.deepEqual([bare.json.state, bare.json.next, bare.json.schedule], ['closed', [], null]);
    isProblem(await hours('&format=osm', 'bare'), 404, 'no_hours');
    isProblem(await hours('&format=excel'), 400, 'bad_parameter');
    isProblem(await getView(site, 'nobody', '/hours'), 404, 'unknown_queue');
  });
});

describe('hours and settings of other systems', () => {
  let site;
  const read = (body, options) => call('POST', `/v1/sites/${site}/import`, { body, ...options });
  before(async () => {
    site = await putSite({ q: {} });
  });

  test('OpenStreetMap, with the holidays of a country', async () => {
    const { status, json } = await read({ format: 'osm', text: 'Mo-Fr 09:00-17:00; PH off; Dec 24 09:00-12:00', timezone: 'Europe/Helsinki', country: 'FI' });
    assert.equal(status, 200);
    assert.deepEqual(json.schedule.week, [...Array(5).fill(['9:00', '17:00']), null, null]);
    assert.equal(json.schedule.annual['12/25'], null);
    assert.deepEqual(json.schedule.annual['12/24'], ['9:00', '12:00']);
    assert.ok('2027-03-26' in json.schedule.exceptions, 'Good Friday moves');
    assert.match(json.remarks[0].message, /single dates/);
  });

  test('a calendar takes its events out of the hours, and what is imported can be saved', async () => {
    const text = 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20990615\nSUMMARY:Party\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY\nSUMMARY:May Day\nEND:VEVENT\nEND:VCALENDAR';
    const { json } = await read({ format: 'ical', text, schedule });
    assert.equal(json.schedule.annual['05/01'], null);
    assert.deepEqual(json.remarks.map((r) => r.about), ['Party']);
    const saved = await call('PUT', `/v1/sites/${site}`, { body: { queues: { q: { schedule: json.schedule } } } });
    assert.equal(saved.status, 200);
  });

  test('the public holidays of a country, and the lint of what came of it', async () => {
    const { json } = await read({ format: 'holidays', country: 'se', schedule: { timezone: 'Europe/Stockholm', week: [['9:00', '9:00']] } });
    assert.ok(Object.keys(json.schedule.exceptions).length > 10);
    assert.ok(json.warnings.some((w) => w.code === 'empty_range' && w.pointer === '/week/0'));
  });

  test('a whole Ninchat configuration becomes a site.json that is saved as it is', async () => {
    const config = {
      default: {
        noQueuesText: '<p>Closed. <a href="https://acme.example">Read</a></p>',
        preAudienceQuestionnaire: [{ element: 'textarea', name: 'message', label: 'Message' }],
        audienceRegisteredText: 'Thanks', audienceQueues: ['support'], agentName: 'Agent',
      },
      fi: { noQueuesText: '<p>Kiinni</p>', audienceRegisteredText: 'Kiitos' },
    };
    const { json } = await read({ format: 'ninchat_site', config });
    assert.deepEqual(json.errors, []);
    assert.ok(json.remarks.some((r) => r.about === 'default/agentName'));
    const key = await putSite(json.site.queues, json.site);
    const view = await getView(key, 'support', '?lang=fi');
    assert.equal(view.json.view, 'form');
    assert.match(JSON.stringify(view.json.markup), /Kiinni/);
  });

  test('what cannot be read is told with its place, and only owners may try', async () => {
    const faults = async (body) => {
      const refused = await read(body);
      isProblem(refused, 422, 'unreadable');
      return pointersOf(refused);
    };
    assert.deepEqual(await faults({ format: 'osm', text: 'whenever', timezone: 'Europe/Helsinki' }), ['/text']);
    assert.deepEqual(await faults({ format: 'ical', text: 'BEGIN:VEVENT', schedule }), ['/text']);
    assert.deepEqual((await faults({ format: 'holidays', country: 'XX', schedule: { week: [] } })).sort(), ['/country', '/schedule']);
    assert.deepEqual(await faults({ format: 'excel' }), ['/format']);
    assert.deepEqual(await faults({ format: 'osm', text: '24/7', timezone: 'Mars/Base', more: 1 }), ['/timezone']);
    assert.deepEqual(await faults({ format: 'ninchat_site', config: {} }), ['/config']);
    isProblem(await read('no json'), 400, 'bad_json');
    isProblem(await read({ format: 'osm' }, { token: null }), 401, 'unauthorized');
  });
});
