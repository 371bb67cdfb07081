// Which steps were shown, in order, read from the widget's open shadow root: a step carries the index
// of its item in the flow, and the flow carries the names.

let names = [];
let path = [];
let report = () => {};
let leave = () => {};

// The items of the flow that is walked from now on.
export function name(items) {
  names = items.map(({ step }) => step?.name);
  report();
}

// Follows the widget in `shadow`, and no other one any more; without one nothing is shown.
export function follow(shadow, tell) {
  leave();
  path = [];
  report = () => tell(path.map((item) => names[item]).filter(Boolean));
  if (!shadow) return report();
  let panel;
  let goesBack = false;
  const step = (form) => {
    const item = Number(form.dataset.item);
    if (goesBack) path.pop();
    goesBack = false;
    if (path.at(-1) !== item) path.push(item);
  };
  const look = (records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    const drawn = shadow.querySelector('.panel');
    // Drawn anew, it begins anew.
    if (drawn !== panel) path = [];
    const steps = drawn === panel ? added.filter((node) => node.matches?.('form.step')) : [...(drawn?.querySelectorAll('form.step') ?? [])];
    panel = drawn;
    if (!steps.length && records.length) return;
    steps.forEach(step);
    report();
  };
  const observer = new MutationObserver(look);
  observer.observe(shadow, { childList: true, subtree: true });
  shadow.addEventListener('submit', ({ submitter }) => (goesBack = submitter?.name === '_back'), true);
  leave = () => observer.disconnect();
  look([]);
}
