// A receiver of webhooks outside: a real HTTP server that answers as it is told.
import { createServer } from 'node:http';

// A receiver that is closed when the test `t` ends, however it ends.
export async function receiverFor(t, answer, port) {
  const receiver = await startReceiver(answer, port);
  t.after(() => receiver.close());
  return receiver;
}

// `answer(request, n)` gives the status, or `{status, headers}`, of the nth request.
export async function startReceiver(answer = () => 204, port = 0) {
  const requests = [];
  const waiting = [];
  let answered = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      // Whoever sent it was killed in the middle.
      return;
    }
    const received = { method: request.method, path: request.url, headers: request.headers, body, at: performance.now(), socket: request.socket };
    requests.push(received);
    const told = await answer(received, requests.length);
    const { status, headers = {} } = typeof told === 'number' ? { status: told } : told;
    response.writeHead(status, headers).end();
    answered += 1;
    waiting.splice(0).forEach((check) => check());
  });
  server.listen(port, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    port: server.address().port,
    requests,
    // Resolves once `n` requests were answered.
    count: (n, within = 20_000) => new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${answered} of ${n} requests came within ${within} ms`)), within);
      const check = () => {
        if (answered < n) return waiting.push(check);
        clearTimeout(late);
        return resolve(requests);
      };
      check();
    }),
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
