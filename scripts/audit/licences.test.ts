import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";
import { findLicenceProblems, type Lock, shippedPackages } from "./licences";

const lock: Lock = JSON.parse(readFileSync(fromRoot("package-lock.json"), "utf8"));
const withPackage = (entry: Lock["packages"][string]): Lock => ({
  packages: { ...lock.packages, "node_modules/a/node_modules/@b/planted": entry },
});

test("there is much that is shipped", () => {
  expect(shippedPackages(lock).length).toBeGreaterThan(100);
});

test.each(["GPL-3.0-only", "MIT AND GPL-3.0-only", "(GPL-2.0 OR AGPL-3.0)", "SEE LICENSE IN x", undefined])(
  "a package under %s is reported by its name",
  (license) => {
    expect(findLicenceProblems(withPackage(license ? { license } : {}))).toEqual([
      expect.stringContaining(`@b/planted has the licence '${license ?? "none"}'`),
    ]);
  },
);

test.each([{ license: "MIT" }, { license: "(GPL-2.0 OR MIT)" }, { license: "GPL-3.0-only", dev: true }])(
  "%j is none to report",
  (entry) => expect(findLicenceProblems(withPackage(entry))).toEqual([]),
);

test("an exception that nothing needs is reported", () => {
  const { "node_modules/elkjs": _, ...packages } = lock.packages;
  expect(findLicenceProblems({ packages })).toEqual([expect.stringContaining("excepts 'elkjs'")]);
});
