import { dirname } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { DockerInstruction } from '../../syntax/manifests/dockerfile.js';

/** A migration that runs on every start, before the program serves. */
export interface StartMigration {
  readonly span: SourceSpan;
  /** The command as written. */
  readonly text: string;
}

/** Commands of the runners that change a schema. */
const migrating =
  /\b(?:r(?:ails|ake) db:(?:migrate|prepare)|manage\.py migrate|alembic (?:\S+ ){0,4}upgrade|flask db upgrade|aerich upgrade|prisma migrate deploy|prisma db push|knex migrate:latest|sequelize(?:-cli)? db:migrate|typeorm(?:-ts-node-\w+)? migration:run|drizzle-kit (?:migrate|push)|mikro-orm migration:up|node-pg-migrate up|artisan migrate|doctrine:migrations:migrate|phinx migrate|flyway (?:\S+ ){0,8}migrate|liquibase (?:\S+ ){0,8}update|goose [^&;|\n]*\bup\b|dbmate (?:up|migrate)|sqlx migrate run|diesel migration run|ecto\.migrate|\.Release\.migrate|dotnet ef database update|(?:npm run|yarn|pnpm(?: run)?) (?:db:)?migrat\w*(?::\w+)?)/;

/** The command in a text that changes a schema; undefined when there is none. */
export function migrationCommand(text: string): string | undefined {
  return migrating.exec(
    text
      .slice(0, 20_000)
      .replace(/["',[\]\\]+\s*/g, ' ')
      .replace(/[ \t]+/g, ' '),
  )?.[0];
}

/**
 * The migration that an image runs when it starts: in its ENTRYPOINT or CMD, or in a script of the repository that these name.
 * @param instructions of the stages that make the image, in the order of the file.
 */
export async function migrationOnStart(
  instructions: readonly DockerInstruction[],
  dockerfile: string,
  view: RepositoryView,
): Promise<StartMigration | undefined> {
  const last = (keyword: string): DockerInstruction | undefined =>
    instructions.findLast((instruction) => instruction.keyword === keyword);
  for (const start of [last('ENTRYPOINT'), last('CMD')]) {
    if (start === undefined) continue;
    const text = migrationCommand(start.arguments);
    if (text !== undefined) return { span: start.span, text };
    for (const word of start.command.words) {
      const script =
        /(?:^|\/)([\w.-]+\.(?:sh|bash))$/.exec(word)?.[1] ?? /(?:^|\/)([\w-]*entrypoint)$/.exec(word)?.[1];
      const found = script === undefined ? undefined : await inScript(script, dockerfile, view);
      if (found) return found;
    }
  }
  return undefined;
}

/** Scripts lie beside the Dockerfile or in a folder next to it; one that stands in several places is not known. */
async function inScript(
  name: string,
  dockerfile: string,
  view: RepositoryView,
): Promise<StartMigration | undefined> {
  const below = dirname(dockerfile) === '.' ? '' : `${dirname(dockerfile)}/`;
  const places = view.files.filter(({ path }) => path === name || path.endsWith(`/${name}`));
  const near = places.filter(({ path }) => path.startsWith(below));
  const [only, ...others] = near.length > 0 ? near : places;
  const source = only && others.length === 0 ? await view.read(only.path) : undefined;
  if (source === undefined) return undefined;
  const lines = source.text.split('\n');
  for (const [at, line] of lines.entries()) {
    const text = /^\s*(#|echo\b)/.test(line) ? undefined : migrationCommand(line);
    if (text !== undefined) {
      const start = source.lineStarts[at] ?? 0;
      return { span: source.span(start, start + line.trimEnd().length), text };
    }
  }
  return undefined;
}
