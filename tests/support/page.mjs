// Websites that are not ours: a small server on its own port, with the pages that a test asks for.
import { createServer } from 'node:http';
import { base } from './api.mjs';

// The strictest policy under which the widget works.
export const STRICT = `default-src 'none'; script-src ${base} 'wasm-unsafe-eval' 'self'; connect-src ${base}; style-src 'self'; img-src ${base}`;

export async function startHost() {
  const served = new Map([['/favicon.ico', { status: 204, type: 'image/x-icon' }]]);
  const server = createServer((request, response) => {
    const { status = 200, type, headers = {}, content } = served.get(request.url.split('?')[0]) ?? { status: 404, type: 'text/plain', content: '' };
    response.writeHead(status, { 'content-type': type, ...headers }).end(content);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const serve = (ending, file) => {
    const path = `/${served.size + 1}${ending}`;
    served.set(path, file);
    return origin + path;
  };
  return {
    origin,
    script: (content) => serve('.js', { type: 'text/javascript', content }),
    style: (content) => serve('.css', { type: 'text/css', content }),
    html: (content) => serve('', { type: 'text/html; charset=utf-8', content }),
    page: (page) => serve('', { type: 'text/html; charset=utf-8', headers: headers(page), content: html(page) }),
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

function headers({ csp = STRICT, also = {} }) {
  return csp ? { 'content-security-policy': csp, ...also } : also;
}

function html({ lang = 'en', head = '', body = '<h1>A shop</h1><p><a href="#top">A link</a></p>', tags = '', title = 'A shop' }) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
${head}</head><body>${body}${tags}</body></html>`;
}

// The tag of the contract. `more`: attributes by name; `true` stands for one without a value.
export function tag(site, queue, more = {}) {
  const attributes = Object.entries({ 'data-site': site, 'data-queue': queue, ...more }).filter(([, value]) => value !== undefined);
  const text = attributes.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${value}"`)).join('');
  return `<script async src="${base}/embed.js"${text}></script>`;
}
