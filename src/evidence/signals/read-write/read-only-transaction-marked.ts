import { option } from '../../../syntax/code/arguments.js';
import { javaService, kotlinService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'read-only-transaction-marked';

const inSpring: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['java', 'kotlin'],
  words: /readOnly\s*=\s*true/,
  *see(code) {
    for (const mark of code.marks) {
      const readOnly = option(mark, 'readOnly');
      if (mark.name !== 'Transactional' || readOnly?.kind !== 'boolean' || !readOnly.value) continue;
      const what = mark.function?.name ?? mark.class?.name ?? 'it';
      yield seenAt(code, mark, `${what} is marked as reading only, which the routing of reads goes by`);
    }
  },
};

const routing =
  'import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;\nimport org.springframework.transaction.annotation.Transactional;\n\nclass Routing extends AbstractRoutingDataSource {\n  protected Object determineCurrentLookupKey() {\n    return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? "replica" : "primary";\n  }\n}\n\n';
const orders =
  'class Orders {\n  @Transactional(readOnly = true)\n  public Order find(long id) { return null; }\n}\n';

export const readOnlyTransactionMarked = sightedSignal(
  {
    id: sighting,
    question: 'read-write',
    stance: 'supports',
    meaning: 'Code says which of its transactions only read, and they are routed by it.',
    recognition: '`@Transactional(readOnly = true)` in a service in which reads are routed to a replica.',
    guards: ['Without a routing of reads the mark changes nothing about where a query runs.'],
    languages: ['Java', 'Kotlin'],
    recognisers: [inSpring],
    seen: [
      { title: 'with a routing data source', files: javaService(routing + orders) },
      {
        title: 'in Kotlin',
        files: kotlinService(
          'import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource\nimport org.springframework.transaction.annotation.Transactional\n\nclass Routing : AbstractRoutingDataSource() {\n    override fun determineCurrentLookupKey() =\n        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) "replica" else "primary"\n}\n\nclass Orders {\n    @Transactional(readOnly = true)\n    fun find(id: Long): Order? = null\n}\n',
        ),
      },
    ],
    unseen: [
      {
        title: 'without a routing',
        files: javaService(`import org.springframework.transaction.annotation.Transactional;\n\n${orders}`),
      },
    ],
  },
  ({ service }, { sightings }) =>
    sightings.some((other) => other.kind === 'read-replica-configured' && other.service === service),
);
