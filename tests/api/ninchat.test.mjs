import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { putSite } from '../support/api.mjs';
import { walk } from '../support/questions.mjs';

describe("as in the example of Ninchat's own client", () => {
  const bot = [
    {
      element: 'radio',
      name: 'Aiheet',
      label: 'Hei. Voin auttaa sinua koronavirusta (COVID-19) koskevissa kysymyksissä. Mitä tietoa etsit?',
      required: true,
      options: [
        { label: 'Mikä on koronavirus?', value: 'Mikä on koronavirus' },
        { label: 'Epäily', value: 'Mitä teen jos epäilen koronavirusta?' },
        { label: 'Huoli', value: 'Huolen tai epävarmuuden sietäminen' },
        { label: 'Lopeta', value: 'En tarvitse apua' },
      ],
      redirects: [
        { pattern: 'Mikä on koronavirus', target: 'Koronavirus' },
        { pattern: 'Mitä teen jos epäilen koronavirusta?', target: 'Epäilys' },
        { pattern: 'En tarvitse apua', target: '_close' },
      ],
      buttons: { back: false, next: false },
    },
    { element: 'textarea', name: 'Huoli-äidinkielellä', label: 'Kerro huolesi' },
    { name: 'Huoli-Logic1', logic: { target: '_register', tags: ['huoli'] } },
    {
      name: 'Koronavirus',
      type: 'group',
      buttons: { back: true, next: false },
      elements: [
        { element: 'text', name: 'Koronavirus-info', label: '<p>Koronavirus on <b>virus</b>.</p><a href="https://thl.fi/" class="btn">Lue lisää</a>' },
        { element: 'radio', name: 'Koronavirus-jatko', label: 'Saitko avun?', options: [{ label: 'Kyllä', value: 'Kyllä' }, { label: 'Muut aiheet', value: 'Muut aiheet' }, { label: 'En', value: 'En saanut' }] },
      ],
    },
    { name: 'Koronavirus-Logic1', logic: { and: [{ 'Koronavirus-jatko': 'Kyllä' }], target: '_close' } },
    { name: 'Koronavirus-Logic2', logic: { and: [{ 'Koronavirus-jatko': 'Muut aiheet' }], target: 'Aiheet' } },
    { name: 'Koronavirus-Logic3', logic: { target: 'Epäilys', queueId: 'hoitaja' } },
    { name: 'Epäilys', type: 'group', elements: [{ element: 'input', name: 'Epäilys-puhelin', label: 'Numerosi', inputmode: 'tel', pattern: '\\+?[0-9 ]{6,15}', required: true }, { element: 'checkbox', name: 'Epäilys-lupa', label: 'Minulle saa soittaa' }] },
    { name: 'Epäilys-Logic1', logic: { and: [{ 'Epäilys-lupa': 'true' }], target: '_register', tags: ['soitto'] } },
    { name: 'Epäilys-Logic2', logic: { target: '_complete' } },
  ];
  let site;
  before(async () => {
    const lightbot = { name: 'Korona-botti', questionnaire: bot, registered: 'Kiitos!' };
    site = await putSite({ q: { closed: { view: 'lightbot', lightbot } }, hoitaja: {} }, { langs: ['fi'] });
  });
  const talk = (answers) => walk(site, 'q', answers, { view: 'lightbot' });

  test('options are sentences, names have Finnish letters', async () => {
    const { answers, path, tags, queue } = await talk({ Aiheet: 'Mitä teen jos epäilen koronavirusta?', 'Epäilys-puhelin': '+358 40 123', 'Epäilys-lupa': true });
    assert.deepEqual(answers, { Aiheet: 'Mitä teen jos epäilen koronavirusta?', 'Epäilys-puhelin': '+358 40 123', 'Epäilys-lupa': 'true' });
    assert.deepEqual([path, tags, queue], [['Aiheet', 'Epäilys'], ['soitto'], 'q']);
  });

  test('an answer without a redirect goes on in order', async () => {
    const { path, tags } = await talk({ Aiheet: 'Huolen tai epävarmuuden sietäminen', 'Huoli-äidinkielellä': 'Näin on' });
    assert.deepEqual([path, tags], [['Aiheet', 'Huoli-äidinkielellä'], ['huoli']]);
  });

  test('the queue of a branch takes the contact', async () => {
    const { path, queue } = await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'En saanut', 'Epäilys-puhelin': '0401234567' });
    assert.deepEqual([path, queue], [['Aiheet', 'Koronavirus', 'Epäilys'], 'hoitaja']);
  });

  test('ends that send nothing, and circles, are refused', async () => {
    assert.deepEqual(Object.values(await talk({ Aiheet: 'En tarvitse apua' })), ['leads_nowhere']);
    assert.deepEqual(Object.values(await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'Kyllä' })), ['leads_nowhere']);
    assert.deepEqual(Object.values(await talk({ Aiheet: 'Mikä on koronavirus', 'Koronavirus-jatko': 'Muut aiheet' })), ['leads_nowhere']);
  });
});
