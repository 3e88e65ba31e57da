import type { CodeLanguage } from '../../../../syntax/code/code-file.js';
import type { HttpClient } from './http-client.js';

const spring = String.raw`(?:org\.springframework\.web\.client\.)?`;
const jdk = String.raw`(?:java\.net\.http\.)?`;

/**
 * Clients of Java and Kotlin that wait for ever. Defaults:
 * - `new RestTemplate()` and `RestClient.create()` take a request factory without timeouts (HttpURLConnection and HttpClient of the JDK have none):
 *   https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-request-factories,
 *   https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/URLConnection.html#setReadTimeout(int)
 * - a request of the JDK's HttpClient without `timeout` waits for ever:
 *   https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/java/net/http/HttpRequest.Builder.html#timeout(java.time.Duration)
 * Those that end by themselves (OkHttp 10 s to read, https://square.github.io/okhttp/5.x/okhttp/okhttp3/-ok-http-client/-builder/read-timeout.html, and with it
 * Retrofit, which makes a client of OkHttp where it is given none, https://github.com/square/retrofit/blob/trunk/retrofit/src/main/java/retrofit2/Retrofit.java; Feign 60 s, https://github.com/OpenFeign/feign/blob/master/core/src/main/java/feign/Request.java; Ktor's engines) only tell what is sent.
 * Builders that Spring Boot fills from settings are not among them.
 */
function clientsIn(language: CodeLanguage): readonly HttpClient[] {
  return [
    {
      language,
      library: 'RestTemplate',
      word: '\\bRestTemplate\\b',
      sends: [
        {
          target: new RegExp(
            String.raw`^${spring}RestTemplate\(\)\.(?:(?:get|post|patch)For(?:Object|Entity|Location)|put|delete|exchange)$`,
          ),
          from: 99,
        },
      ],
      makes: new RegExp(`^${spring}RestTemplate$`),
      timeouts: [],
      elsewhere: /RequestFactory$|RestTemplateBuilder|setReadTimeout$|ClientHttpRequestFactory/,
      judgedWhereMade: true,
      endless: 'its default request factory waits for ever',
    },
    {
      language,
      library: 'RestClient',
      word: '\\bRestClient\\b',
      sends: [
        {
          target: new RegExp(String.raw`^${spring}RestClient\(\)\.(?:get|post|put|patch|delete)$`),
          from: 99,
        },
      ],
      makes: new RegExp(
        String.raw`^${spring}RestClient\.(?:create|builder\(\)(?:\.(?!requestFactory|apply)\w+\(\))*\.build)$`,
      ),
      timeouts: [],
      elsewhere: /\.requestFactory$|RequestFactory|setReadTimeout$/,
      judgedWhereMade: true,
      endless: 'its default request factory waits for ever',
    },
    {
      language,
      library: "the JDK's HttpClient",
      word: '\\bHttpRequest\\b',
      sends: [{ target: new RegExp(String.raw`^${jdk}HttpClient\(\)\.send$`), from: 99 }],
      makes: new RegExp(String.raw`^${jdk}HttpRequest\.newBuilder\(\)(?:\.(?!timeout)\w+\(\))*\.build$`),
      timeouts: [],
      elsewhere: /HttpRequest\.newBuilder\(\).*\.timeout$|(?:orTimeout|completeOnTimeout|sendAsync)$/,
      judgedWhereMade: true,
      endless: 'a request of it without one waits for ever',
    },
    {
      language,
      library: 'OkHttp',
      word: '\\bOkHttpClient\\b',
      sends: [{ target: /^(?:okhttp3\.)?OkHttpClient\(\)\.newCall\(\)\.execute$/, from: 99 }],
      timeouts: [],
    },
    {
      language,
      library: 'Ktor',
      word: 'io\\.ktor\\.client',
      sends: [
        { target: /^io\.ktor\.client\.HttpClient\(\)\.(?:get|post|put|patch|delete|request)$/, from: 99 },
      ],
      timeouts: [],
    },
  ];
}

export const jvmClients: readonly HttpClient[] = [...clientsIn('java'), ...clientsIn('kotlin')];
