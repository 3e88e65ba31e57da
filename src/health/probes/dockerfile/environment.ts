import type { DockerInstruction } from '../../../syntax/manifests/dockerfile.js';
import { expandVariables, unknownPart } from '../variables.js';

/** Variables that double one another must not grow without end. */
const longestValue = 1_024;

/**
 * The variables of the running container: ENV of the image's stages, in the order in which they are built. An ARG helps to fill an ENV
 * in, but is gone when the container runs.
 * @param stages indexes of the stages that make the image, nearest first.
 */
export function environmentOf(
  instructions: readonly DockerInstruction[],
  stages: readonly number[],
): ReadonlyMap<string, string> {
  const running = new Map<string, string>();
  const building = new Map<string, string>();
  for (const stage of [-1, ...stages.toReversed()])
    for (const instruction of instructions) {
      if (instruction.stage !== stage) continue;
      for (const [name, written] of assignmentsOf(instruction)) {
        const value = expandVariables(written, building).slice(0, longestValue);
        if (value.includes(unknownPart)) continue;
        building.set(name, value);
        if (instruction.keyword === 'ENV') running.set(name, value);
      }
    }
  return running;
}

function assignmentsOf({ keyword, command }: DockerInstruction): (readonly [string, string])[] {
  if (keyword !== 'ENV' && keyword !== 'ARG') return [];
  const { words } = command;
  const [first = ''] = words;
  if (keyword === 'ENV' && !first.includes('=')) return [[first, words.slice(1).join(' ')]];
  return words.flatMap((word) => {
    const equals = word.indexOf('=');
    return equals > 0 ? [[word.slice(0, equals), word.slice(equals + 1)] as const] : [];
  });
}
