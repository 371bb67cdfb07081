// The form for feedback and nothing else, as Sentry's page on tree shaking has it.
import { BrowserClient, defaultStackParser, feedbackIntegration, getCurrentScope, makeFetchTransport } from '@sentry/browser';

const client = new BrowserClient({
  dsn: `http://public@${location.host}/1`,
  transport: makeFetchTransport,
  stackParser: defaultStackParser,
  integrations: [feedbackIntegration()],
});
getCurrentScope().setClient(client);
client.init();
