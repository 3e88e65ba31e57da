import { imageName, lastSegment } from './image-name.js';

/** Images that organisations run but do not write: databases, brokers, proxies, observability, base images. By last segment of the name. */
const names = new Set(
  `postgres postgresql postgis pgvector timescaledb pgbouncer pgadmin4 pgadmin mysql mysql-server mariadb percona mongo mongodb mongo-express
  redis redis-stack redis-stack-server redis-commander redisinsight valkey keydb dragonfly memcached cassandra scylla couchdb couchbase arangodb neo4j
  influxdb clickhouse clickhouse-server cockroach cockroachdb yugabyte tidb elasticsearch opensearch opensearch-dashboards kibana logstash solr
  meilisearch typesense qdrant weaviate milvus chroma chromadb etcd consul vault zookeeper cp-zookeeper kafka cp-kafka cp-server kafka-ui
  cp-schema-registry cp-kafka-connect kafka-connect redpanda  akhq kafdrop rabbitmq activemq activemq-artemis artemis nats nats-streaming pulsar mosquitto
  emqx localstack minio  azurite azure-sql-edge mssql-server mssql server-mssql oracle-xe oracle-free db2 nginx nginx-unprivileged
  nginx-proxy httpd apache caddy traefik haproxy envoy varnish squid kong oauth2-proxy keycloak dex  hydra kratos prometheus alertmanager pushgateway
  node-exporter blackbox-exporter cadvisor grafana loki promtail tempo mimir alloy  jaeger all-in-one jaeger-collector jaeger-query jaeger-agent zipkin
  otel-collector opentelemetry-collector opentelemetry-collector-contrib opentelemetry-operator fluentd fluent-bit vector datadog-agent
  newrelic statsd graphite  mailhog mailpit maildev mailcatcher smtp4dev papercut clamav gotenberg adminer phpmyadmin portainer watchtower
  registry sonarqube nexus jenkins gitea selenium  standalone-chrome wiremock mockserver toxiproxy swagger-ui temporal auto-setup 
  busybox alpine ubuntu debian centos fedora scratch node python golang openjdk eclipse-temurin amazoncorretto ruby php composer maven gradle rust dotnet
  wait-for-it  dockerize kubectl helm    docker dind pause istio-proxy proxyv2  k6 locust dapr daprd  unleash-server
  debezium  ksqldb-server flink spark airflow superset metabase hasura graphql-engine directus wordpress ghost drupal nextcloud
  cert-manager external-dns metrics-server kube-state-metrics cloud-sql-proxy gce-proxy cloud-sdk aws-cli azure-cli`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Organisations on public registries whose images are never a team's own. */
const publishers =
  /^(library|clamav|gotenberg|bitnami|bitnamilegacy|bitnamicharts|grafana|prom|confluentinc|hashicorp|elastic|opensearchproject|jaegertracing|openzipkin|otel|envoyproxy|istio|kong|keycloak|minio|provectuslabs|temporalio|apache|dpage|axllent|mailhog|localstack|timescale|pgvector|nginxinc|fluent|datadog|redis|valkey|cockroachdb|clickhouse|wurstmeister|debezium|kubernetes-sigs|ingress-nginx|google_containers|cloud-sql-connectors|redpandadata|timberio|daprio|oryd|selenium|mssql|alpine|curlimages|sonatype|unleashorg|datalust)\//;

/** True for images that everybody takes from a public registry. */
export function isThirdPartyImage(reference: string): boolean {
  const name = imageName(reference);
  if (name === undefined) return false;
  if (publishers.test(name)) return true;
  return names.has(lastSegment(name));
}

const servedContent = new Set(['nginx', 'nginx-unprivileged', 'httpd', 'apache', 'caddy']);

/** Programming languages' and systems' images: a program is put into them, they are not one. */
const baseImages = new Set(
  `busybox alpine ubuntu debian centos fedora scratch node python golang openjdk eclipse-temurin amazoncorretto ruby php composer maven gradle
  rust dotnet`.split(/\s+/),
);

/** What a Dockerfile builds upon: `program` = its own program runs; `content` = a web server for content; `product` = somebody else's product. */
export function baseImageKind(reference: string): 'program' | 'content' | 'product' {
  const last = lastSegment(imageName(reference) ?? '');
  if (servedContent.has(last)) return 'content';
  return isThirdPartyImage(reference) && !baseImages.has(last) ? 'product' : 'program';
}
