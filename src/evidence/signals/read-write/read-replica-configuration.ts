import type { Recogniser, TextRecogniser } from '../../recogniser.js';

const sighting = 'read-replica-configured';

interface Kind {
  readonly files: RegExp;
  readonly words: RegExp;
  readonly pattern: RegExp;
  readonly says: string;
}

function ofLines({ files, words, pattern, says }: Kind): TextRecogniser {
  return {
    in: 'text',
    sighting,
    files,
    words,
    *see(source) {
      for (const { 0: text, index } of source.text.matchAll(pattern)) {
        const start = index + text.length - text.trimStart().length;
        yield { span: source.span(start, index + text.trimEnd().length), text: says, confidence: 'high' };
      }
    },
  };
}

const settings = /\.(?:ya?ml|properties|json|env|toml|conf|ini)$|(?:^|\/)\.env[\w.]*$/i;

const kinds: readonly Kind[] = [
  {
    // https://guides.rubyonrails.org/active_record_multiple_databases.html
    files: /(?:^|\/)database(?:\.[\w-]+)*\.ya?ml(?:\.\w+)?$/,
    words: /replica:\s*true/,
    pattern: /^[ \t]+replica:[ \t]*true\b/gm,
    says: 'Rails has a database for reads (replica: true)',
  },
  {
    // https://jdbc.postgresql.org/documentation/use/#connection-parameters
    files: settings,
    words: /targetServerType/,
    pattern: /^(?![ \t]*[#;])[^\n]*\btargetServerType=(?:preferS|s)(?:econdary|lave)\b/gm,
    says: 'a connection of JDBC goes to a secondary (targetServerType)',
  },
  {
    // https://dev.mysql.com/doc/connector-j/en/connector-j-source-replica-replication-connection.html
    files: settings,
    words: /jdbc:(?:mysql|mariadb):replication/,
    pattern: /^(?![ \t]*[#;])[^\n]*jdbc:(?:mysql|mariadb):replication:\/\//gm,
    says: 'read-only transactions go to replicas (jdbc:…:replication)',
  },
  {
    // https://www.mongodb.com/docs/manual/reference/connection-string-options/#read-preference-options
    files: settings,
    words: /readPreference/,
    pattern:
      /^(?![ \t]*[#;])[^\n]*mongodb(?:\+srv)?:\/\/[^\s"']*[?&]readPreference=(?:secondary(?:Preferred)?|nearest)\b/gm,
    says: 'reads of MongoDB go to secondaries (readPreference)',
  },
  {
    // https://learn.microsoft.com/sql/database-engine/availability-groups/windows/listeners-client-connectivity-application-failover
    files: /appsettings[\w.]*\.json$/i,
    words: /ApplicationIntent/i,
    pattern: /^[^\n]*\bApplication\s?Intent\s*=\s*ReadOnly\b/gim,
    says: 'a connection of SQL Server goes to a readable secondary (ApplicationIntent)',
  },
  {
    // https://www.doctrine-project.org/projects/doctrine-bundle/en/latest/configuration.html
    files: /(?:^|\/)doctrine\.ya?ml$/,
    words: /replicas:/,
    pattern: /^[ \t]+replicas:[ \t]*$/gm,
    says: 'reads of Doctrine go to replicas',
  },
  {
    // https://www.pgpool.net/docs/latest/en/html/runtime-config-load-balancing.html
    files: /(?:^|\/)pgpool[\w.-]*\.conf(?:\.\w+)?$/i,
    words: /load_balance_mode/,
    pattern: /^[ \t]*load_balance_mode[ \t]*=[ \t]*['"]?on\b/gm,
    says: 'Pgpool sends reads to replicas (load_balance_mode)',
  },
  {
    // https://proxysql.com/documentation/proxysql-read-write-split-howto/
    files: /proxysql[\w.-]*\.(?:cnf|conf|ya?ml|tpl)(?:\.\w+)?$/i,
    words: /destination_hostgroup/,
    pattern: /^[^#\n]*match_(?:digest|pattern)\s*=\s*"\^SELECT(?![^"\n]*FOR UPDATE)[^\n]*/gim,
    says: 'ProxySQL sends reads to hosts of their own (mysql_query_rules)',
  },
  {
    // https://github.com/aws/aws-advanced-jdbc-wrapper/blob/main/docs/using-the-jdbc-driver/using-plugins/UsingTheReadWriteSplittingPlugin.md
    files: settings,
    words: /wrapperPlugins|wrapper-plugins/,
    pattern: /^(?![ \t]*[#;])[^\n]*wrapper-?[pP]lugins[=:][^\n]*\breadWriteSplitting\b/gm,
    says: 'read-only connections go to readers (readWriteSplitting of the JDBC wrapper of AWS)',
  },
  {
    // https://github.com/jbalogh/django-multidb-router
    files: /(?:^|\/)settings[\w/]*\.py$/,
    words: /(?:SLAVE|REPLICA)_DATABASES/,
    pattern: /^(?:SLAVE|REPLICA)_DATABASES\s*=\s*\[\s*['"][^\n]*/gm,
    says: 'Django has databases for reads (multidb)',
  },
  {
    // https://www.mongodb.com/docs/mongoid/current/reference/configuration/
    files: /(?:^|\/)mongoid\.ya?ml(?:\.\w+)?$/,
    words: /secondary|nearest/,
    pattern: /^[ \t]+mode:[ \t]*:?["']?(?:secondary(?:_preferred)?|nearest)\b/gm,
    says: 'reads of MongoDB go to secondaries (mongoid)',
  },
  {
    // https://mariadb.com/docs/maxscale/reference/maxscale-routers/maxscale-readwritesplit
    files: /maxscale[\w.-]*\.cnf(?:\.\w+)?$/i,
    words: /readwritesplit/,
    pattern: /^[ \t]*router[ \t]*=[ \t]*readwritesplit\b/gm,
    says: 'MaxScale sends reads to replicas (readwritesplit)',
  },
];

/** Settings that send reads to replicas. */
export const replicaConfiguration: readonly Recogniser[] = kinds.map(ofLines);
