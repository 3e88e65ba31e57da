import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bareEnvironment, program, scratchFolder } from './program.js';

/** Whether this machine can give a program a terminal: util-linux' `script`. */
export const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout.includes(
  'util-linux',
);

/** The program in a terminal of 100 columns, with somebody at the keys. */
export interface Terminal {
  /** Waits until a text is on the screen that was not there at the last wait; rejects after 20 s. */
  sees(text: string): Promise<void>;
  press(keys: string): void;
  /** Kills the program itself, as the kernel would. */
  kill(): void;
  /** Waits for the end; gives the exit code and all that was on the screen, without escape sequences. */
  end(): Promise<{ readonly code: number; readonly screen: string }>;
}

/**
 * Starts the built program in a terminal.
 * @param env variables besides those of a bare environment.
 */
export function inTerminal(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const pidFile = join(scratchFolder(), 'pid');
  const quoted = [process.execPath, program, ...words].map((word) => `'${word}'`).join(' ');
  const script = `stty cols 100 rows 50; echo $$ > '${pidFile}'; exec ${quoted}`;
  const child = spawn('script', ['-qefc', script, '/dev/null'], {
    cwd,
    env: { ...bareEnvironment, ...env, SHELL: '/bin/sh' },
    stdio: 'pipe',
  });
  let screen = '';
  let seen = 0;
  const changed = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    screen += part;
    for (const look of changed) look();
  });
  const closed = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  onTestFinished(() => void child.kill('SIGKILL'));

  const limited = <Value>(wait: Promise<Value>, what: string): Promise<Value> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${what}, but the screen shows:\n${plain(screen)}`)), 20_000);
    });
    return Promise.race([wait, late]).finally(() => clearTimeout(timer));
  };

  return {
    sees: (text) =>
      limited(
        new Promise((resolve) => {
          const look = (): void => {
            const shown = plain(screen.slice(seen));
            if (!shown.includes(text)) return;
            seen = screen.length;
            changed.delete(look);
            resolve();
          };
          changed.add(look);
          look();
        }),
        `"${text}" was waited for`,
      ),
    press: (keys) => void child.stdin.write(keys),
    kill: () => void process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL'),
    end: async () => {
      const code = await limited(closed, 'the end was waited for');
      return { code, screen: plain(screen) };
    },
  };
}

/** A screen's text without the sequences that move the cursor and dress the text. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
  return text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r\n', '\n');
}
