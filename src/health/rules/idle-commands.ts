/**
 * Commands that bring a schema or data up to date and end, from the documentations of the tools: as words that follow each other on one
 * command line.
 */
const migrations: readonly RegExp[] = [
  /\bmanage\.py (?:migrate|collectstatic|loaddata|createcachetable|compilemessages|check)\b/,
  /\b(?:alembic|aerich|dbmate|goose|flyway|liquibase|atlas|sqitch|yoyo|tern|rambler|sql-migrate|migrate|golang-migrate)\b(?: [^&|;]*)? (?:up|upgrade|migrate|apply|deploy|update|status)\b/,
  /\bflask db (?:upgrade|migrate)\b/,
  /\b(?:rails|rake|bin\/rails|bin\/rake|hanami) (?:db|data):[\w:]+/,
  /\bartisan (?:migrate|db:seed|optimize|config:cache)\b/,
  /\b(?:bin\/)?console doctrine:(?:migrations|schema|fixtures):[\w:]+/,
  /\bprisma (?:migrate (?:deploy|dev|reset|status)|db (?:push|seed))\b/,
  /\b(?:typeorm|typeorm-ts-node-\w+|mikro-orm|sequelize|sequelize-cli|knex|drizzle-kit|db-migrate|node-pg-migrate|migrate-mongo|kysely) (?:[\w./:=-]+ )*?(?:migration:run|migration:up|db:migrate|migrate(?::\w+)?|up|push)\b/,
  /\bdotnet[ -]ef database update\b/,
  /\b(?:diesel|sqlx|sea-orm-cli|refinery) (?:migration run|migrate(?: run| up)?)\b/,
  /\bmix ecto\.(?:migrate|setup|create)\b/,
  /\bRelease\.migrate\b/,
  /\b(?:npm run|npm run-script|yarn|yarn run|pnpm|pnpm run|bun run|make|task|just) (?:-\S+ )*(?:db[:_-]?)?(?:migrate|migration|migrations|seed)(?:[:_-][\w:-]+)?$/,
];

/** Commands that work off a queue or a schedule and answer no request. */
const workers: readonly RegExp[] = [
  /\bcelery\b(?: \S+)* (?:worker|beat)\b/,
  /\b(?:sidekiq|sidekiqswarm|solid_queue|good_job start|delayed_job|resque(?:-pool)?|shoryuken|clockwork|karafka server|rq worker|rqworker|rqscheduler|dramatiq|huey_consumer(?:\.py)?|taskiq (?:worker|scheduler)|arq)\b/,
  /\b(?:jobs:work|resque:(?:work|scheduler)|solid_queue:start|bin\/jobs)\b/,
  /\bartisan (?:queue:(?:work|listen)|schedule:(?:work|run)|horizon)\b/,
  /\bmessenger:consume\b/,
  /\bmanage\.py (?:qcluster|rqworker|rqscheduler|runworker|run_huey|process_tasks|db_worker|procrastinate)\b/,
  /\bgraphile-worker\b/,
];

/** Commands that only keep the container alive. */
const waiting = /^(?:sleep (?:infinity|inf|\d+[smhd]?)|tail -f \/dev\/null|cat|true|exit 0)$/;

/** A program called by its only word, or by a word after its name: `/app/migrate`, `/app/server migrate up`. */
const ownMigration =
  /^(?:\.?\/)?(?:[\w.-]+\/)*(?:[\w.-]+ )?(?:db[-_:])?migrat(?:e|ion|ions|or)(?: (?:up|run|apply|deploy|all|latest|head|--?[\w=-]+))*$/;

/**
 * Whether a workload's command surely serves no requests: it runs migrations, works off a queue, or waits. Of several commands the last
 * one decides, for `migrate && serve` serves.
 * @param words the command and its arguments as the manifest has them.
 */
export function servesNothing(words: readonly string[]): boolean {
  const isShell = /(?:^|\/)(?:ba|da|a|z)?sh$/.test(words[0] ?? '');
  const option = isShell ? words.findIndex((word) => /^-\w*c$/.test(word)) : -1;
  const line = (option === -1 ? words.join(' ') : (words[option + 1] ?? ''))
    .replaceAll(/\\\n/g, ' ')
    .slice(0, 2_000);
  if (/(?:^|[^&])&(?:[^&]|$)/.test(line)) return false;
  const commands = line
    .split(/&&|\|\||[;\n]/)
    .map((command) =>
      command
        .trim()
        .replaceAll(/\s+/g, ' ')
        .replace(/^exec /, ''),
    )
    .filter(
      (command) => command !== '' && !command.startsWith('#') && command !== 'fi' && command !== 'done',
    );
  const last = commands.at(-1);
  if (last === undefined) return false;
  if (waiting.test(last))
    return commands.slice(0, -1).every((command) => isIdle(command) || isPreparation(command));
  return isIdle(last);
}

function isIdle(command: string): boolean {
  return ownMigration.test(command) || [...migrations, ...workers].some((pattern) => pattern.test(command));
}

/** What scripts do beside: it serves nothing either. */
function isPreparation(command: string): boolean {
  return (
    /^(?:set|echo|cd|export|sleep|wait-for\S*|until|while|do|then|if|else)\b/.test(command) ||
    command.startsWith('[')
  );
}
