import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, call, contacts, putSite } from '../support/api.mjs';
import { isReceipt, load, opened, press, reload } from '../support/visitor.mjs';

const nothingStored = async (site) => assert.deepEqual(await contacts(site), []);
const always = { availability: 'hours', schedule: { timezone: 'UTC', week: Array(7).fill([null]) } };
const options = (...values) => values.map((value) => ({ label: `Option ${value}`, value }));

describe('the page of', () => {
  test('a message: the words, the hours, when it opens, and other ways', async () => {
    const closed = { view: 'message', message: { en: 'We are **closed** <i>now</i>.' }, channels: [{ kind: 'phone', value: '+358 40 123', label: { en: 'Emergencies' } }] };
    const { page } = await opened({ name: 'Desk', schedule: { timezone: 'Europe/Helsinki', week: Array(7).fill(['9:00', '9:01']) }, closed });
    assert.match(page.html, /<strong>closed<\/strong>/);
    for (const words of ['Desk', '9:00–9:01', 'Helsinki', 'Emergencies', '+358 40 123', 'Opens']) assert.ok(page.text.includes(words), `${words} in ${page.text}`);
    assert.match(page.html, /href="tel:\+35840123"/);
    assert.equal(page.form, null);
  });

  test('a form: its questions with their labels', async () => {
    const questionnaire = [
      { element: 'input', name: 'email', label: 'Email', inputmode: 'email', required: true },
      { element: 'radio', name: 'size', label: 'Size', options: options('s', 'l') },
      { element: 'select', name: 'colour', label: 'Colour', options: options('red') },
      { element: 'checkbox', name: 'terms', label: 'Terms' },
      { element: 'likert', name: 'happy', label: 'Happy?' },
      { element: 'textarea', name: 'message', label: 'Message' },
      { element: 'a', label: 'Help', href: 'https://acme.example/help' },
    ];
    const { page } = await opened({ closed: { view: 'form', form: { questionnaire } } });
    const named = (name) => page.form.controls.filter((control) => control.name === name);
    const types = Object.fromEntries(['email', 'size', 'colour', 'terms', 'happy', 'message'].map((name) => [name, named(name).map((control) => control.type).join()]));
    assert.deepEqual(types, { email: 'text', size: 'radio,radio', colour: 'select', terms: 'checkbox', happy: Array(5).fill('radio').join(), message: 'textarea' });
    for (const words of ['Email', 'Size', 'Option s', 'Colour', 'Terms', 'Happy?', 'Message', 'Help']) assert.ok(page.text.includes(words), words);
    assert.equal(named('email')[0].inputmode, 'email');
    for (const { id, type } of page.form.controls.filter((one) => ['text', 'textarea', 'select'].includes(one.type))) assert.ok(page.html.includes(`<label for="${id}"`), `a label of ${type}`);
  });

  test('a Lightbot: its name, its first words, and its options as buttons', async () => {
    const questionnaire = [{ element: 'radio', name: 'topic', label: '<p>What about?</p>', options: options('order', 'other') }];
    const { page } = await opened({ closed: { view: 'lightbot', lightbot: { name: 'Lumo', avatar: 'https://acme.example/lumo.png', questionnaire } } });
    for (const words of ['Lumo', 'What about?', 'Option order', 'Option other']) assert.ok(page.text.includes(words), words);
    assert.deepEqual(page.form.buttons.map((button) => [button.name, button.value]), [['topic', 'order'], ['topic', 'other']]);
  });

  test('a hidden queue asks nothing', async () => {
    const { page } = await opened({ closed: { view: 'hidden' } });
    assert.equal(page.form, null);
  });

  test('an open queue takes messages, which are queued', async () => {
    const { site, page } = await opened({ ...always, closed: { view: 'message' } });
    const sent = await press(page, { email: 'anna@acme.example', message: 'Hei' });
    const [stored] = await contacts(site);
    assert.equal(stored.status, 'queued');
    isReceipt(sent, stored.receipt);
  });

  test('a site or a queue that is not there is a page too, with 404', async () => {
    const site = await putSite({});
    for (const path of [`/t-${randomUUID().slice(0, 12)}/default`, `/${site}/nowhere`, `/${site}/%3Cscript%3E`]) {
      const page = await load(path);
      assert.equal(page.status, 404, path);
      assert.match(page.policy['content-type'], /^text\/html/);
      assert.ok(page.text.length > 10 && !page.html.includes('<script'));
    }
    assert.equal((await load(`/${site}/nowhere`, { post: 'a=b' })).status, 404);
  });

  for (const key of ['v1', 'a', 'healthz', 'console']) {
    test(`a site with the key "${key}" can be reached, or cannot be created`, async () => {
      const created = await call('PUT', `/v1/sites/${key}`, { body: { origins: ['*'], queues: { q: { closed: { view: 'form' } } } } });
      if (created.status >= 400) return assert.ok(created.status < 500);
      const page = await load(`/${key}/q`);
      assert.equal(page.status, 200);
      return assert.ok(page.form);
    });
  }
});

