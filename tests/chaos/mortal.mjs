// A Worker that is killed, and started again on what it has stored, on the same port.
import { startWorker } from '../support/worker.mjs';

export async function mortalWorker(port, vars) {
  let worker = await startWorker(vars, undefined, port);
  let busy;
  let ended = false;
  const restart = async () => {
    await worker.kill();
    worker = await startWorker(vars, worker.state, port);
  };
  return {
    // As a power cut, and the power comes back.
    async restart() {
      if (!ended) await (busy = restart());
    },
    async stop() {
      ended = true;
      // One that is just being started must not outlive this program.
      await busy?.catch(() => {});
      await worker.stop();
    },
  };
}
