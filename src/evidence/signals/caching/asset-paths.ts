/** Kinds of files that have no reason to be fetched again: not pages, not data. */
const assets = /\b(?:js|css|woff2?|png|jpe?g|svg|gif|ico)\b/i;
const otherFiles = /\b(?:html?|json|xml|php|webmanifest|map|sw)\b|service-?worker/i;

/** Folders that build tools and frameworks put scripts, styles and images into. */
const folders =
  /^\/?(?:_next\/static|_nuxt|_astro|_app\/immutable|static|assets|fonts|images|img|css|js)\/(?:\S*)$/i;

/** Whether a pattern of file names means scripts, styles, fonts or images, and no pages or data. */
export function namesAssets(pattern: string): boolean {
  return assets.test(pattern) && !otherFiles.test(pattern);
}

/** Whether a path with wildcards leads to scripts, styles, fonts or images alone: `/_next/static/:path*`, `/assets/*`, `*.css`. */
export function leadsToAssets(path: string): boolean {
  return (
    !otherFiles.test(path) &&
    (folders.test(path) || /\.\(?[\w|?]*\b(?:js|css|woff2?|png|jpe?g|svg|ico)\b/i.test(path))
  );
}
