// Loaded before the program: kills it, as the kernel would, before its n-th step that changes a file. The steps are counted in KILL_COUNT.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const wanted = Number(process.env['KILL_AT_STEP']);
let step = 0;

/** Kills when it is time; otherwise the step is taken. */
function before() {
  step += 1;
  if (step === wanted) process.kill(process.pid, 'SIGKILL');
}

const isOwn = (path) => String(path).startsWith(process.env['KILL_BELOW'] ?? '/');
const { promises } = fs;

for (const name of ['mkdir', 'rename', 'link', 'rm', 'writeFile', 'unlink']) {
  const original = promises[name].bind(promises);
  promises[name] = (...given) => {
    if (isOwn(given[0])) before();
    return original(...given);
  };
}

const open = promises.open.bind(promises);
promises.open = async (path, flags, ...rest) => {
  const writes = typeof flags === 'string' && /[wa+]/.test(flags) && isOwn(path);
  if (writes) before();
  const handle = await open(path, flags, ...rest);
  if (writes)
    for (const name of ['writeFile', 'sync', 'close']) {
      const original = handle[name].bind(handle);
      handle[name] = (...given) => {
        before();
        return original(...given);
      };
    }
  return handle;
};

syncBuiltinESMExports();
