/** Crates of programs of a window, which nobody deploys. */
export const windowCrates: ReadonlySet<string> = new Set([
  'tauri',
  'eframe',
  'iced',
  'gtk',
  'gtk4',
  'relm4',
  'bevy',
  'slint',
  'dioxus-desktop',
  'druid',
  'fltk',
]);

/** The same of npm. */
export const windowPackages: ReadonlySet<string> = new Set([
  'electron',
  '@tauri-apps/api',
  '@tauri-apps/cli',
]);
