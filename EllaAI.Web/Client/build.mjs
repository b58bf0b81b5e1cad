// Bundles the browser modules and the fonts into wwwroot/built. Run by the build of EllaAI.Web; `npm run build` does the same.
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = dirname(fileURLToPath(import.meta.url));
const outdir = join(client, '..', 'wwwroot', 'built');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: client,
  bundle: true,
  minify: true,
  outdir,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.ttf': 'file', '.woff2': 'file' },
  assetNames: 'files/[name]-[hash]',
};

await rm(outdir, { recursive: true, force: true });
try {
  await Promise.all([
    // Names of entries stay; MapStaticAssets gives them a fingerprint. Chunks carry their own.
    build({ ...shared, entryPoints: ['workspace.js', 'editor.js', 'forget.js', 'passkeys.js'], format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]' }),
    build({ ...shared, entryPoints: ['editor.worker.js'], format: 'esm' }),
    build({ ...shared, entryPoints: { theme: 'theme-boot.js' }, format: 'iife' }),
    build({ ...shared, entryPoints: ['fonts.css'] }),
  ]);
  // Pages link editor.css; esbuild repeats it beside every other module that reaches Monaco.
  await rm(join(outdir, 'workspace.css'), { force: true });
  for (const name of await readdir(join(outdir, 'chunks'))) {
    if (name.endsWith('.css')) await rm(join(outdir, 'chunks', name));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Half a bundle must not look up to date to the next build.
  await rm(outdir, { recursive: true, force: true });
  process.exitCode = 1;
}
