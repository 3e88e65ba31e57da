import type { CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { searchIndex, searchIndexNot } from './search-index-examples.js';

const sighting = 'search-index-projection';

interface Indexer {
  readonly languages: readonly CodeLanguage[];
  /** Of a call that writes documents. */
  readonly target: RegExp;
  readonly engine: string;
}

/**
 * https://www.elastic.co/docs/reference/elasticsearch/clients, https://opensearch.org/docs/latest/clients/, https://www.meilisearch.com/docs,
 * https://typesense.org/docs/, https://www.algolia.com/doc/.
 */
const calls: readonly Indexer[] = [
  {
    languages: ['javascript'],
    target: /^@elastic\/elasticsearch\.Client\(\)\.(?:index|bulk|create|update|helpers\.bulk)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['javascript'],
    target: /^@nestjs\/elasticsearch\.ElasticsearchService\(\)\.(?:index|bulk|create|update|helpers\.bulk)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['javascript'],
    target: /^@opensearch-project\/opensearch\.Client\(\)\.(?:index|bulk|create|update|helpers\.bulk)$/,
    engine: 'OpenSearch',
  },
  {
    languages: ['javascript'],
    target:
      /^meilisearch\.Meili[sS]earch\(\)\.(?:index|getIndex)\(\)\.(?:addDocuments|updateDocuments|addDocumentsInBatches)$/,
    engine: 'Meilisearch',
  },
  {
    languages: ['javascript'],
    target:
      /^typesense(?:\.default)?\.(?:Client)\(\)\.collections\(\)\.documents\(\)\.(?:create|upsert|import|update)$/,
    engine: 'Typesense',
  },
  {
    languages: ['javascript'],
    target:
      /^algoliasearch(?:\.default|\.algoliasearch)?\(\)(?:\.initIndex\(\))?\.(?:saveObjects?|partialUpdateObjects?)$/,
    engine: 'Algolia',
  },
  {
    languages: ['python'],
    target:
      /^elasticsearch\.(?:(?:Async)?Elasticsearch\(\)\.(?:index|bulk|create|update)|helpers\.(?:async_|streaming_|parallel_)?bulk)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['python'],
    target:
      /^opensearchpy\.(?:(?:Async)?OpenSearch\(\)\.(?:index|bulk|create|update)|helpers\.(?:async_|streaming_|parallel_)?bulk)$/,
    engine: 'OpenSearch',
  },
  {
    languages: ['python'],
    target:
      /^meilisearch\.Client\(\)\.(?:index|get_index)\(\)\.(?:add_documents|update_documents)(?:_in_batches)?$/,
    engine: 'Meilisearch',
  },
  {
    languages: ['go'],
    target:
      /^github\.com\/(?:elastic\/go-elasticsearch|opensearch-project\/opensearch-go)\/v\d+(?:\.\w+)*(?:\(\))?\.(?:Index|Bulk)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['go'],
    target:
      /^github\.com\/(?:elastic\/go-elasticsearch|opensearch-project\/opensearch-go)\/v\d+\/(?:esutil|opensearchutil)\.NewBulkIndexer$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['go'],
    target:
      /^github\.com\/olivere\/elastic(?:\/v\d+)?\.(?:NewClient|Client|NewSimpleClient)\(\)\.(?:Index|Bulk|BulkProcessor)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /^co\.elastic\.clients\.elasticsearch\.Elasticsearch(?:Async)?Client\(\)\.(?:index|bulk|create|update)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /^org\.(?:elasticsearch|opensearch)\.client\.RestHighLevelClient\(\)\.(?:index|bulk|update)(?:Async)?$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /^org\.springframework\.data\.elasticsearch\.core\.(?:Elasticsearch(?:Rest)?(?:Operations|Template))\(\)\.(?:save|index|bulkIndex)$/,
    engine: 'Elasticsearch',
  },
  {
    languages: ['csharp'],
    target:
      /(?:^|\.)I?Elastic(?:search)?Client\(\)\.(?:Index(?:Document|Many)?(?:Async)?|Bulk(?:All|Async)?)$/,
    engine: 'Elasticsearch',
  },
  { languages: ['ruby'], target: /^searchkick$/, engine: 'Searchkick' },
  { languages: ['ruby'], target: /^(?:meilisearch|ms_index)$/, engine: 'Meilisearch' },
  { languages: ['ruby'], target: /^update_index$/, engine: 'Chewy' },
  {
    languages: ['rust'],
    target: /^meilisearch_sdk::.*\.(?:add_documents|add_or_replace|add_or_update)$/,
    engine: 'Meilisearch',
  },
];

/** Classes that keep their documents in an index. */
const bases: readonly Indexer[] = [
  {
    languages: ['ruby'],
    target: /^Elasticsearch::Model::Callbacks$/,
    engine: 'Elasticsearch',
  },
  { languages: ['ruby'], target: /^(?:MeiliSearch::Rails|Meilisearch::Rails)$/, engine: 'Meilisearch' },
  { languages: ['ruby'], target: /^(?:Typesense|AlgoliaSearch)$/, engine: 'Algolia' },
  { languages: ['php'], target: /^Laravel\\Scout\\Searchable$/, engine: 'Scout' },
  {
    languages: ['python'],
    target: /^(?:haystack\.indexes\.SearchIndex|django_elasticsearch_dsl\.Document)$/,
    engine: 'a search index',
  },
  {
    languages: ['java', 'kotlin'],
    target: /^org\.springframework\.data\.elasticsearch\.repository\.(?:Reactive)?ElasticsearchRepository$/,
    engine: 'Elasticsearch',
  },
];

const marks: readonly Indexer[] = [
  {
    languages: ['java', 'kotlin'],
    target: /^org\.hibernate\.search\.mapper\.pojo\.mapping\.definition\.annotation\.Indexed$/,
    engine: 'Hibernate Search',
  },
];

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust'],
  words:
    /elastic|opensearch|meili|typesense|algolia|searchkick|update_index|scout\\|haystack|hibernate\.search/i,
  *see(code) {
    for (const call of code.calls) {
      const known = find(calls, code, call.target);
      if (known && (code.language !== 'ruby' || call.context.class)) yield seenAt(code, call, written(known));
    }
    for (const made of code.classes) {
      const known = made.bases.map((base) => find(bases, code, base)).find((item) => item !== undefined);
      const end = code.source.text.indexOf('\n', made.start);
      if (known)
        yield seenAt(
          code,
          { start: made.start, end: end === -1 ? made.end : end },
          `${made.name} is kept in an index for searches (${known.engine})`,
        );
    }
    for (const mark of code.marks) {
      const known = find(marks, code, mark.target);
      if (known)
        yield seenAt(
          code,
          mark,
          `${mark.class?.name ?? 'a class'} is kept in an index for searches (${known.engine})`,
        );
    }
  },
};

function find(table: readonly Indexer[], { language }: CodeFile, target: string): Indexer | undefined {
  return table.find((item) => item.languages.includes(language) && item.target.test(target));
}

function written({ engine }: Indexer): string {
  return `documents are written to an index for searches (${engine})`;
}

export const searchIndexProjection = sightedSignal({
  id: sighting,
  question: 'read-write',
  stance: 'supports',
  meaning: 'Searches are answered by an index of their own and not by the tables that are written to.',
  recognition:
    'Documents that are written to Elasticsearch, OpenSearch, Meilisearch, Typesense or Algolia, by a call on its client or by a model that keeps itself there.',
  guards: ['A client that only searches, and logs that are shipped, are no projection.'],
  languages: ['JavaScript', 'Python', 'Java', 'Ruby', 'Go', 'Kotlin', 'C#', 'PHP', 'Rust'],
  recognisers: [inCode],
  seen: searchIndex,
  unseen: searchIndexNot,
});
