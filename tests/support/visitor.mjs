// A browser without JavaScript, as far as the Worker's own page needs one: it reads the form, fills
// it in, and sends it as browsers do.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { base, putSite } from './api.mjs';

// Gets a page; `post` (a urlencoded text) sends instead. Never follows a redirect. It sends the
// `headers` given and no others, as `fetch` would.
export function load(path, { post, headers = { 'accept-language': 'en' }, url = base } = {}) {
  const form = post === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(post) };
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method: post === undefined ? 'GET' : 'POST', headers: { ...form, ...headers } }, async (response) => {
      let html = '';
      for await (const chunk of response.setEncoding('utf8')) html += chunk;
      resolve({ path, url, headers, status: response.statusCode, policy: response.headers, html, text: textOf(html), form: readForm(html), posted: post });
    });
    sent.on('error', reject).end(post);
  });
}

// Fills in the form of `page` and presses the first button whose text or name is `button`.
export function press(page, answers = {}, button) {
  return load(page.path, { post: filledIn(page, answers, button), headers: { ...page.headers, ...originOf(page) }, url: page.url });
}

// Sends the last form again, as a reload does.
export const reload = (page) => load(page.path, { post: page.posted, headers: page.headers, url: page.url });

function filledIn({ form }, answers, wanted) {
  const fields = new URLSearchParams();
  const left = { ...answers };
  for (const { name, value, type, checked } of form.controls) {
    const chosen = type === 'radio' || type === 'checkbox' ? isChosen(left[name] ?? (checked && value), value, type) : true;
    const typed = type === 'radio' || type === 'checkbox' ? value : (left[name] ?? value);
    if (chosen) fields.append(name, typed.replaceAll(/\r?\n/g, '\r\n'));
  }
  const pressed = form.buttons.find((button) => wanted === undefined || [button.text, button.name].includes(wanted));
  if (!pressed) throw new Error(`no button ${wanted} among ${JSON.stringify(form.buttons)}`);
  if (pressed.name) fields.append(pressed.name, pressed.value);
  const unknown = Object.keys(answers).filter((name) => !form.controls.some((control) => control.name === name));
  if (unknown.length) throw new Error(`the form has no control ${unknown}`);
  return fields.toString();
}

const isChosen = (answer, value, type) => answer === value || (type === 'checkbox' && answer === true);

// What a browser sends as `Origin` with a form (Fetch, "append a request Origin header").
function originOf({ policy, url }) {
  return { origin: policy['referrer-policy'] === 'no-referrer' ? 'null' : new URL(url).origin };
}

const attribute = String.raw`\s+[\w:-]+(?:="[^"]*")?`;

function readForm(html) {
  const form = html.match(new RegExp(`<form(${attribute})*\\s*>(.*?)</form>`, 's'))?.[2];
  if (form === undefined) return null;
  const tags = (name, content = '') => [...form.matchAll(new RegExp(`<${name}((?:${attribute})*)\\s*/?>${content}`, 'gs'))];
  const inputs = tags('input').map(([, attributes]) => ({ type: 'text', value: '', ...read(attributes) }));
  const areas = tags('textarea', '(.*?)</textarea>').map(([, attributes, value]) => ({ ...read(attributes), type: 'textarea', value: unescape(value.replace(/^\n/, '')) }));
  const selects = tags('select', '(.*?)</select>').map(([, attributes, inner]) => readSelect(read(attributes), inner));
  const buttons = tags('button', '(.*?)</button>').map(([, attributes, inner]) => ({ ...read(attributes), text: textOf(inner) }));
  const errors = tags('p', '(.*?)</p>').map(([, attributes, inner]) => [read(attributes), textOf(inner)]);
  return {
    controls: [...inputs, ...areas, ...selects].map((control) => ({ ...control, checked: 'checked' in control })),
    buttons,
    errors: Object.fromEntries(errors.filter(([about, text]) => about['data-error'] && text).map(([about, text]) => [about['data-error'], text])),
  };
}

function readSelect(attributes, inner) {
  const options = [...inner.matchAll(new RegExp(`<option((?:${attribute})*)\\s*>`, 'g'))].map(([, option]) => read(option));
  const selected = options.find((option) => 'selected' in option) ?? options[0];
  return { ...attributes, type: 'select', value: selected?.value ?? '', options: options.map((option) => option.value) };
}

function read(attributes) {
  const pairs = [...attributes.matchAll(/\s+([\w:-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, unescape(value ?? '')]));
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'", '&amp;': '&' };
const unescape = (text) => text.replaceAll(/&(?:lt|gt|quot|#39|#x27|amp);/g, (entity) => ENTITIES[entity]);

// The text that a page shows.
export const textOf = (html) => unescape(html.replaceAll(/<(style|title)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ').trim();

// A new site with `queue`, and its page.
export async function opened(queue, { path = '', headers, ...settings } = {}) {
  const site = await putSite({ q: queue }, settings);
  const page = await load(`/${site}/q${path}`, { headers });
  assert.equal(page.status, 200, page.text);
  return { site, page };
}

// Asserts that `page` thanks for the contact with that receipt.
export function isReceipt(page, receipt) {
  assert.equal(page.status, 200, page.text);
  assert.equal(page.form, null, 'nothing more to fill in');
  assert.ok(page.text.includes(receipt), page.text);
}
