// Receives the emails of a Worker in development, and shows them to the tests.
import { createServer } from 'node:http';

// All emails so far.
export const mails = async () => (await fetch(process.env.AFTERHOURS_MAIL)).json();

export async function captureMail() {
  const mails = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify(mails));
    let body = '';
    for await (const chunk of request) body += chunk;
    mails.push(JSON.parse(body));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
