import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

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
  {
    title: 'go-elasticsearch',
    files: goService(
      'import (\n	"bytes"\n\n	"github.com/elastic/go-elasticsearch/v8"\n)\n\nfunc keep(es *elasticsearch.Client, order []byte) error {\n	_, err := es.Index("orders", bytes.NewReader(order))\n	return err\n}\n',
    ),
  },
  {
    title: 'the client of Elasticsearch in Kotlin',
    files: kotlinService(
      'import co.elastic.clients.elasticsearch.ElasticsearchClient\n\nclass OrderIndex(private val client: ElasticsearchClient) {\n    fun keep(order: Order) {\n        client.index { it.index("orders").id(order.id).document(order) }\n    }\n}\n',
    ),
  },
  {
    title: 'the client of Elasticsearch in C#',
    files: csharpService(
      'using Elastic.Clients.Elasticsearch;\n\nclass OrderIndex(ElasticsearchClient client) {\n  public async Task Keep(Order order) {\n    await client.IndexAsync(order, x => x.Index("orders"));\n  }\n}\n',
    ),
  },
  {
    title: 'Scout',
    files: phpService(
      'use Illuminate\\Database\\Eloquent\\Model;\nuse Laravel\\Scout\\Searchable;\n\nclass Order extends Model {\n  use Searchable;\n}\n',
    ),
  },
  {
    title: 'Meilisearch in Rust',
    files: rustService(
      'use meilisearch_sdk::client::Client;\n\nasync fn keep(orders: &[Order]) {\n    let client = Client::new("http://search", None::<String>).unwrap();\n    client.index("orders").add_documents(orders, Some("id")).await.unwrap();\n}\n',
    ),
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
