// Builds css/ and js/ into ../static/built/. Run `npm ci --ignore-scripts` once, then `npm run build`.
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const kept = join(here, "..", "static", "built");
const built = join(here, "node_modules", ".built"); // a running server never meets half a file: see the end

// govuk-frontend is the base layer: anything of ours wins over it, whatever the selector.
const govuk = {
  name: "govuk",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const result = sass.compile(path, {
        loadPaths: [join(here, "node_modules")],
        charset: false,
        quietDeps: true,
        logger: sass.Logger.silent,
      });
      return { contents: `@layer govuk {\n${result.css}\n}`, loader: "css", resolveDir: here };
    });
  },
};

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: {
    app: "css/app.css",
    portal: "css/portal.css",
    desk: "css/desk.css",
    "portal-page": "js/portal.js",
    "desk-page": "js/desk.js",
    map: "js/map.js",
  },
  outdir: built,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  plugins: [govuk],
  legalComments: "linked",
  logLevel: "warning",
});
const modules = join(here, "node_modules");
await copyFile(join(modules, "maplibre-gl/dist/maplibre-gl-worker.mjs"), join(built, "map-worker.mjs"));
// What is shipped brings its licence along.
const font = "@fontsource-variable/atkinson-hyperlegible-next/LICENSE";
await copyFile(join(here, "NOTICE.txt"), join(built, "NOTICE.txt"));
await copyFile(join(modules, "maplibre-gl/LICENSE.txt"), join(built, "LICENSE.maplibre-gl.txt"));
await copyFile(join(modules, font), join(built, "LICENSE.atkinson-hyperlegible-next.txt"));

await mkdir(kept, { recursive: true });
const made = await readdir(built);
for (const name of made) await rename(join(built, name), join(kept, name));
for (const name of await readdir(kept)) if (!made.includes(name)) await rm(join(kept, name), { recursive: true });
