import { wordsOf } from './metric-words.js';

/** What a metric's first words tell of where it comes from: machines, containers, runtimes, and components that products are built on. */
const origins: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:node|windows|wmi|smartmon|smartctl|ipmi|hwmon|netdata|systemd|machine|instance|mdadm|zfs|nvme|lnd_host|host|hrp|snmp|if[A-Z]\w+|ups|apcups|nut|juniper|esxi?|vmware|libvirt|pve|proxmox|openstack|azure_vm|freenas|truenas|unifi|synology)_/i,
    'a machine',
  ],
  [/^(?:container|cadvisor|docker|podman|containerd|engine_daemon|crio|swarm)_/, 'a container'],
  [
    /^(?:kube|kubelet|kubernetes|kubeproxy|kubeadm|apiserver|scheduler|workqueue|cluster_autoscaler|karpenter|rest_client|storage_operation|volume_manager|gatekeeper|kyverno|opa|velero|cert_?manager|certmanager|argocd|argo|gotk|flux|capi|cluster_api|cilium|calico|felix|typha|weave|flannel|metallb|external_dns|externaldns|csi|longhorn|openebs|keda|vpa|descheduler|node_problem|aggregator|kubevirt|cdi|hyperconverged|ovn|ovnkube|openshift|mcc|mcd|olm|csv|knative|harvester|crossplane|upjet|eso|externalsecret|sealed_secrets)_/,
    'the cluster',
  ],
  [
    /^(?:process|go|jvm|jmx|nodejs|python|ruby|dotnet|erlang|php|phpfpm|tomcat|jetty|hikaricp|executor|runtime|promhttp|logback|system_cpu)_/,
    'a process or its runtime',
  ],
  [
    /^(?:mysql|mariadb|galera|proxysql|maxscale|pg|postgres|postgresql|pgbouncer|patroni|stolon|cnpg|redis|sentinel|keydb|dragonfly|valkey|memcached|mongodb|mongo|cassandra|scylla|stress|elasticsearch|opensearch|solr|influxdb|clickhouse|couchdb|couchbase|neo4j|oracledb|oracle|mssql|sqlserver|cockroach|sql|tidb|tikv|pd|yugabyte|vitess|vtgate|vttablet|dolt|etcd|consul|zookeeper|zk|zk_|znode|minio|ceph|rook|glusterfs|gluster|hdfs|hadoop|hbase|hive|spark|flink|presto|trino|druid|pinot|risingwave|immudb|meilisearch|typesense|qdrant|weaviate|milvus|wal_g|walg|pgbackrest|barman|restic|borg)_/,
    'a data store',
  ],
  [
    /^(?:kafka|rabbitmq|activemq|artemis|nats|nsq|pulsar|bookkeeper|bookie|sqs|mqtt|emqx|vernemq|mosquitto|celery|sidekiq|resque|strimzi|burrow|redpanda|vectorized|aws_sqs|zeebe|temporal)_/,
    'a queue or broker',
  ],
  [
    /^(?:prometheus|alertmanager|pushgateway|thanos|cortex|mimir|loki|tempo|tempodb|grafana|vm|vmagent|vmalert|vminsert|vmselect|vmstorage|vl|vlogs|vmauth|promtail|agent|alloy|fluentd|fluentbit|fluent|logstash|filebeat|vector|otelcol|jaeger|pyroscope|parca|phlare|opencost|net_conntrack|log_messages|jaeger_agent|telegraf|collectd|statsd|blackbox|snmp_exporter|elastic_apm|kiali|graphite|carbon|zabbix|nagios|deadmansswitch|ALERTS|sloth|pyrra|pint|karma|vmanomaly|nginx_vts|netflow|mtail)_/,
    'the monitoring itself',
  ],
  [
    /^(?:nginx|haproxy|traefik|envoy|apache|caddy|squid|varnish|istio|linkerd|kong|coredns|dnsmasq|bind|unbound|powerdns|pdns|frr|bird|keepalived|vault|keycloak|openldap|ldap|freeradius|ssh|sshd|openvpn|wireguard|strongswan|ipsec|squidguard|cloudflare|f5|bigip|pihole|adguard|postfix|dovecot|exim|mailcow|jenkins|gitlab_runner|github_runner|actions_runner|sonarqube|nexus|artifactory|harbor|registry|drone|buildkite|teamcity|spinnaker|ssl|probe_ssl|x509|cert|domain|whois|letsencrypt)_/,
    'a component',
  ],
  [/^(?:aws|gcp|azure|stackdriver|cloudwatch|hcloud|digitalocean|linode|scaleway)_/, 'the cloud provider'],
];

/** Where a metric comes from, when its name says it: "a data store". */
export function originOf(metric: string): string | undefined {
  const bare = metric.replace(/^[\w]+:/, '');
  return origins.find(([pattern]) => pattern.test(metric) || pattern.test(bare))?.[1];
}

const resources: readonly (readonly [RegExp, string])[] = [
  [/^(cpu|load|load1|load5|load15|throttled|throttling|steal|iowait|cores)$/, 'processor time'],
  [/^(memory|mem|oom|heap|rss|swap|nonheap|metaspace)$/, 'memory'],
  [/^(disk|inode|inodes|filesystem|fs|volumes|storage|pvc|space|raid|smart|iops|blk|tablespace)$/, 'disk'],
  [
    /^(fd|fds|descriptors|threads|goroutines|goroutine|sockets|conntrack|filedesc|filefd|pids)$/,
    'limits of the process or system',
  ],
  [
    /^(connections|connection|saturation|saturated|backends|utilization|utilisation|capacity|quota|quotas|exhausted|workers|slots|hikaricp|threadpool|connpool)$/,
    'how full something is',
  ],
  [
    /^(replication|replica|replicas|replicating|raft|leader|leadership|quorum|isr|partitions|master|slave|standby|failover|members|shard|shards|nodes|brokers)$/,
    'the state of a cluster',
  ],
  [
    /^(lag|backlog|pending|queue|queued|queues|unacked|depth|waiting|blocked|deadletter|dlq|deadlocks|locks|inflight)$/,
    'work that piles up',
  ],
  [
    /^(restart|restarts|restarted|reload|crash|crashes|crashloop|uptime|boot|reboot|waiting|terminated|evicted)$/,
    'restarts',
  ],
  [
    /^(gc|scrape|wal|fsync|compaction|compactions|reconcile|reconciliation|workqueue|vacuum|autovacuum|checkpoint|bloat|snapshot)$/,
    'inner work',
  ],
  [/^(temperature|temp|fan|voltage|power|battery|humidity|celsius|watts|psu|sensor)$/, 'hardware'],
  [
    /^(certificate|certificates|cert|certs|expiry|expiration|expires|ssl|tls|notafter)$/,
    'a certificate or licence',
  ],
  [/^(network|interface|bandwidth|packets|carrier|mtu|bonding|nic)$/, 'the network below'],
  [/^(ntp|timex|chrony)$/, 'the clock'],
];

/** What resource or inner state a name speaks of, when its words say it: "memory". */
export function resourceOf(name: string): string | undefined {
  const words = wordsOf(name);
  return resources.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1];
}
