import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const imports = [
  'flag',
  'os',
  'ctrl sigs.k8s.io/controller-runtime',
  'sigs.k8s.io/controller-runtime/pkg/healthz',
];

test('checks of a manager, on the port of its address or of the flag that sets it', async () => {
  const { routes, gaps, handler } = await readGo({
    'main.go': goMain(
      imports,
      `func main() {
	var probeAddr string
	flag.StringVar(&probeAddr, "health-probe-bind-address", ":8081", "address")
	flag.Parse()
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{HealthProbeBindAddress: probeAddr})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.AddHealthzCheck("healthz", healthz.Ping); err != nil {
		os.Exit(1)
	}
	if err := mgr.AddReadyzCheck("readyz", ready); err != nil {
		os.Exit(1)
	}
	mgr.Start(ctrl.SetupSignalHandler())
}

func ready(r *http.Request) error { return errors.New("not yet") }
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:18 :8081',
    'GET /healthz/{check} main.go:18 :8081',
    'GET /readyz main.go:21 :8081',
    'GET /readyz/{check} main.go:21 :8081',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/healthz')).toMatchObject({ constant: true, canFail: false });
});

test('other names of the endpoints, and a manager that is handed over', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      imports,
      `func main() {
	mgr, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: "0.0.0.0:9440", LivenessEndpointName: "/live"})
	checks(mgr)
	mgr.Start(nil)
}

func checks(mgr ctrl.Manager) {
	mgr.AddHealthzCheck("ping", healthz.Ping)
}
`,
    ),
  });
  expect(routes).toEqual(['GET /live main.go:17 :9440', 'GET /live/{check} main.go:17 :9440']);
});

test('handlers of the webhook server and of the metrics server', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', ...imports],
      `func main() {
	mgr, _ := ctrl.NewManager(nil, ctrl.Options{})
	mgr.GetWebhookServer().WebhookMux().HandleFunc("/readyz", ready)
	mgr.GetWebhookServer().Register("/mutate", nil)
	mgr.AddMetricsServerExtraHandler("/debug", nil)
	mgr.Start(nil)
}

func ready(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }
`,
    ),
  });
  expect(routes).toEqual(['ANY /readyz main.go:13', 'ANY /mutate main.go:14', 'ANY /debug main.go:15']);
});

test('an operator without checks serves none', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      imports,
      'func main() {\n\tmgr, _ := ctrl.NewManager(nil, ctrl.Options{})\n\tmgr.Start(nil)\n}\n',
    ),
  });
  expect(routes).toEqual([]);
});
