// Prints the raw and the Brotli size of every file that a page with the tag downloads, as JSON.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = fileURLToPath(new URL('../edge/public/', import.meta.url));
const served = readdirSync(folder + 'a').map((name) => `a/${name}`);
const downloaded = ['embed.js', ...served.filter((name) => name.startsWith('a/widget-')).sort()];

const sizes = downloaded.map((name) => {
  const content = readFileSync(folder + name);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  // Without its hash a file keeps its name from build to build.
  const file = name.replace(/-[0-9a-f]{10}\./, '.');
  return [file, { raw: content.length, brotli: brotliCompressSync(content, { params }).length }];
});
console.log(JSON.stringify(Object.fromEntries(sizes)));
