// A console's socket, as a test reads it.
import WebSocket from 'ws';
import { base } from './api.mjs';
import { at } from './console.mjs';
import { until } from './until.mjs';

export class Live {
  events = [];

  // Connects as the one with that cookie; `after`: the last entry that is known already.
  static open(t, site, { cookie }, after, origin = base) {
    const live = new Live();
    const address = at(site, `live${after === undefined ? '' : `?after=${after}`}`).replace('http', 'ws');
    live.socket = new WebSocket(address, { headers: { cookie, origin } });
    live.socket.on('message', (data) => live.events.push(JSON.parse(data)));
    live.socket.on('unexpected-response', (_, response) => (live.refused = response.statusCode));
    live.socket.on('close', (code) => (live.closed = code));
    live.socket.on('error', () => {});
    t.after(() => live.socket.terminate());
    return live;
  }

  get entries() {
    return this.events.filter(({ type }) => type === 'entry').map(({ entry }) => entry);
  }

  get queues() {
    return this.events.findLast(({ type }) => type === 'queues')?.queues;
  }

  ready() {
    return until('the socket', () => this.events.some(({ type }) => type === 'caught'));
  }

  entry(kind) {
    return until(`the entry "${kind}"`, () => this.entries.find((entry) => entry.kind === kind));
  }
}
