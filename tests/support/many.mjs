// Many things at once, but not all at once.

// `work(item)` of every item, at most `together` of them at a time, in the order of the items.
export async function eachOf(items, work, together = 10) {
  const results = [];
  const queue = [...items].entries();
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: together }, worker));
  return results;
}

// The numbers from 0 up to `n`, without it.
export const times = (n) => Array.from({ length: n }, (_, i) => i);
