import type { SignalExample } from '../../../model/evidence.js';
import { javaService, nodeService, pythonService, rubyService } from '../../examples.js';

/** Documents that are written to an index. */
export const searchIndex: readonly SignalExample[] = [
  {
    title: 'Elasticsearch',
    files: nodeService(
      "import { Client } from '@elastic/elasticsearch';\nconst client = new Client({ node: process.env.SEARCH_URL });\nexport const keep = (order) => client.index({ index: 'orders', id: order.id, document: order });\n",
    ),
  },
  {
    title: 'Meilisearch',
    files: nodeService(
      "import { MeiliSearch } from 'meilisearch';\nconst client = new MeiliSearch({ host: 'http://search' });\nawait client.index('orders').addDocuments(orders);\n",
    ),
  },
  {
    title: 'bulks in Python',
    files: pythonService(
      'from elasticsearch import Elasticsearch, helpers\n\nclient = Elasticsearch("http://search")\n\ndef rebuild(orders):\n    helpers.bulk(client, orders)\n',
    ),
  },
  {
    title: 'Spring Data',
    files: javaService(
      'import org.springframework.data.elasticsearch.repository.ElasticsearchRepository;\n\ninterface OrderSearch extends ElasticsearchRepository<OrderDocument, String> {}\n',
    ),
  },
  {
    title: 'Searchkick',
    files: rubyService('class Order < ApplicationRecord\n  searchkick word_start: [:name]\nend\n'),
  },
];

/** What only searches, or is something else. */
export const searchIndexNot: readonly SignalExample[] = [
  {
    title: 'a client that only searches',
    files: nodeService(
      "import { Client } from '@elastic/elasticsearch';\nconst client = new Client({ node: process.env.SEARCH_URL });\nexport const find = (text) => client.search({ index: 'orders', q: text });\n",
    ),
  },
  {
    title: 'an index of something else',
    files: pythonService(
      'from elasticsearch import Elasticsearch\n\nnames = ["a"]\nprint(names.index("a"))\n',
    ),
  },
];
