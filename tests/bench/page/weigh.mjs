// What a visit receives, in bytes. Servers compress more or less well: every body is compressed
// here, the same way for all.
import { brotli } from './brotli.mjs';
import { visit } from './visit.mjs';

// Bytes until the launcher, and until the form is there: `{launcher, form}`.
export async function weigh(browser, widget) {
  const responses = new Map();
  const weights = {};
  const received = (response) => {
    const url = response.url();
    // The page itself is the host's, whichever widget is on it.
    if (url !== widget.url && url.startsWith('http')) responses.set(`${response.request().method()} ${url}`, response);
  };
  const reached = async (name) => {
    weights[name] = 0;
    for (const response of responses.values()) weights[name] += weight(await response.body());
  };
  await visit(browser, widget, { received, reached });
  return weights;
}

// Pictures are compressed already.
const weight = (body) => Math.min(body.length, brotli(body).length);
