// A receiver of webhooks outside: a real HTTP server that answers as it is told.
import { createServer } from 'node:http';

// `answer(request, n)` gives the status, or `{status, headers}`, of the nth request.
export async function startReceiver(answer = () => 204, port = 0) {
  const requests = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const received = { path: request.url, headers: request.headers, body, at: Date.now() };
    requests.push(received);
    const told = await answer(received, requests.length);
    const { status, headers = {} } = typeof told === 'number' ? { status: told } : told;
    response.writeHead(status, headers).end();
    waiting.splice(0).forEach((check) => check());
  });
  server.listen(port, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    port: server.address().port,
    requests,
    // Resolves once `n` requests were answered.
    async count(n) {
      while (requests.length < n) await new Promise((check) => waiting.push(check));
      return requests;
    },
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
