// The table of results, and how it is to be read.
import { availableParallelism, cpus } from 'node:os';

const of = (visits, name) => visits.map((visit) => visit[name]);
const whole = (number) => Math.round(number).toString();
const kilobytes = (bytes) => (bytes / 1e3).toFixed(1);
const megabytes = (bytes) => (bytes / 1e6).toFixed(2);
const withWorst = (times) => `${whole(median(times))} (${whole(Math.max(...times))})`;
const freeToSlow = (name) => ({ free, slow }) => `${whole(median(of(free, name)))} → ${whole(median(of(slow, name)))}`;

const COLUMNS = {
  '': ({ name }) => name,
  'KB to launcher': ({ weights }) => kilobytes(weights.launcher),
  'KB to form': ({ weights }) => kilobytes(weights.form),
  'click→form': ({ free }) => withWorst(of(free, 'opening')),
  'slow click→form': ({ slow }) => withWorst(of(slow, 'opening')),
  'blocked loading': freeToSlow('blockedLoading'),
  'blocked opening': freeToSlow('blockedOpening'),
  'shift': ({ free, slow }) => Math.max(...of([...free, ...slow], 'shift')).toFixed(3),
  'JS heap MB': ({ free }) => megabytes(median(of(free, 'heap'))),
  'wasm MB': ({ free }) => megabytes(median(of(free, 'wasm'))),
};

export function table(results) {
  const measured = results.filter(({ failure }) => !failure);
  const cells = [Object.keys(COLUMNS), ...measured.map((result) => Object.values(COLUMNS).map((show) => show(result)))];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join('  '));
  const failed = results.filter(({ failure }) => failure).map(({ name, failure }) => `${name} failed: ${failure}`);
  return [...lines, ...failed].join('\n');
}

export const legend = (visits) => `\
Each widget is alone on a page, on loopback, in a profile of its own at each visit. Medians of ${visits} visits
(the worst in brackets), in ms; after → and as "slow" those on Slow 4G with a CPU four times as slow.
${availableParallelism()} × ${cpus()[0].model.trim()}.

KB       bodies received, all of them compressed here with Brotli 11, however they travelled (the peers'
         files with Brotli 11 too, those of our Worker with what the local workerd has); without headers
         and the page itself. "To form" is all that arrives by itself after the click.
form     the field for a message is painted; feedbackfin begins with a choice, and its launcher is
         a button of the page.
blocked  beyond the first 50 ms of each task: before the click, and from then on.
shift    layout shift, the worst of all visits.
JS heap  of the whole page with its form open, after a collection; unthrottled, as is wasm: linear memory.`;

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
