import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { isProductFile } from '../../model/repository-view.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { isDockerfilePath, parseDockerfile } from '../../syntax/manifests/dockerfile.js';
import type { DockerfileReading, DockerInstruction } from '../../syntax/manifests/dockerfile.js';
import { missingIn } from './base-images.js';
import type { CheckTool } from './base-images.js';
import { migrationOnStart } from './start-migrates.js';
import type { StartMigration } from './start-migrates.js';

/** What a stage of a Dockerfile gives when it is the one that runs. */
export interface ImageStage {
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** Lower case; undefined for a stage without a name. */
  readonly name: string | undefined;
  /** Whether it is what a build without a target makes. */
  readonly last: boolean;
  /** The image at the bottom, with the defaults of ARGs filled in. */
  readonly base: string;
  /** Tools that are surely not there: the base image lacks them, and nothing that was written could bring them. */
  readonly missing: readonly CheckTool[];
  /** Ports of EXPOSE. */
  readonly exposes: readonly number[];
  /** Migrations that run before the program does, on every start. */
  readonly migrates: StartMigration | undefined;
  /** The FROM. */
  readonly span: SourceSpan;
}

/** The stages of all Dockerfiles of the product that can run: those with a name and the last one of each. */
export async function readImageStages(view: RepositoryView): Promise<readonly ImageStage[]> {
  const found: ImageStage[] = [];
  for (const file of view.files) {
    if (!isProductFile(file) || !isDockerfilePath(file.path)) continue;
    const source = await view.read(file.path);
    if (source !== undefined && /^[ \t]*FROM[ \t]/im.test(source.text))
      found.push(...(await stagesOf(source, file, view)));
  }
  return found;
}

async function stagesOf(
  source: SourceText,
  file: RepositoryFile,
  view: RepositoryView,
): Promise<readonly ImageStage[]> {
  const reading = parseDockerfile(source);
  const stages: ImageStage[] = [];
  for (const stage of reading.stages) {
    const isLast = stage.index === reading.stages.length - 1;
    if (stage.name === undefined && !isLast) continue;
    const chain = chainOf(reading, stage.index);
    const instructions = reading.instructions.filter((one) => chain.includes(one.stage));
    const base = reading.stages[chain.at(-1) ?? stage.index]?.image ?? '';
    stages.push({
      dockerfile: file.path,
      name: stage.name,
      last: isLast,
      base,
      missing: (missingIn(base) ?? []).filter((tool) => !mayBring(tool, instructions)),
      exposes: instructions
        .filter(({ keyword }) => keyword === 'EXPOSE')
        .flatMap(({ command }) => command.words.map((word) => Number.parseInt(word, 10)))
        .filter((port) => Number.isInteger(port)),
      migrates: await migrationOnStart(instructions, file.path, view),
      span: stage.span,
    });
  }
  return stages;
}

/** Indexes of a stage and those that it builds upon, nearest first. */
function chainOf({ stages }: DockerfileReading, index: number): readonly number[] {
  const chain: number[] = [];
  for (
    let at: number | undefined = index;
    at !== undefined && !chain.includes(at);
    at = stages[at]?.baseStage
  )
    chain.push(at);
  return chain;
}

/** Words with which each tool comes in, besides its own name. */
const bringers: Readonly<Partial<Record<CheckTool, RegExp>>> = {
  sh: /busybox|bash|dash/,
  nc: /netcat|ncat|nmap|busybox/,
  wget: /busybox/,
  http: /httpie/,
  grpc_health_probe: /grpc[-_]health[-_]probe/,
  pg_isready: /postgres/,
  'redis-cli': /redis|valkey/,
};

/** Steps whose work is not written in the Dockerfile: scripts, package lists in variables, whole file systems of other images. */
const unknownStep =
  /\.(sh|bash|ya?ml|txt|list)\b|(apt(-get)?|apk|dnf|yum|microdnf|tdnf|zypper)\s[^&;|]*\$|\b(ansible|nix(-env)?|brew|make|puppet|chef|xargs)\b/;

/** What pip reads are lists of libraries. */
const listOfLibraries = /\b[\w./-]*requirements[\w./-]*\.txt\b/g;
const bringsNothing =
  /^\s*(set\b|chmod|chown|chgrp|sed|mv|ln|rm|mkdir|touch|echo|dos2unix|cat|ls|test|\[|adduser|addgroup|useradd|groupadd|usermod)\b/;

/** Whether what is written may put the tool into the image. */
function mayBring(tool: CheckTool, instructions: readonly DockerInstruction[]): boolean {
  const other = bringers[tool];
  return instructions.some(({ keyword, flags, arguments: text, command }) => {
    if (keyword === 'RUN') {
      const steps = text
        .replace(listOfLibraries, '')
        .split(/&&|\|\||[;|\n]/)
        .filter((step) => !bringsNothing.test(step))
        .join('\n');
      return mentions(steps, tool) || other?.test(text) === true || unknownStep.test(steps);
    }
    if (keyword !== 'COPY' && keyword !== 'ADD') return false;
    if (mentions(text, tool) || other?.test(text) === true) return true;
    const isOtherImage = flags.some(({ name }) => name === 'from');
    const [, ...targets] = command.words;
    const target = targets.at(-1) ?? '';
    // Programs go where programs are found; whole file systems go to the root.
    return (
      isOtherImage &&
      (target === '/' ||
        (command.words[0] ?? '').replace(/\/\*?$/, '') === '' ||
        /^\/(usr\/)?(local\/)?s?bin\/?$/.test(target))
    );
  });
}

function mentions(text: string, tool: CheckTool): boolean {
  return tool !== 'sh' && new RegExp(`(^|[^\\w.-])${tool}($|[^\\w-])`).test(text);
}
