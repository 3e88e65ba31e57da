import { setFlagsFromString } from 'node:v8';

let done = false;

/**
 * Makes V8 slower to optimise WebAssembly; called before a grammar is loaded. The grammars hold a few huge functions, and V8 optimises
 * one after it has executed 1.8 MB of code: that costs a second of processor time, for which the process waits at its end, and which
 * a run of a few seconds does not win back. With this budget only the functions that large repositories keep busy are optimised.
 * The flag is V8's own (`node --v8-options`); it is not set on versions that nobody looked at, which would complain about a flag they lack.
 */
export function deferWasmOptimisation(): void {
  if (done) return;
  done = true;
  if (Number.parseInt(process.versions.v8, 10) <= 13) setFlagsFromString('--wasm-tiering-budget=60000000');
}
