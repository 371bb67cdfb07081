import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, getView, putSite } from '../support/api.mjs';
import { newKey, put } from '../support/settings.mjs';

const form = { closed: { view: 'form' } };
const lightbot = { closed: { view: 'lightbot', lightbot: { questionnaire: [{ element: 'input', name: 'a' }] } } };
const message = { closed: { view: 'message' } };
const site = (theme, queues = { form, message, lightbot }) => putSite(queues, { theme });
const view = async (key, queue = 'form', query = '') => (await getView(key, queue, query)).json;
const css = async (theme) => (await view(await site(theme))).css;

describe('a theme', () => {
  test('is refused with every fault named at its place', async () => {
    const theme = { accent: 'blue', radius: 25, font: 'Comic Sans', position: 'left', launcher: {}, logo: 'http://acme.example/logo.svg', shadow: true };
    const reply = await put(newKey(), { queues: { form }, theme });
    assert.equal(reply.status, 422, reply.text);
    const faults = reply.json.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();
    assert.deepEqual(faults, [
      '/theme/accent bad_colour',
      '/theme/font unknown_value',
      '/theme/launcher blank',
      '/theme/logo bad_url',
      '/theme/position unknown_value',
      '/theme/radius out_of_range',
      '/theme/shadow unknown_field',
    ]);
  });

  test('comes back as it was written', async () => {
    const theme = { accent: '#06F', radius: 0, font: 'serif', position: 'start', launcher: { en: 'Ask', fi: 'Kysy' }, logo: 'https://acme.example/logo.svg' };
    const key = await site(theme);
    assert.deepEqual((await call('GET', `/v1/sites/${key}`)).json.theme, theme);
  });

  test('adds nothing to the style where nothing is set', async () => {
    const plain = await css(undefined);
    assert.equal(await css({}), plain);
    assert.notEqual(await css({ radius: 16 }), plain);
  });

  test('has accent, radius and font in the style, each behind what the page around says', async () => {
    const style = await css({ accent: '#06F', radius: 4, font: 'serif' });
    for (const said of ['--accent:var(--afterhours-accent,#0066ff)', '--ink:var(--afterhours-ink,#ffffff)', '--radius:var(--afterhours-radius,4px)']) {
      assert.ok(style.includes(said), said);
    }
    assert.match(style, /font-family:var\(--afterhours-font,[^)]*\bserif\)/);
  });

  test('reaches answers, whose own style comes again with the wasm', async () => {
    assert.match(await css({ radius: 4 }), /\.choices \.choice\{border-radius/);
  });

  test('of bubbles is there for a Lightbot that does not begin with one', async () => {
    const group = (name, ...elements) => ({ name, type: 'group', elements });
    const questionnaire = [
      group('first', { element: 'checkbox', name: 'consent', label: 'I agree' }),
      group('then', { element: 'textarea', name: 'message', label: 'Your message' }),
    ];
    const key = await site({}, { lightbot: { closed: { view: 'lightbot', lightbot: { questionnaire } } } });
    const { css: style, markup } = await view(key, 'lightbot');
    assert.ok(!JSON.stringify(markup).includes('bubble'));
    assert.match(style, /\.bubble\{/);
  });

  test('moves the widget to the other side, unless the tag says where it stands', async () => {
    assert.match(await css({ position: 'start' }), /:host\(:not\(\[data-position='end'\]\)\) \.root\{inset-inline:20px auto\}/);
    assert.equal(await css({ position: 'end' }), await css({}));
  });
});

describe('the launcher', () => {
  const launcher = async (key, queue, query) => (await view(key, queue, query)).markup[2].at(-1);

  test('says what the owner wrote, in the language of the visitor, in every closed view', async () => {
    const key = await site({ launcher: { en: 'Write to Acme', fi: 'Kirjoita Acmelle' } });
    for (const queue of ['form', 'message', 'lightbot']) {
      assert.equal(await launcher(key, queue, '?lang=en'), 'Write to Acme');
      assert.equal(await launcher(key, queue, '?lang=fi'), 'Kirjoita Acmelle');
    }
  });

  test('does not speak of being away while the queue is open', async () => {
    const schedule = { timezone: 'UTC', week: Array(7).fill([null]) };
    const key = await site({ launcher: 'We are away' }, { form: { ...form, schedule, availability: 'hours' } });
    assert.equal(await launcher(key, 'form'), 'Chat with us');
  });

  test('says what the product says where the owner wrote nothing', async () => {
    assert.equal(await launcher(await site({ launcher: ' ' }), 'form'), 'Leave a message');
  });
});

describe('the logo', () => {
  const logo = 'https://acme.example/logo.svg';
  const images = (markup) => JSON.stringify(markup).match(/\["img",\{[^}]*\}/g) ?? [];

  test('stands in the head of the panel, and on the page of its own', async () => {
    const key = await site({ logo });
    for (const queue of ['form', 'lightbot']) {
      const found = images((await view(key, queue)).markup);
      assert.equal(found.length, 1);
      assert.ok(found[0].includes(logo) && found[0].includes('"alt":""'), found[0]);
    }
    const page = await call('GET', `/${key}/form`, { token: null });
    assert.match(page.text, /<img class="logo" src="https:\/\/acme\.example\/logo\.svg"/);
  });

  test('makes way for the avatar of a Lightbot', async () => {
    const avatar = 'https://acme.example/lumo.png';
    const own = structuredClone(lightbot);
    own.closed.lightbot.avatar = avatar;
    const found = images((await view(await site({ logo }, { lightbot: own }), 'lightbot')).markup);
    assert.equal(found.length, 1);
    assert.ok(found[0].includes(avatar), found[0]);
  });
});

test('the page of its own has the look in its style', async () => {
  const key = await site({ accent: '#0a4ccf', radius: 4, font: 'mono' });
  const { text } = await call('GET', `/${key}/form`, { token: null });
  assert.match(text, /:root\{--accent:#0a4ccf;--ink:#ffffff;--radius:4px\}body\{font-family:ui-monospace/);
});
