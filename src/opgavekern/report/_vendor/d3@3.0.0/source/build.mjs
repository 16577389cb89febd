// Build d3.min.js, LICENSE and manifest.json beside this folder from what the lockfile names.
// Run in this folder:  npm ci && node build.mjs
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";

const target = new URL("../", import.meta.url);
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

const built = buildSync({
  entryPoints: ["bundle.js"],
  bundle: true,
  format: "iife",
  globalName: "d3",
  legalComments: "none",
  metafile: true,
  minify: true,
  target: "es2020",
  write: false,
});
const code = built.outputFiles[0].contents;
const names = new Set(
  Object.keys(built.metafile.inputs)
    .map((path) => /^node_modules\/([^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);

const packages = [...names].sort().map((name) => {
  const locked = lock.packages[`node_modules/${name}`];
  return { name, version: locked.version, license: locked.license, integrity: locked.integrity };
});
const licences = packages.map(({ name, version }) => {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});

writeFileSync(new URL("d3.min.js", target), code);
writeFileSync(new URL("LICENSE", target), licences.join("\n----\n\n"));
const manifest = {
  name: "d3",
  version: "3.0.0",
  file: "d3.min.js",
  sha256: createHash("sha256").update(code).digest("hex"),
  license: [...new Set(packages.map((one) => one.license))].sort().join(" AND "),
  packages,
};
writeFileSync(new URL("manifest.json", target), JSON.stringify(manifest, null, 2) + "\n");
console.log(`${code.length} bytes`);