describe('without JavaScript', () => {
  const standard = { closed: { view: 'form' } };
  const message = { email: 'anna@acme.example', message: 'Hei\n\n"maailma" & <muut>' };

  test('a message is sent, thanked for with its receipt, and stored', async () => {
    const { site, page } = await opened(standard);
    const sent = await press(page, message);
    const [stored] = await contacts(site);
    isReceipt(sent, stored.receipt);
    assert.equal(stored.answers.email, message.email);
    assert.equal(stored.answers.message.replaceAll('\r\n', '\n'), message.message);
    assert.equal(stored.view, 'form');
  });

  test("the owner's thanks are said, or why nobody will answer", async () => {
    const form = { questionnaire: [{ element: 'input', name: 'a' }], registered: { en: 'Thank you, dear.', fi: 'Kiitos!' } };
    const thanked = await opened({ closed: { view: 'form', form } });
    assert.match((await press(thanked.page, { a: 'x' })).text, /Thank you, dear\./);
    const missed = await opened({ closed: { view: 'form', form }, offline: { max: 0 } });
    assert.doesNotMatch((await press(missed.page, { a: 'x' })).text, /Thank you, dear/);
  });

  test('sending once more, by reload or by an impatient hand, does not double', async () => {
    const { site, page } = await opened(standard);
    const sent = await press(page, message);
    const [stored] = await contacts(site);
    isReceipt(await reload(sent), stored.receipt);
    const second = await load(page.path);
    const impatient = await Promise.all([press(second, message), press(second, message), press(second, message)]);
    const all = await contacts(site);
    assert.equal(all.length, 2, 'one a visit');
    for (const one of impatient) isReceipt(one, all.find((contact) => contact.id !== stored.id).receipt);
  });

  // The browser's own way back, which the Worker does not see.
  test('what is changed after it was sent, and sent again, is not lost', async () => {
    const { site, page } = await opened(standard);
    await press(page, message);
    const again = await press(page, { ...message, message: 'And one more thing' });
    const stored = (await contacts(site)).map((contact) => contact.answers.message);
    const offered = again.form?.controls.some((control) => control.value === 'And one more thing');
    assert.ok(stored.includes('And one more thing') || offered, again.text);
  });

  test('errors are shown at their questions, and everything typed is kept', async () => {
    const questionnaire = [
      { element: 'input', name: 'order', label: 'Order', pattern: '\\d+', required: true },
      { element: 'textarea', name: 'more', label: 'More' },
      { element: 'select', name: 'colour', label: 'Colour', options: options('red', 'blue') },
      { element: 'radio', name: 'size', label: 'Size', options: options('s', 'l') },
      { element: 'checkbox', name: 'news', label: 'News' },
      { element: 'checkbox', name: 'terms', label: 'Terms', required: true },
    ];
    const { site, page } = await opened({ closed: { view: 'form', form: { questionnaire } } });
    const typed = { order: '"><script>alert(1)</script>', more: '\n</textarea><script>alert(2)</script>\n&amp; ä', colour: 'blue', size: 'l', news: true };
    const again = await press(page, typed);
    assert.deepEqual(Object.keys(again.form.errors).sort(), ['order', 'terms']);
    assert.ok(!again.html.includes('<script'), again.html);
    const control = (name, value) => again.form.controls.find((one) => one.name === name && (value === undefined || one.value === value));
    assert.equal(control('order').value, typed.order);
    assert.equal(control('more').value.replaceAll('\r\n', '\n'), typed.more);
    assert.equal(control('colour').value, 'blue');
    assert.deepEqual([control('size', 'l').checked, control('size', 's').checked, control('news').checked, control('terms').checked], [true, false, true, false]);
    assert.equal(control('order')['aria-invalid'], 'true');
    await nothingStored(site);
    const sent = await press(again, { order: '7', terms: true });
    const [stored] = await contacts(site);
    isReceipt(sent, stored.receipt);
    assert.deepEqual(Object.keys(stored.answers).sort(), ['colour', 'more', 'news', 'order', 'size', 'terms']);
  });

  test("errors and words are in the visitor's language", async () => {
    const { page } = await opened(standard, { path: '?lang=fi' });
    assert.match(page.html, /<html[^>]* lang="fi"/);
    const again = await press(page, {});
    assert.match(again.form.errors.email, /Vastaa/);
    const { page: bySetting } = await opened(standard, { headers: { 'accept-language': 'fi-FI,fi;q=0.9' } });
    assert.match(bySetting.html, /<html[^>]* lang="fi"/);
  });

  test('a language that nobody asked for, or that is no language, loses nothing', async () => {
    const asking = [
      { headers: {} },
      { headers: { 'accept-language': '' } },
      { headers: { 'accept-language': 'x'.repeat(60) } },
      { headers: { 'accept-language': '*' } },
      { path: '?lang=' },
      { path: `?lang=${'x'.repeat(60)}` },
      { path: '?lang=%22%3E%3Cscript%3E' },
    ];
    for (const how of asking) {
      const { site, page } = await opened(standard, how);
      assert.ok(!page.html.includes('<script'));
      const sent = await press(page, message);
      const [stored] = await contacts(site);
      assert.ok(stored, `${JSON.stringify(how)}: ${sent.text}`);
      isReceipt(sent, stored.receipt);
    }
  });

  test('it works also where the site lets no other origins in', async () => {
    for (const origins of [['https://acme.example'], []]) {
      const { site, page } = await opened(standard, { origins });
      const sent = await press(page, message);
      assert.equal(sent.status, 200, sent.text);
      assert.equal((await contacts(site)).length, 1);
    }
  });

  test('what is stored counts for the limits as any other', async () => {
    const { page } = await opened(standard, { rate: { per_visitor_per_minute: 1 } });
    assert.equal((await press(page, message)).status, 200);
    const other = await load(page.path);
    const refused = await press(other, message);
    assert.equal(refused.status, 429);
    assert.match(refused.policy['content-type'], /^text\/html/);
    assert.ok(Number(refused.policy['retry-after']) >= 1, 'Retry-After');
  });
});

