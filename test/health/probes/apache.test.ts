import { expect, it } from 'vitest';
import { apache } from '../../../src/health/probes/apache/index.js';
import { probeLines } from './probe-lines.js';

it('reads the members that are asked, with the settings of templates', async () => {
  const text = `ProxyHCTemplate often hcmethod=HEAD hcuri=/up hcinterval=5
<Proxy "balancer://api">
  BalancerMember "http://api-1:8080" hcmethod=GET hcuri="/healthz" hcinterval=10 hcfails=2 hcpasses=1
  BalancerMember https://api-2 hctemplate=often
  BalancerMember ajp://api-3:8009 hcmethod=CPING
  BalancerMember http://api-4
  # BalancerMember http://api-5 hcmethod=GET hcuri=/x
</Proxy>
`;
  expect(await probeLines(apache, { 'httpd.conf': text })).toEqual([
    'httpd.conf:3 Apache balancer api/api-1 | readiness → de-route | http 8080 /healthz | every 10, failures 2, successes 1',
    'httpd.conf:4 Apache balancer api/api-2 | readiness → de-route | https /up | every 5',
    'httpd.conf:5 Apache balancer api/api-3 | readiness → de-route | tcp 8009',
  ]);
});
