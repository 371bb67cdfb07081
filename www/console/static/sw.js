// Shows what Web Push brings while the console is closed. It caches nothing.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => event.waitUntil(show(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(addressOf(event.notification.data?.url)));
});

async function show(data) {
  const notice = read(data);
  const url = addressOf(notice.url);
  const windows = await consoles(url);
  // The console tells of it itself.
  if (windows.some((client) => client.focused && client.visibilityState === 'visible')) return;
  await self.registration.showNotification(notice.title || 'Afterhours', {
    body: notice.body || '',
    tag: notice.tag || '',
    // A tag replaces what it had; without this it would do so silently.
    renotify: Boolean(notice.tag),
    requireInteraction: Boolean(notice.keep),
    data: { url: url.href },
  });
}

// A browser demands that every push shows something, also one that cannot be read.
function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

// Notices lead to this console and nowhere else.
function addressOf(text) {
  const home = new URL(self.registration.scope);
  if (!text) return home;
  const url = new URL(text, home);
  return url.origin === home.origin ? url : home;
}

async function open(url) {
  const [client] = await consoles(url);
  if (!client) return self.clients.openWindow(url.href);
  await client.focus();
  if (client.url === url.href) return client;
  // A window that another worker serves cannot be led from here.
  return client.navigate(url.href).catch(() => self.clients.openWindow(url.href));
}

// The open consoles of the same site, the one used last first.
async function consoles(url) {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const site = siteOf(url);
  return all.filter((client) => site && siteOf(new URL(client.url)) === site);
}

// `/console/{site}/…`
function siteOf(url) {
  const [, place, site] = url.pathname.split('/');
  return place === 'console' && url.origin === self.location.origin ? site : null;
}
