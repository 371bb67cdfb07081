// Waits for what happens elsewhere: asks again and again, and gives up in the end.
import { setTimeout as wait } from 'node:timers/promises';

// The first answer of `probe` that is true, or an error that says `what` did not come.
export async function until(what, probe, within = 10_000) {
  const end = performance.now() + within;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`${what} did not come within ${within} ms`);
    await wait(20);
  }
}
