import type { DockerfileReading } from '../../syntax/manifests/dockerfile.js';
import { baseImageKind } from './third-party-images.js';

/** What a Dockerfile takes from its build context and what its texts speak of. */
export interface DockerfileSources {
  /** Static beginnings of COPY and ADD sources relative to the context (`services/api`, `target/`), without those of the whole context. */
  readonly named: readonly string[];
  /** True when the whole context is copied or mounted. */
  readonly takesAll: boolean;
  /** True when all sources are known to the builder only (`${ARTIFACT}.jar`). */
  readonly isUnknown: boolean;
  /** Texts of CMD and ENTRYPOINT in the last stage: what will run. */
  readonly running: string;
  /** Texts of RUN and WORKDIR: how it is built. */
  readonly building: string;
  /** What the last stage builds upon in the end. */
  readonly base: 'program' | 'content' | 'product';
}

/** Reads {@link DockerfileSources} of a parsed Dockerfile. */
export function dockerfileSources(dockerfile: DockerfileReading): DockerfileSources {
  const named = new Set<string>();
  let takesAll = false;
  let isDynamic = false;
  const running: string[] = [];
  const building: string[] = [];
  const last = dockerfile.stages.length - 1;
  for (const instruction of dockerfile.instructions) {
    const { keyword, flags, command, stage } = instruction;
    if (keyword === 'RUN') {
      building.push(instruction.arguments);
      takesAll ||= flags.some(({ name, value }) => name === 'mount' && isContextMount(value ?? ''));
    }
    if (keyword === 'WORKDIR') building.push(instruction.arguments);
    if (stage === last && (keyword === 'CMD' || keyword === 'ENTRYPOINT'))
      running.push(instruction.arguments);
    if (keyword !== 'COPY' && keyword !== 'ADD') continue;
    if (flags.some(({ name }) => name === 'from')) continue;
    if (command.words[0]?.startsWith('<<') === true) continue;
    for (const source of command.words.slice(0, -1)) {
      const relative = source.replace(/^(\.?\/)+/, '');
      if (/^[a-z]+:\/\/|^git@/i.test(source)) continue;
      if (relative === '' || relative === '.' || relative.startsWith('*')) takesAll = true;
      else if (relative.startsWith('$')) isDynamic = true;
      else if (!relative.includes('..')) named.add(relative.replace(/[*?[$].*$/s, '').replace(/\/+$/, ''));
    }
  }
  let base = dockerfile.stages[last];
  while (base?.baseStage !== undefined && base.baseStage < base.index)
    base = dockerfile.stages[base.baseStage];
  return {
    named: [...named].filter((source) => source !== ''),
    takesAll,
    isUnknown: isDynamic && !takesAll && named.size === 0,
    running: running.join('\n'),
    building: building.join('\n'),
    base: baseImageKind(base?.image ?? ''),
  };
}

function isContextMount(value: string): boolean {
  return /\btype=bind\b/.test(value) && !/\bfrom=/.test(value);
}
