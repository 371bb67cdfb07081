// The receiver of the webhooks: a real server, which is as well or as ill as it is told.
import { Webhook } from 'standardwebhooks';
import { secret } from '../support/api.mjs';
import { startReceiver } from '../support/receiver.mjs';

export const WELL = 'is well';
const GONE = 'is gone';

// How each mood answers a request. Whoever takes the delivery has it, whether the Worker hears so or not.
const MOODS = {
  [WELL]: (request, take) => {
    take();
    return 204;
  },
  'answers 500': () => 500,
  'answers 503 with Retry-After': () => ({ status: 503, headers: { 'retry-after': '2' } }),
  'never answers': () => new Promise(() => {}),
  'resets connections': ({ socket }) => {
    socket.resetAndDestroy();
    return 500;
  },
  'breaks off after taking it': ({ socket }, take) => {
    take();
    socket.destroy();
    return 204;
  },
  [GONE]: () => 503,
};

export const ILLS = Object.keys(MOODS).filter((mood) => mood !== WELL);

// A receiver that begins well. `taken` has what it took, by the webhook's id; `note(name)` counts faults.
export async function moodyReceiver(note) {
  const webhook = new Webhook(secret);
  const taken = new Map();
  const forged = [];
  let mood = WELL;

  const take = (id, { type, data }) => {
    const times = taken.get(id)?.times ?? 0;
    taken.set(id, { id, type, data, times: times + 1 });
  };
  const answer = (request) => {
    const id = request.headers['webhook-id'];
    let payload;
    try {
      payload = webhook.verify(request.body, request.headers);
    } catch {
      forged.push(id);
      return 400;
    }
    if (mood !== WELL) note(`the receiver ${mood}`);
    return MOODS[mood](request, () => take(id, payload));
  };

  let server = await startReceiver(answer);
  const { url, port } = server;
  return {
    url,
    taken,
    forged,
    async turn(next) {
      if (next === GONE) {
        note(`the receiver ${GONE}`);
        await server.close();
      } else if (mood === GONE) {
        server = await startReceiver(answer, port);
      }
      mood = next;
    },
    close: () => server.close(),
  };
}
