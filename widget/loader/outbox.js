// What the visitor types and what is on its way, kept in the page's storage until the Worker has it.
//
// A message is put here before it is sent, with its key. Whatever comes between, a reload, a closed
// tab, a lost network: it is sent again with the same key, and the Worker stores it once.

const WAITS = [500, 2e3, 5e3];
const AGAIN = 3e4;
// Who comes back later than this begins anew.
const FRESH = 7 * 864e5;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join('');

// The same for the same text (FNV-1a).
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

export class Outbox {
  // Calls `decided(body, reply)` for what was sent without anybody waiting for it.
  constructor(path, address, decided, signal) {
    this.name = `afterhours:${path}`;
    this.address = address;
    this.decided = decided;
    this.memory = {};
    this.flush = () => this.alone(() => this.sendAll());
    addEventListener('online', this.flush, { signal });
    signal.onabort = () => clearTimeout(this.timer);
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return this.memory;
    }
  }

  change(edit) {
    const state = (this.memory = this.read());
    edit(state);
    try {
      if (state.draft || state.sending?.length) localStorage.setItem(this.name, JSON.stringify(state));
      else localStorage.removeItem(this.name);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  // What was written before and neither sent nor put here since. It keeps its name, so that it is
  // stored once even if two tabs send it.
  takeUp() {
    const { draft } = this.read();
    const sending = this.waiting.some(({ id }) => id === draft?.id);
    if (!draft || sending || Date.now() - draft.at > FRESH) return;
    this.id = draft.id;
    return draft;
  }

  keep(draft) {
    this.id ??= random();
    this.change((state) => (state.draft = { id: this.id, at: Date.now(), told: state.draft?.told, ...draft }));
  }

  forget() {
    this.id = undefined;
    this.change((state) => delete state.draft);
  }

  get waiting() {
    return this.read().sending ?? [];
  }

  put(body) {
    let entry;
    this.change((state) => {
      const id = (this.id ??= random());
      entry = { id, key: `${id}-${fingerprint(body)}`, body };
      // What was changed since it was put here goes out as it is now.
      state.sending = [...(state.sending ?? []).filter((other) => other.id !== id), entry];
    });
    return entry;
  }

  // One tab at a time. Whoever comes while another sends waits: what that one has sent, nobody finds
  // any more; and one that is closed meanwhile lets go.
  async alone(act) {
    let begun;
    try {
      return await navigator.locks.request(this.name, () => act((begun = true)));
    } catch (cause) {
      if (begun) throw cause;
      // Where a page may store nothing it may not wait for others either.
      return act();
    }
  }

  // Sends until the Worker has decided, or gives up for now: then `status` is 0 or 429.
  async send(body) {
    const entry = this.put(body);
    this.busy = entry.key;
    const reply = await this.alone(async () => {
      for (const ms of [...WAITS, 0]) {
        const reply = await this.attempt(entry);
        if (reply || !ms) return reply;
        await wait(ms);
      }
    });
    this.busy = undefined;
    if (reply) return reply;
    this.again();
    return { status: this.limited ? 429 : 0, kept: this.kept, online: navigator.onLine };
  }

  async attempt({ id, key, body }) {
    this.limited = false;
    try {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const response = await fetch(this.address, { method: 'POST', headers, body });
      const { status } = response;
      const text = await response.text();
      this.limited = status === 429;
      if (this.limited || status >= 500) return;
      this.change((state) => {
        state.sending = (state.sending ?? []).filter((entry) => entry.key !== key);
        if (status < 300 && state.draft?.id === id) delete state.draft;
      });
      return { status, text };
    } catch {
      // Nobody was reached.
    }
  }

  again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, AGAIN);
  }

  async sendAll() {
    for (const entry of this.waiting.filter(({ key }) => key !== this.busy)) {
      const reply = await this.attempt(entry);
      if (!reply) return this.again();
      // What was refused is not lost: it is a draft again.
      if (reply.status > 299) this.change((state) => (state.draft = { id: entry.id, at: Date.now(), steps: [], typed: JSON.parse(entry.body).answers }));
      this.decided(entry.body, reply);
    }
  }
}
