import type { Handler } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import type { MaskedText } from '../../../syntax/masked-text.js';

/** A file of a program that may have to do with gRPC and health. */
export interface ProgramText extends MaskedText {
  readonly source: SourceText;
  /** The directory of the unit that it belongs to: the nearest one with a manifest. */
  readonly unit: string;
}

/** A place where a server is given the health service. */
export interface HealthServing {
  readonly file: ProgramText;
  /** Range of the registration in the file. */
  readonly start: number;
  readonly end: number;
  readonly servedBy?: 'code' | 'dependency';
  readonly handler?: Handler;
  readonly confidence?: 'medium';
}

/** How a language registers the health service. `files` are all files of it that mention gRPC and health. */
export interface GrpcLanguage {
  readonly endings: RegExp;
  find(files: readonly ProgramText[]): readonly HealthServing[];
}

/** Every match of a global pattern in a file's code, comments and texts left out. */
export function matchesIn(file: ProgramText, pattern: RegExp): readonly RegExpExecArray[] {
  return [...file.code.matchAll(pattern)];
}
