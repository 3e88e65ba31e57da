import { toJsonAlert, toJsonRouting, toJsonSlo } from './json-alerts.js';
import { toJsonTrend } from './text/trend.js';
import { touchesOf, type Endpoint } from '../model/endpoint.js';
import type { SchemaOperation } from '../model/migration.js';
import type { Probe } from '../model/probe.js';
import type { InService } from '../model/service.js';
import type { IdentifiedFinding } from '../model/finding.js';
import type { Skipped } from '../model/skipped.js';
import type {
  AlertInventory,
  MigrationInventory,
  MigrationLint,
  Report,
  ReportedMigration,
  ReportedMigrationSet,
  Verdict,
} from '../model/report.js';

/** Grows with every removal or change of meaning; additions leave it as it is. */
export const reportSchemaVersion = 1;

/** A value that JSON can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A report as the plain object that `--json` prints: the compatible contract of lintel's machine output (`lintel schema report`).
 * Lists are sorted by the workflow; keys stand in a fixed order, so that equal reports are equal bytes.
 */
export function toJsonReport(report: Report): JsonValue {
  return {
    schemaVersion: reportSchemaVersion,
    tool: { name: report.tool.name, version: report.tool.version },
    root: report.root,
    commit: report.commit,
    services: report.services.map((service) => ({
      name: service.name,
      path: service.path,
      languages: [...service.languages],
      reasons: service.reasons.map((reason) => ({
        text: reason.text,
        file: reason.span.file,
        line: reason.span.line,
      })),
      images: [...service.images],
      workloads: service.workloads.map((workload) => ({
        platform: workload.platform,
        kind: workload.kind,
        name: workload.name,
        file: workload.span.file,
        line: workload.span.line,
        reason: workload.reason,
      })),
    })),
    migrationSets: report.migrationSets.map(toJsonSet),
    migrations: report.migrations.map(toJsonMigration),
    endpoints: report.endpoints.map(toJsonEndpoint),
    probes: report.probes.map(toJsonProbe),
    alerts: report.alerts.map(toJsonAlert),
    slos: report.slos.map(toJsonSlo),
    alertRoutings: (report.alertRoutings ?? []).map(toJsonRouting),
    evidence: report.evidence.map((evidence) => ({
      question: evidence.question,
      signal: evidence.signal,
      stance: evidence.stance,
      service: evidence.service,
      file: evidence.span.file,
      line: evidence.span.line,
      text: evidence.text,
      meaning: evidence.meaning,
      confidence: evidence.confidence,
    })),
    findings: report.findings.map(toJsonFinding),
    skipped: report.skipped.map(toJsonSkipped),
    coverage: {
      files: { ...report.coverage.files },
      migrations: { ...report.coverage.migrations },
    },
    failures: report.failures.map((failure) => ({ ...failure })),
    ...(report.confirmations && {
      confirmations: report.confirmations.map((confirmation) => ({
        record: confirmation.record,
        file: confirmation.span.file,
        line: confirmation.span.line,
        text: confirmation.text,
        state: confirmation.state,
        reasons: [...confirmation.reasons],
      })),
    }),
    ...(report.questions && {
      questions: report.questions.map((question) => ({
        id: question.id,
        service: question.service,
        text: question.text,
        state: question.state,
        answer: question.answer,
        risk: question.risk,
        required: question.required,
        reasons: [...question.reasons],
        file: question.place?.file ?? null,
        line: question.place?.line ?? null,
        waiver: question.waiver === undefined ? null : { ...question.waiver },
        ...(question.before !== undefined && { before: question.before }),
      })),
    }),
    ...(report.waivers && { waivers: report.waivers.map((waiver) => ({ ...waiver })) }),
    ...(report.baseline && {
      baseline: { ...report.baseline, fixed: report.baseline.fixed.map((entry) => ({ ...entry })) },
    }),
    ...(report.change && {
      change: {
        ...report.change,
        touched: report.change.touched.map((question) => ({ ...question, files: [...question.files] })),
        madeStale: report.change.madeStale.map((question) => ({ ...question })),
      },
    }),
    ...(report.asOf !== undefined && { asOf: report.asOf }),
    ...(report.trend && { trend: toJsonTrend(report.trend) }),
    ...(report.verdict && { verdict: toJsonVerdict(report.verdict) }),
  };
}

/** A health endpoint as JSON: the same in `scan` and in the commands on health. */
export function toJsonEndpoint(endpoint: InService<Endpoint>): JsonValue {
  return {
    service: endpoint.service,
    framework: endpoint.framework,
    method: endpoint.method,
    path: endpoint.path,
    role: endpoint.role,
    file: endpoint.span.file,
    line: endpoint.span.line,
    touches: [...new Set(touchesOf(endpoint).map((touch) => touch.dependency))].toSorted(),
    ...(endpoint.touchedBefore && {
      touchedBefore: endpoint.touchedBefore.map(({ dependency, span }) => ({
        dependency,
        through: 'middleware',
        file: span.file,
        line: span.line,
      })),
    }),
    canFail: endpoint.handler?.canFail ?? null,
    servedBy: endpoint.servedBy,
    port: endpoint.port ?? null,
    condition: endpoint.condition ?? null,
    pathComplete: endpoint.pathComplete,
    confidence: endpoint.confidence,
  };
}

