// The shop's back office: takes what Afterhours forwards, and shows it.
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const kept = 50;
const mostBytes = 1024 * 1024;
const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Helsinki" });

export function openInbox(secret) {
  const webhook = new Webhook(secret);
  const arrived = new Map(); // by webhook-id, oldest first

  async function receive(request) {
    const body = await bodyOf(request);
    if (body === null) return [413, "This is more than the back office takes.\n"];
    let event;
    try {
      event = webhook.verify(body, request.headers);
    } catch (error) {
      if (error instanceof SyntaxError) return [400, "The signature is right, but the body is not JSON.\n"];
      if (!(error instanceof WebhookVerificationError)) throw error;
      return [401, `The signature does not hold: ${error.message}.\n`];
    }
    const id = request.headers["webhook-id"];
    if (!arrived.has(id)) arrived.set(id, event);
    if (arrived.size > kept) arrived.delete(arrived.keys().next().value);
    return [204];
  }

  return { receive, page: (paused) => page([...arrived.values()].reverse(), paused) };
}

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size <= mostBytes) parts.push(part); // The rest is read and dropped, so that the sender hears the answer.
  }
  return size > mostBytes ? null : Buffer.concat(parts).toString("utf8");
}

function page(events, paused) {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  ${paused ? "" : "<meta http-equiv=refresh content=3>"}
  <title>Back office: Kaamos</title>
  <link rel="icon" href="/mark.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/shop.css">
</head>
<body>
  <header class="top">
    <p class="brand"><img src="/mark.svg" alt="" width="32" height="32">Kaamos</p>
    <nav aria-label="Back office"><ul>
      <li><a href="/">To the shop</a></li>
      <li>${paused ? '<a href="/inbox">Refresh by itself</a>' : '<a href="/inbox?paused">Stop refreshing</a>'}</li>
    </ul></nav>
  </header>
  <main class="inbox">
    <h1>Back office</h1>
    <p>What Afterhours sent to the shop as signed webhooks, newest first. The last ${kept} are kept until the demo stops.</p>
    ${events.length ? `<ol>${events.map(entry).join("")}</ol>` : empty}
  </main>
</body>
</html>
`;
}

const empty = `<p class="nothing">Nothing has arrived yet. Open <a href="/?queue=form">the shop with the contact form</a>, leave a message, and it shows up here within seconds.</p>`;

function entry(event) {
  const contact = event?.data ?? {};
  const answers = Object.entries(contact.answers ?? {});
  return `<li><article>
      <h2>${escape(contact.receipt ?? "No receipt")}</h2>
      <p class="kind">${[escape(contact.queue ?? "no queue"), escape(contact.status ?? event?.type ?? "no status"), when(contact.at ?? event?.timestamp)].join(" · ")}</p>
      ${answers.length ? `<dl>${answers.map(([name, value]) => `<div><dt>${escape(words(name))}</dt><dd>${escape(value)}</dd></div>`).join("")}</dl>` : "<p>It holds no answers.</p>"}
    </article></li>`;
}

function when(at) {
  const time = new Date(at ?? NaN);
  return Number.isNaN(time.getTime()) ? "no time" : `<time datetime="${time.toISOString()}">${clock.format(time)}</time>`;
}

function words(name) {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escape(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
