// Serves the shop on its own origin, and its back office: node serve.mjs --port 8788 --widget http://localhost:8787
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const here = new URL("./", import.meta.url);
const read = (name) => readFileSync(new URL(name, here), "utf8");
const queues = ["open", "message", "form", "support", "hidden"];
const types = { css: "text/css; charset=utf-8", svg: "image/svg+xml" };
const assets = new Set(readdirSync(here).filter((name) => name.split(".").pop() in types));

const { port, widget } = options();
const inbox = await openInbox();

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cache-control": "no-store",
};
const shopPolicy = `default-src 'none'; script-src 'self' ${widget} 'wasm-unsafe-eval'; connect-src ${widget}; style-src 'self'; img-src 'self' ${widget}; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
const inboxPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const server = createServer((request, response) => {
  const send = (status, body = "", headers = {}) => {
    response.writeHead(status, { ...common, "content-type": "text/plain; charset=utf-8", ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  answer(request, send).catch((error) => {
    console.error(error);
    send(500, "Something went wrong in the shop. Its terminal says what.\n");
  });
});

async function answer(request, send) {
  const url = URL.canParse(request.url, "http://shop") ? new URL(request.url, "http://shop") : null;
  if (!url) return send(400, "The shop cannot read this address.\n");
  const path = url.pathname.slice(1);
  const hook = path === "hooks/afterhours";
  const allowed = hook ? ["POST"] : ["GET", "HEAD"];
  if (!allowed.includes(request.method)) return send(405, `This address takes ${allowed.join(" and ")} only.\n`, { allow: allowed.join(", ") });

  if (hook) return send(...(await inbox.receive(request)));
  if (path === "inbox") return send(200, inbox.page(url.searchParams.has("paused")), html(inboxPolicy));
  if (path === "" || path === "index.html") return send(200, shop(url.searchParams), html(shopPolicy));
  // The avatar is also shown where the widget lives, on another origin.
  if (assets.has(path)) return send(200, read(path), { "content-type": types[path.split(".").pop()], "cross-origin-resource-policy": "cross-origin" });
  send(404, "The shop has no such page. Its front door is at /.\n");
}

function html(policy) {
  return { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
}

function shop(query) {
  const queue = queues.includes(query.get("queue")) ? query.get("queue") : "support";
  const lang = query.get("lang") === "fi" ? "fi" : "en";
  const page = lang === "fi" ? inFinnish(read("index.html")) : read("index.html");
  return page
    .replace('<html lang="en">', `<html lang="${lang}">`)
    .replace('data-queue="support"', `data-queue="${queue}"`)
    .replaceAll("http://localhost:8787", widget)
    .replace(/href="\?queue=(\w+)"/g, (_, to) => choice(to, lang, to === queue))
    .replace(/href="\?lang=(\w+)"/g, (_, to) => choice(queue, to, to === lang));
}

function choice(queue, lang, current) {
  return `href="?queue=${queue}${lang === "en" ? "" : `&amp;lang=${lang}`}"${current ? ' aria-current="true"' : ""}`;
}

// What fi.json does not know, such as names, stays as it is.
function inFinnish(page) {
  const words = JSON.parse(read("fi.json"));
  return page
    .replace(/>([^<>]+)</g, (all, text) => `>${words[text] ?? text}<`)
    .replace(/ (alt|aria-label|content)="([^"]+)"/g, (all, name, text) => ` ${name}="${words[text] ?? text}"`);
}

async function openInbox() {
  const forwards = Object.values(JSON.parse(read("site.json")).queues).flatMap((queue) => queue.forward ?? []);
  const { secret } = forwards.find((to) => to.url?.endsWith("/hooks/afterhours")) ?? {};
  if (!secret) stop("site.json forwards nothing to /hooks/afterhours, so the back office has no secret to check with.");
  try {
    return (await import("./inbox.mjs")).openInbox(secret);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    stop("The npm package standardwebhooks is missing. Run `npm ci` at the top of the repository.");
  }
}

function options() {
  try {
    const { values } = parseArgs({ options: { port: { type: "string", default: "8788" }, widget: { type: "string", default: "http://localhost:8787" } } });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) stop(`--port ${values.port} is not a port.`);
    if (!/^https?:$/.test(URL.canParse(values.widget) && new URL(values.widget).protocol)) stop(`--widget ${values.widget} is not an http or https address.`);
    return { port, widget: new URL(values.widget).origin };
  } catch (error) {
    stop(`${error.message}\nUse: node serve.mjs --port 8788 --widget http://localhost:8787`);
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

server.on("error", (error) => {
  stop(error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another with --port.` : `The shop cannot open: ${error.message}.`);
});
server.listen(port, "127.0.0.1", () => {
  console.log(`The shop is open at http://localhost:${server.address().port}, its back office at /inbox.`);
});
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
