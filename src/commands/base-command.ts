import { Command, Flags } from '@oclif/core';
import { InputError } from '../model/input-error.js';
import type { JsonValue } from '../reporters/json.js';
import { toJsonText } from '../reporters/json-text.js';
import { printable } from '../reporters/printable.js';
import { createStyle } from '../reporters/text/style.js';
import type { Style } from '../reporters/text/style.js';
import { hasColour } from './terminal.js';

/** The exit codes of every command, with and without `--json`. */
export const exitCodes = {
  fine: 0,
  gateFailed: 1,
  badInput: 2,
  couldNotFinish: 3,
  interrupted: 130,
} as const;

/** The parts of oclif's and inquirer's errors that decide the exit code. */
interface ForeignError extends Error {
  readonly oclif?: { readonly exit?: number };
  readonly code?: string;
  readonly suggestions?: readonly string[];
}

/**
 * What all commands share: `--json`, `--no-color`, `--no-input`, errors and exit codes. A command gives its result as an object; oclif
 * prints nothing for a falsy one.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    'no-color': Flags.boolean({ description: 'Write no colours.', helpGroup: 'GLOBAL' }),
    'no-input': Flags.boolean({
      description: 'Never ask; say which flag or file would have answered.',
      helpGroup: 'GLOBAL',
    }),
  };

  protected override async init(): Promise<void> {
    await super.init();
    // `lintel scan | head` closes the pipe early: that is no error of ours.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(exitCodes.fine);
    });
  }

  /**
   * The words of a command line that are no flags, in their order. oclif's own list puts a word that stands twice in the wrong place.
   */
  protected words(raw: readonly { readonly type: string; readonly input: string }[]): readonly string[] {
    return raw.flatMap(({ type, input }) => (type === 'arg' ? [input] : []));
  }

  /** The style of standard output. */
  protected style(flags: { readonly 'no-color': boolean }): Style {
    return createStyle(hasColour(process.stdout, flags['no-color']));
  }

  /** Says something on standard error that is neither result nor error. */
  protected notice(text: string): void {
    process.stderr.write(`Note: ${printable(text)}\n`);
  }

  /** Ends with an exit code after everything was printed; `this.exit()` would replace the result under `--json`. */
  protected endWith(code: number): void {
    process.exitCode = code;
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${toJsonText(json)}\n`);
  }

  /** oclif's own `catch` forgets its exit codes under `--json`, hence this one. */
  protected override async catch(error: ForeignError): Promise<unknown> {
    const code = exitCodeOf(error);
    process.exitCode = code;
    if (this.jsonEnabled()) {
      this.logJson(this.toErrorJson(error));
      return undefined;
    }
    if (code === exitCodes.interrupted) {
      process.stderr.write('Interrupted.\n');
      return undefined;
    }
    if (error instanceof InputError) {
      const style = createStyle(hasColour(process.stderr, this.argv.includes('--no-color')));
      process.stderr.write(`${style.bad('Error:')} ${printable(error.message)}\n`);
      for (const advice of error.advice) process.stderr.write(`  ${style.good('→')} ${printable(advice)}\n`);
      return undefined;
    }
    if (error.oclif?.exit === undefined) {
      process.stderr.write(
        `Internal error: ${printable(error.stack ?? error.message)}\nThis is a defect of lintel: please report it with the lines above.\n`,
      );
      return undefined;
    }
    throw error;
  }

  /** Only what a reader of the JSON can use: oclif's errors carry the whole parser state. */
  protected override toErrorJson(error: unknown): { readonly error: JsonValue } {
    if (!(error instanceof Error))
      return {
        error: {
          name: 'Error',
          message: String(error),
          code: null,
          exitCode: exitCodes.couldNotFinish,
          suggestions: [],
        },
      };
    const foreign: ForeignError = error;
    return {
      error: {
        name: error.name,
        message: error.message,
        code: foreign.code ?? null,
        exitCode: exitCodeOf(foreign),
        suggestions: [...(error instanceof InputError ? error.advice : (foreign.suggestions ?? []))],
      },
    };
  }
}

function exitCodeOf(error: ForeignError): number {
  if (error instanceof InputError) return exitCodes.badInput;
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError' || error.message === 'SIGINT') {
    return exitCodes.interrupted;
  }
  return error.oclif?.exit ?? exitCodes.couldNotFinish;
}