describe('safety', () => {
  const policyOf = (page) => Object.fromEntries(page.policy['content-security-policy'].split(';').map((rule) => rule.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));

  test('every page forbids scripts, frames and foreign targets, and needs none', async () => {
    const { site, page } = await opened({ closed: { view: 'form', channels: [{ kind: 'phone', value: '+358401' }] } }, { theme: { accent: '#0a6cff' } });
    const pages = [page, await press(page, {}), await press(page, { email: 'a@b.example', message: 'x' }), await load(`/${site}/nowhere`)];
    const framed = await load(`/${site}/q?frame=1`);
    assert.deepEqual(policyOf(framed)['frame-ancestors'], ['*'], 'where it is asked for, in the origins of the site');
    for (const one of pages) {
      const policy = policyOf(one);
      assert.deepEqual(policy['default-src'], ["'none'"]);
      assert.ok(!policy['script-src'] || policy['script-src'].join() === "'none'");
      assert.deepEqual(policy['form-action'], ["'self'"]);
      assert.deepEqual(policy['base-uri'], ["'none'"]);
      assert.deepEqual(policy['frame-ancestors'], ["'none'"]);
      assert.doesNotMatch(one.policy['content-security-policy'], /unsafe|\*(?!\.)/);
      assert.equal(one.policy['x-content-type-options'], 'nosniff');
      assert.match(one.policy['cache-control'], /no-store/);
      assert.doesNotMatch(one.html, /<script|<iframe|<object|<base|\sstyle=|\son\w+=|javascript:/i);
      const inline = [...one.html.matchAll(/<style([^>]*)>/g)].map(([, attributes]) => attributes.match(/nonce="([^"]+)"/)?.[1]);
      for (const nonce of inline) assert.ok(nonce && policy['style-src'].includes(`'nonce-${nonce}'`), 'a style without its nonce');
    }
    const nonces = new Set(pages.map((one) => policyOf(one)['style-src'].join(' ')));
    assert.ok(nonces.size === pages.length || ![...nonces].join().includes('nonce'), 'a nonce is used once');
  });

  test('its style is there', async () => {
    const { page } = await opened({ closed: { view: 'form' } });
    const sheets = [...page.html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => new URL(href, base));
    assert.ok(sheets.length > 0);
    for (const sheet of sheets) {
      assert.equal(sheet.origin, base);
      const reply = await fetch(sheet);
      assert.equal(reply.status, 200);
      assert.match(reply.headers.get('content-type'), /^text\/css/);
    }
  });

  test("owners' texts are a safe subset of Markdown and HTML", async () => {
    const evil = '<script>alert(1)</script>\n\n<img src=x onerror=alert(2)>\n\nHi <b onclick=alert(3)>you</b> [go](javascript:alert(3)) [data](data:text/html,x) **bold** [ok](https://acme.example)';
    const label = '<p onclick=alert(4)>Hi <b>there</b></p><script>alert(5)</script><a href="javascript:alert(6)">x</a><a href="https://acme.example/" class="btn">ok</a><iframe src="https://evil.example"></iframe><style>*{}</style>';
    const questionnaire = [{ element: 'text', label }, { element: 'a', label: 'x', href: 'javascript:alert(7)' }, { element: 'input', name: '"><script>', label: '"><script>alert(8)</script>' }];
    const { page } = await opened({ name: '<script>alert(9)</script>', closed: { view: 'form', message: evil, form: { questionnaire } } });
    assert.doesNotMatch(page.html, /<script|<iframe|<[a-z]+[^>]*\son\w+=|href="(javascript|data):|<img[^>]*src="x"/i);
    assert.match(page.html, /<strong>bold<\/strong>/);
    assert.match(page.html, /<b>there<\/b>/);
    assert.match(page.html, /<a href="https:\/\/acme\.example\/?"/);
  });
});
