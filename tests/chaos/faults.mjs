// The plan of faults, made from the seed alone, and living through it.
import { setTimeout as wait } from 'node:timers/promises';
import { ILLS, WELL } from './receiver.mjs';

// Times in ms. A kill waits longer than the Worker waits for a receiver (15 s) now and then.
const KILLS = [4_000, 20_000];
const ILL_FOR = [1_000, 5_000];
const WELL_FOR = [1_500, 5_000];

const between = (random, [least, most]) => least + random.below(most - least);

// When workerd is killed and when the receiver turns, in ms from the beginning.
export function planned(random, length) {
  return { kills: instants(random, length), turns: turns(random, length) };
}

function instants(random, length) {
  const kills = [];
  for (let at = between(random, KILLS); at < length; at += between(random, KILLS)) kills.push(at);
  return kills;
}

// Ill and well in turn, every kind of illness before one comes again.
function turns(random, length) {
  const turns = [];
  let left = [];
  for (let at = between(random, WELL_FOR); at < length; at += between(random, WELL_FOR)) {
    if (left.length === 0) left = [...ILLS];
    const [mood] = left.splice(random.below(left.length), 1);
    turns.push({ at, mood });
    at += between(random, ILL_FOR);
    turns.push({ at: Math.min(at, length), mood: WELL });
  }
  return turns;
}

// Lives through the plan, until `end` (as `performance.now` counts) at the latest.
export async function suffer({ kills, turns }, { worker, receiver, note, end }) {
  const began = performance.now();
  const reached = (at) => wait(Math.max(0, began + at - performance.now()));
  const killing = async () => {
    for (const at of kills) {
      await reached(at);
      // Where the machine is slow to start, the last kills would come into the calm.
      if (performance.now() >= end) return;
      note('kills');
      await worker.restart();
    }
  };
  const turning = async () => {
    for (const { at, mood } of turns) {
      await reached(at);
      await receiver.turn(mood);
    }
  };
  await Promise.all([killing(), turning()]);
}
