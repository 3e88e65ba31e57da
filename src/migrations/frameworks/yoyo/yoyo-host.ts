import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { MigrationHost, onlyReads } from '../../python/migration-host.js';
import type { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import { asHost, templateIn, unknown } from '../../python/values.js';

/** A call of `step`: what is run there and back. */
export interface YoyoStep {
  readonly apply: PyValue | undefined;
  readonly rollback: PyValue | undefined;
  readonly site: PyPlace;
}

/** The connection of the DB-API that functions of a step get, and its cursors. */
class Connection implements HostObject {
  readonly attributes = new Map<string, PyValue>();
}

const sending = new Set(['execute', 'executemany', 'executescript', 'fetch', 'execute_sql', 'mogrify']);

/** What yoyo answers to the evaluator: steps are taken down as they are made, in the order of the text. */
export class YoyoHost extends MigrationHost {
  readonly #steps = new Map<string, YoyoStep[]>();
  recorder: StepRecorder | undefined;

  /** The steps that the file at a path made; inner ones of groups and transactions stand where they were written. */
  stepsOf(path: string): readonly YoyoStep[] {
    return this.#steps.get(path) ?? [];
  }

  /** What stands for the connection. */
  get connection(): PyValue {
    return asHost(new Connection());
  }

  override async callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    if (/^yoyo\.(?:\w+\.)*step$/.test(name)) {
      const own = this.#steps.get(site.file) ?? [];
      own.push({
        apply: args.named.get('apply') ?? args.positional[0],
        rollback: args.named.get('rollback') ?? args.positional[1],
        site,
      });
      this.#steps.set(site.file, own);
    }
    return super.callExternal(name, args, site);
  }

  override callMethod(object: HostObject, name: string, args: PyArguments, site: PyPlace): Promise<PyValue> {
    if (!(object instanceof Connection)) return super.callMethod(object, name, args, site);
    if (!sending.has(name))
      return Promise.resolve(name === 'cursor' || name === '__enter__' ? asHost(object) : unknown);
    const template = templateIn(args.positional[0]);
    if (template === undefined)
      this.recorder?.record(site, [opaqueBody('the SQL is made while the migration runs')]);
    else if (!onlyReads(template.text))
      this.recorder?.record(site, [{ sql: withParameters(template.text, args) }], {
        unsure: !template.whole,
      });
    return Promise.resolve(asHost(object));
  }
}

/** `%s` and `%(name)s` of the DB-API, where values are passed for them, as a value that the reader of SQL knows. */
function withParameters(sql: string, { positional, named }: PyArguments): string {
  return positional.length < 2 && named.size === 0
    ? sql
    : sql.replaceAll(/%(?:\(\w+\))?s/g, 'NULL').replaceAll('%%', '%');
}