/** A probe as JSON: the same in `scan` and in the commands on health. */
export function toJsonProbe(probe: InService<Probe>): JsonValue {
  return {
    service: probe.service,
    platform: probe.platform,
    kind: probe.kind,
    effect: probe.effect,
    transport: probe.transport,
    path: probe.path ?? null,
    port: probe.port ?? null,
    scheme: probe.scheme ?? null,
    host: probe.host ?? null,
    headers: { ...probe.headers },
    target: {
      kind: probe.target.kind,
      name: probe.target.name,
      container: probe.target.container ?? null,
    },
    timings: { ...probe.timings },
    file: probe.span.file,
    line: probe.span.line,
    origin: probe.target.origin ? { ...probe.target.origin } : null,
    renderedWith: [...(probe.renderedWith ?? [])],
    confidence: probe.confidence,
  };
}

/** All migrations as the plain object that `lintel migrations list --json` prints. */
export function toJsonInventory(inventory: MigrationInventory): JsonValue {
  return {
    schemaVersion: reportSchemaVersion,
    tool: { name: inventory.tool.name, version: inventory.tool.version },
    root: inventory.root,
    commit: inventory.commit,
    migrationSets: inventory.migrationSets.map(toJsonSet),
    migrations: inventory.migrations.map(toJsonMigration),
    skipped: inventory.skipped.map(toJsonSkipped),
  };
}

/** All alerts as the plain object that `lintel alerts list --json` prints. */
export function toJsonAlertInventory(inventory: AlertInventory): JsonValue {
  return {
    schemaVersion: reportSchemaVersion,
    tool: { name: inventory.tool.name, version: inventory.tool.version },
    root: inventory.root,
    commit: inventory.commit,
    alerts: inventory.alerts.map(toJsonAlert),
    slos: inventory.slos.map(toJsonSlo),
    alertRoutings: (inventory.alertRoutings ?? []).map(toJsonRouting),
    skipped: inventory.skipped.map(toJsonSkipped),
  };
}

/** What the lints print with `--json`. */
export function toJsonLint(lint: Pick<MigrationLint, 'findings' | 'skipped' | 'verdict'>): JsonValue {
  return {
    findings: lint.findings.map(toJsonFinding),
    skipped: lint.skipped.map(toJsonSkipped),
    verdict: toJsonVerdict(lint.verdict),
  };
}

export function toJsonVerdict({ passed, failedOn, gates = [] }: Verdict): JsonValue {
  return {
    passed,
    failedOn: [...failedOn],
    gates: gates.map(({ id, state, wants, failures, waived, before }) => ({
      id,
      state,
      wants,
      waived,
      before,
      failures: failures.map(({ id: what, service, text, file, line, pass }) => ({
        id: what,
        service,
        text,
        file: file ?? null,
        line: line ?? null,
        pass: [...pass],
      })),
    })),
  };
}

export function toJsonSkipped(skip: Skipped): JsonValue {
  return { file: skip.file, line: skip.line ?? null, reason: skip.reason, detail: skip.detail ?? null };
}

function toJsonSet(set: ReportedMigrationSet): JsonValue {
  return {
    framework: set.framework,
    service: set.service,
    directory: set.directory,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    reason: set.reason,
    migrations: set.migrations,
    new: set.new,
    operations: set.operations,
    opaque: set.opaque,
  };
}

/** A finding as JSON: the same in `scan`, `audit` and every `lint` and `check` command. */
export function toJsonFinding(finding: IdentifiedFinding): JsonValue {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    advice: finding.advice,
    question: finding.question,
    file: finding.span.file,
    line: finding.span.line,
    column: finding.span.column,
    endLine: finding.span.endLine,
    endColumn: finding.span.endColumn,
    service: finding.service,
    fingerprint: finding.fingerprint,
    status: finding.status,
    ...(finding.waiver && { waiver: { ...finding.waiver } }),
    related: (finding.related ?? []).map((place) => ({
      text: place.text,
      file: place.span.file,
      line: place.span.line,
    })),
  };
}

function toJsonMigration(migration: ReportedMigration): JsonValue {
  return {
    framework: migration.framework,
    service: migration.service,
    path: migration.path,
    downPath: migration.downPath ?? null,
    name: migration.name,
    version: migration.version,
    dialect: migration.dialect,
    phase: migration.phase ?? null,
    reversible:
      migration.down === 'explicit' || (migration.down === 'inferred' && migration.downProblems.length === 0),
    down: migration.down,
    new: migration.new,
    operations: migration.operations.map(toJsonOperation),
  };
}

/** An operation keeps its own fields (table, column, …); its span becomes `line`. */
function toJsonOperation(operation: SchemaOperation): JsonValue {
  const { span, ...fields } = operation;
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(entries) as Record<string, JsonValue>), line: span.line };
}
