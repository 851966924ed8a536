// npm run docs:api: writes the reference of every export, from doc comments, into session/.data/api. With --emit none it only checks them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const place = (file) => fileURLToPath(new URL(file, import.meta.url));
const { exports } = JSON.parse(readFileSync(place("package.json"), "utf8"));

export default {
  name: "@hourglass/session",
  entryPoints: Object.values(exports).map(place),
  tsconfig: place("tsconfig.build.json"),
  readme: place("README.md"),
  out: place(".data/api"),
  disableGit: true,
  sourceLinkTemplate: "{path}",
  excludeExternals: true,
  excludeInternal: true,
  // Types are checked elsewhere, by the compiler that builds.
  skipErrorChecking: true,
  // Every export has a comment, and every link in a comment works.
  requiredToBeDocumented: ["Class", "Function", "Interface", "TypeAlias", "Variable"],
  validation: { notDocumented: true, invalidLink: true, rewrittenLink: true, notExported: false },
  treatValidationWarningsAsErrors: true,
};
