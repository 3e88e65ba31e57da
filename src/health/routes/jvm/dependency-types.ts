import type { Dependency } from '../../../model/endpoint.js';
import { withoutArguments } from '../../../syntax/java/file.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';

/** Types of Spring, the JDK and the drivers whose calls leave the process. */
const byType: readonly (readonly [RegExp, Dependency])[] = [
  [
    /^(NamedParameter)?Jdbc(Template|Client|Operations)$|^(Shared)?EntityManager(Factory)?$|^DataSource$/,
    'db',
  ],
  [/^(Reactive)?(Mongo|Cassandra|Neo4j|Elasticsearch|Couchbase)(Template|Operations|Client)$/, 'db'],
  [/^R2dbcEntityTemplate$|^DatabaseClient$|^ConnectionFactory$|^DSLContext$|^SqlSession(Template)?$/, 'db'],
  [/^((String|Reactive\w*)?Redis(Template|ConnectionFactory|Client)|RedissonClient|JedisPool)$/, 'cache'],
  [/^(Rabbit|Kafka|Jms|Amqp)(Template|Admin|Operations)$|^(JmsClient|StreamBridge|AdminClient)$/, 'queue'],
  [/^(RestTemplate|RestClient|WebClient|TestRestTemplate|OkHttpClient|HttpClient)$/, 'http'],
];

/** The repositories of Spring Data: every call of theirs goes to the database. */
const repositoryType =
  /^(\w*(Crud|Jpa|Mongo|PagingAndSorting|R2dbc|Cassandra|Neo4j|Elasticsearch|Couchbase|QueryByExample|Revision)\w*Repository|JpaSpecificationExecutor|Repository|BaseMapper)$/;

const clientAnnotations = new Set(['FeignClient', 'HttpExchange', 'RegisterRestClient']);

/** What the calls on an object of a type reach for, by the type alone. */
export async function dependencyOfType(
  written: string,
  file: JavaFile,
  program: JavaProgram,
): Promise<Dependency | undefined> {
  const name = withoutArguments(written).split('.').at(-1) ?? '';
  const fixed = byType.find(([pattern]) => pattern.test(name))?.[1];
  if (fixed !== undefined) return fixed;
  const type = await program.typeNamed(written, file);
  if (type?.kind !== 'interface') return undefined;
  if (type.annotations.some((one) => clientAnnotations.has(one.name))) return 'http';
  if (type.annotations.some((one) => one.name === 'Mapper' || one.name === 'RepositoryDefinition'))
    return 'db';
  const above = await program.hierarchy(type);
  return above.some((one) => isRepository(one)) ? 'db' : undefined;
}

function isRepository(type: JavaType): boolean {
  return type.supertypes.some((name) => repositoryType.test(name.split('.').at(-1) ?? ''));
}
