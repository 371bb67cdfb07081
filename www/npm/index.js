// Puts the tag on the page, once, and hands commands to the widget: before it is there they wait.

const OPTIONS = ['site', 'queue', 'lang', 'theme', 'position', 'target'];

// The tags of this page, by queue, with what their `load` gave.
const tags = new Map();

export function load(options) {
  const { host, site, queue = 'default' } = options;
  if (!host || !site) return Promise.reject(new TypeError('Afterhours needs the host and the key of your site.'));
  const name = `${site}/${queue}`;
  if (!tags.has(name)) {
    const tag = insert(options);
    const ready = told(tag);
    tags.set(name, { tag, ready });
    // Another call may try again.
    ready.catch(() => forget(name));
  }
  return tags.get(name).ready;
}

export function afterhours(command, ...rest) {
  window.afterhours ??= stub();
  window.afterhours(command, ...rest);
  if (command === 'destroy') [...tags.keys()].forEach(forget);
}

function insert({ host, open, nonce, ...options }) {
  const tag = document.createElement('script');
  tag.async = true;
  tag.src = new URL('/embed.js', host).href;
  if (nonce) tag.nonce = nonce;
  for (const name of OPTIONS) {
    if (options[name]) tag.dataset[name] = options[name];
  }
  if (open) tag.dataset.open = '';
  document.head.append(tag);
  return tag;
}

// Resolves when the widget is ready, and rejects where it never will be.
function told(tag) {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const { signal } = done;
    const end = (act) => (event) => {
      // The Worker cannot be reached just now: the widget tries again by itself.
      if (event.detail?.code === 'unreachable') return;
      done.abort();
      act(event);
    };
    addEventListener('afterhours:ready', end(() => resolve()), { signal });
    addEventListener('afterhours:error', end(({ detail }) => reject(new Error(`Afterhours: ${detail.code}`))), { signal });
    tag.addEventListener('error', end(() => reject(new Error(`Afterhours: ${tag.src} could not be loaded`))), { signal });
  });
}

function forget(name) {
  tags.get(name)?.tag.remove();
  tags.delete(name);
}

function stub() {
  const wait = (...call) => (wait.q ??= []).push(call);
  return wait;
}
