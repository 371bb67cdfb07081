// Runs in every frame of a page, before anything else there, and notes in the top one what a
// visitor notices: when the launcher and the form are painted, and what held the page up meanwhile.
// Times are milliseconds since the epoch, which all frames have in common.
export function watch({ launcher, form }) {
  const notes = (window.top.notes ??= begin());
  const now = (time = performance.now()) => performance.timeOrigin + time;

  function begin() {
    const painted = {};
    const until = (name) => new Promise((done) => (painted[name] = done));
    return { tasks: [], shift: 0, memories: [], frames: [], painted, launcher: until('launcher'), form: until('form') };
  }

  // Looks before each frame is painted; the message arrives after that.
  function seek(name, selector) {
    if (!find(document, selector)) return void requestAnimationFrame(() => seek(name, selector));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => notes.painted[name](now());
    if (name === 'launcher') notes.aim = () => centre(find(document, selector));
    port2.postMessage(0);
  }

  function find(root, selector) {
    const shadows = () => [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [...root.querySelectorAll(selector)].find(isVisible) ?? shadows().map((shadow) => find(shadow, selector)).find(Boolean);
  }

  // Where the mouse finds it, seen from the top frame.
  function centre(element) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return [frame.left + left + width / 2, frame.top + top + height / 2];
  }

  function isVisible(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const within = right - left > 1 && bottom - top > 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    return within && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  requestAnimationFrame(() => seek('launcher', launcher));
  notes.frames.push(() => requestAnimationFrame(() => seek('form', form)));
  addEventListener('pointerdown', (event) => {
    notes.pressed = now(event.timeStamp);
    for (const frame of notes.frames) frame();
  }, { capture: true, once: true });

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      const { exports } = result.instance ?? result;
      notes.memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
      return result;
    };
  }

  // The top frame is told of what the frames of its own origin do.
  if (window !== window.top) return;
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('longtask', ({ startTime, duration }) => notes.tasks.push({ at: now(startTime), duration }));
  observe('layout-shift', ({ value, hadRecentInput }) => (notes.shift += hadRecentInput ? 0 : value));
}
