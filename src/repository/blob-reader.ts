import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { BatchOutput } from './batch-output.js';
import type { BatchAnswer } from './batch-output.js';
import { tooLarge } from './content.js';
import type { Content, NoContent } from './content.js';
import type { GitProgram } from './git-environment.js';

interface Request {
  readonly id: string;
  resolve(content: Content): void;
}

/** What a reader needs to know of its repository. */
export interface BlobSource {
  readonly program: GitProgram;
  readonly folder: string;
  /** Ids that a partial clone does not have. Asked for at most once, when git first stumbles over one. */
  listMissing(): Promise<ReadonlySet<string>>;
}

/**
 * Reads blobs by their ids through one `git cat-file --batch`, which is started with the first one. The process is started anew only where
 * git itself gives up: at a blob that a partial clone lacks, or a broken one. Contents come as they are stored; no filter is run.
 */
export class BlobReader {
  readonly #source: BlobSource;
  readonly #waiting: Request[] = [];
  #process: ChildProcessWithoutNullStreams | undefined;
  #missing: ReadonlySet<string> | undefined;
  #closed = false;
  /** Asking again what a process that gave up has left. */
  #recovery: Promise<void> = Promise.resolve();

  constructor(source: BlobSource) {
    this.#source = source;
  }

  /** The content of a blob, or why it is not to be had. Never rejects. */
  async read(id: string): Promise<Content> {
    if (this.#closed) return { reason: 'unreadable', detail: 'the repository was closed' };
    if (this.#missing?.has(id)) return blobMissing;
    return new Promise((resolve) => {
      const request = { id, resolve };
      this.#waiting.push(request);
      this.#send([request]);
    });
  }

  /** Ends the process when all that was asked for has been read. */
  async close(): Promise<void> {
    this.#closed = true;
    for (let child = this.#process; child !== undefined; child = this.#process) {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
      await this.#recovery;
      if (this.#process === child) this.#process = undefined;
    }
  }

  #send(requests: readonly Request[]): void {
    if (requests.length === 0) return;
    this.#process ??= this.#start();
    this.#process.stdin.write(requests.map(({ id }) => `${id}\n`).join(''));
  }

  #start(): ChildProcessWithoutNullStreams {
    const { program, folder } = this.#source;
    const options = program.config.flatMap((setting) => ['-c', setting]);
    const child = spawn(program.binary, [...options, 'cat-file', '--batch'], {
      cwd: folder,
      env: { ...program.environment },
      windowsHide: true,
    });
    let complaint = '';
    const output = new BatchOutput((answer) => {
      if (this.#process === child) this.#take(answer);
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 4_000) complaint += chunk.toString('utf8');
    });
    // A process that has ended says why in `close`; the broken pipe says nothing more.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      complaint += error.message;
    });
    child.on('close', () => {
      if (this.#process === child) this.#recovery = this.#ended(complaint);
    });
    return child;
  }

  #take(answer: BatchAnswer): void {
    const request = this.#waiting.shift();
    if (request === undefined) return;
    request.resolve(contentOf(answer));
    if (answer.kind === 'endless') {
      this.#process?.kill('SIGKILL');
      this.#process = undefined;
      this.#send(this.#waiting);
    }
  }

  /** Git gave up at the first request that waits; the others are asked again. */
  async #ended(complaint: string): Promise<void> {
    this.#process = undefined;
    const first = this.#waiting.shift();
    if (first === undefined) return;
    const others = this.#waiting.splice(0);
    if (this.#missing === undefined && /promisor remote/.test(complaint)) {
      this.#missing = await this.#source.listMissing();
      first.resolve(blobMissing);
    } else {
      const line = complaint.split('\n', 1)[0] ?? '';
      first.resolve(
        /promisor remote/.test(complaint) ? blobMissing : { reason: 'unreadable', detail: `git: ${line}` },
      );
    }
    const lost = this.#missing;
    const left = others.filter((request) => {
      if (!lost?.has(request.id)) return true;
      request.resolve(blobMissing);
      return false;
    });
    // What was asked for meanwhile has been sent already and is answered first.
    this.#waiting.push(...left);
    this.#send(left);
  }
}

const blobMissing: NoContent = {
  reason: 'blob-missing',
  detail: 'this clone does not have its content; fetch it with git, e.g. by a clone without --filter',
};

function contentOf(answer: BatchAnswer): Content {
  if (answer.kind === 'missing') return blobMissing;
  if (answer.kind !== 'content') return tooLarge(answer.size);
  return answer.type === 'blob'
    ? { content: answer.content }
    : { reason: 'not-a-regular-file', detail: `a git ${answer.type}` };
}
