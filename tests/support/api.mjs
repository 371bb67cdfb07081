// The product's HTTP face, as a program outside would use it.
import { randomUUID } from 'node:crypto';

export const base = process.env.AFTERHOURS_URL;
export const operator = process.env.AFTERHOURS_TOKEN;
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export async function call(method, path, { body, headers = {}, token = operator, url = base } = {}) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(url + path, {
    method,
    headers: { ...authorization, ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

// A site with a name of its own, so that tests do not meet.
export async function putSite(queues, { key = `t-${randomUUID().slice(0, 12)}`, ...rest } = {}, options = {}) {
  const document = { name: 'Acme', langs: ['en', 'fi'], origins: ['*'], rate: { per_visitor_per_minute: 0 }, queues, ...rest };
  const reply = await call('PUT', `/v1/sites/${key}`, { body: document, ...options });
  if (reply.status >= 300) throw new Error(`the site was refused: ${reply.text}`);
  return key;
}

export async function getView(site, queue, query = '', options = {}) {
  return call('GET', `/v1/sites/${site}/queues/${queue}${query}`, { token: null, ...options });
}

export async function submit(site, queue, answers, { key = randomUUID(), body = {}, headers = {}, ...options } = {}) {
  return call('POST', `/v1/sites/${site}/queues/${queue}/contacts`, {
    token: null,
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}), ...headers },
    body: typeof body === 'string' ? body : { answers, ...body },
    ...options,
  });
}

export async function contacts(site, query = '', options = {}) {
  return (await call('GET', `/v1/sites/${site}/contacts${query}`, options)).json.contacts;
}

export async function deliveries(site, contact = '', options = {}) {
  return (await call('GET', `/v1/sites/${site}/deliveries?contact=${contact}`, options)).json.deliveries;
}
