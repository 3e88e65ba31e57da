/** A folder that grate or RoundhousE runs, in their order (FoldersConfiguration.cs of grate; RoundhousE knows those without a mark). */
export interface GrateFolder {
  readonly name: string;
  /** How often its scripts run. */
  readonly kind: 'once' | 'anytime' | 'everytime';
  /** Only this tool has folders of that name. */
  readonly isTelling: boolean;
}

/** Known folders in the order in which they run. */
export const grateFolders: readonly GrateFolder[] = [
  { name: 'beforeMigration', kind: 'everytime', isTelling: true },
  { name: 'alterDatabase', kind: 'anytime', isTelling: true },
  { name: 'runAfterCreateDatabase', kind: 'anytime', isTelling: true },
  { name: 'runBeforeUp', kind: 'anytime', isTelling: true },
  { name: 'up', kind: 'once', isTelling: false },
  { name: 'runFirstAfterUp', kind: 'anytime', isTelling: true },
  { name: 'functions', kind: 'anytime', isTelling: false },
  { name: 'views', kind: 'anytime', isTelling: false },
  { name: 'sprocs', kind: 'anytime', isTelling: true },
  { name: 'triggers', kind: 'anytime', isTelling: false },
  { name: 'indexes', kind: 'anytime', isTelling: false },
  { name: 'runAfterOtherAnyTimeScripts', kind: 'anytime', isTelling: true },
  { name: 'permissions', kind: 'everytime', isTelling: false },
  { name: 'afterMigration', kind: 'everytime', isTelling: true },
];

/** The known folder of a name, whatever its case. */
export function grateFolder(name: string): GrateFolder | undefined {
  return grateFolders.find((folder) => folder.name.toLowerCase() === name.toLowerCase());
}
