import type { RepositoryView } from '../../../model/repository-view.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, Unit, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { scriptNamed } from '../../programs/script-files.js';
import { MigrationBuilder } from './migration-builder.js';

/** Methods that give the text of a file: of an embedded resource, or of one on the disk. */
const reading = /Resource|Script|^ReadAllText|^ReadFile|^LoadSql|^GetSql|^ReadSql/i;

/** What the code around a MigrationBuilder may do: read scripts, call what is not in the repository. */
export class EfHost implements Host {
  readonly #recorder: Recorder;
  readonly #unit: Unit;
  readonly #view: RepositoryView;

  constructor(recorder: Recorder, unit: Unit, view: RepositoryView) {
    this.#recorder = recorder;
    this.#unit = unit;
    this.#view = view;
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    const name = call.positional.map(textOf).find((argument) => /\.\w*sql$/i.test(argument ?? ''));
    if (name !== undefined && reading.test(call.name)) {
      const path = scriptNamed(name, this.#unit, this.#view);
      return path === undefined ? undefined : { kind: 'file', path };
    }
    if (call.name === 'Combine' && receiver?.kind === 'class' && receiver.name === 'Path') {
      const parts = call.positional.map(textOf).filter((part) => part !== undefined);
      return text(parts.join('/'));
    }
    if (receiver?.kind === 'file') return receiver;
    if (receiver?.kind === 'object' && receiver.object instanceof MigrationBuilder) {
      this.#recorder.opaque(call, `migrationBuilder.${call.name} is not in the repository`);
      return { kind: 'code', text: call.name };
    }
    const takes = call.positional.some(
      (argument) => argument.kind === 'object' && argument.object instanceof MigrationBuilder,
    );
    if (takes && !/^(Up|Down)$/.test(call.name))
      this.#recorder.opaque(call, `${call.name} gets the migration builder and is not in the repository`);
    return undefined;
  }

  /** `new StreamReader(stream)` of a resource. */
  create(call: Call): Value | undefined {
    const [first] = call.positional;
    return first?.kind === 'file' ? first : undefined;
  }
}
