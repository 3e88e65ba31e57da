import { readCommand } from '../../../syntax/manifests/docker-command.js';
import type { DockerCommand } from '../../../syntax/manifests/docker-command.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { interpolated } from './interpolated.js';

/** The command of a health check, and its text when a shell runs it. */
export interface HealthTest {
  readonly command: DockerCommand;
  readonly text: string;
}

/**
 * `healthcheck.test`: a text is for the shell; a list begins with NONE, CMD or CMD-SHELL. The engine takes any other list for no check
 * at all, which is `unknown` here, for it was surely not meant.
 */
export function readTest(written: YamlValue): HealthTest | 'none' | 'unknown' {
  if (written.isSequence) return testOfWords(written.items.map((item) => interpolated(item.text ?? '')));
  return written.text === undefined ? 'none' : shellTest(interpolated(written.text));
}

/** A check as a list, the way Docker and ECS take it. */
export function testOfWords([form, ...words]: readonly string[]): HealthTest | 'none' | 'unknown' {
  if (form === undefined || form === 'NONE') return 'none';
  if (form === 'CMD') return words.length === 0 ? 'none' : { command: { form: 'exec', words }, text: '' };
  // The engine runs the first word with the shell; the others would be its parameters.
  return form === 'CMD-SHELL' ? shellTest(words[0] ?? '') : 'unknown';
}

function shellTest(text: string): HealthTest | 'none' {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'NONE') return 'none';
  return { command: { form: 'shell', words: readCommand(` ${trimmed}`).words }, text: trimmed };
}
