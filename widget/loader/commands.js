// `window.afterhours(command, …)`: one for the page, however many tags it has.

const FOR_WIDGETS = ['open', 'close', 'toggle', 'set', 'identify', 'destroy'];

export function commands() {
  const before = window.afterhours;
  if (before?.api) return before.api;
  let listeners = [];
  const api = {
    widgets: [],
    identity: {},
    tell: (name, event) => listeners.forEach(([wanted, listener]) => wanted === name && listener(event)),
  };
  const run = (name, ...rest) => {
    if (name === 'on') listeners = [...listeners, rest];
    else if (name === 'off') listeners = listeners.filter(([n, l]) => n !== rest[0] || l !== rest[1]);
    else if (FOR_WIDGETS.includes(name)) {
      if (name === 'identify') Object.assign(api.identity, rest[0]);
      api.widgets.forEach((widget) => widget[name](...rest));
      if (name === 'destroy') api.widgets = [];
    } else console.error(`Afterhours: there is no command "${name}".`);
  };
  run.api = api;
  window.afterhours = run;
  // What the page said before the script was there.
  before?.q?.forEach((call) => queueMicrotask(() => run(...call)));
  return api;
}
