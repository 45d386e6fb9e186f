// Bundles the islands and styles into dist/ with content hashes, a manifest, an icon sprite and precompressed copies.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const out = 'dist';
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

const result = await build({
  entryPoints: { app: 'app.ts', theme: 'theme.ts', style: 'styles/index.css' },
  bundle: true, splitting: true, format: 'esm', minify: true, target: 'es2022', metafile: true, legalComments: 'none',
  outdir: out, entryNames: '[name]-[hash]', chunkNames: 'part-[hash]', assetNames: '[name]-[hash]', loader: { '.woff2': 'file' },
});

const manifest = {};
for (const [file, info] of Object.entries(result.metafile.outputs))
  if (info.entryPoint) manifest[basename(info.entryPoint) === 'index.css' ? 'style' : basename(info.entryPoint).replace(/\.ts$/, '')] = basename(file);

const icons = JSON.parse(readFileSync('icons.json', 'utf8'));
const symbols = icons.map(name => {
  const svg = readFileSync(join('node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
  const body = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/<svg[\s\S]*?>/, '').replace('</svg>', '').replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
});
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
manifest.icons = `icons-${createHash('sha256').update(sprite).digest('hex').slice(0, 8)}.svg`;
writeFileSync(join(out, manifest.icons), sprite);

for (const file of readdirSync(out)) {
  if (!/\.(js|css|svg)$/.test(file)) continue;
  const bytes = readFileSync(join(out, file));
  writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}
// Written last: its presence says the build is whole.
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
