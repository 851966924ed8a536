import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { reportApi } from "../pack/api.ts";
import { packKit, STAGE } from "../pack/pack.ts";
import { execute, filesIn, readManifest } from "../pack/stage.ts";

const { tarball, plain } = inject("kit");
const installed = path.join(plain, "node_modules/@hourglass/session");
const hashOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("the tarball", () => {
  test("is the same, byte by byte, when it is packed again", { timeout: 120_000 }, () => {
    const again = mkdtempSync(path.join(tmpdir(), "session-again-"));
    try {
      expect(hashOf(packKit(again))).toBe(hashOf(tarball));
    } finally {
      rmSync(again, { recursive: true });
    }
  });

  test("contains what it promises, and nothing else of the repository", () => {
    const files = filesIn(installed, "").map((file) => path.relative(installed, file));
    for (const needed of ["README.md", "LICENSE", "CHANGELOG.md", "contracts/session/SessionValidator.sol"]) {
      expect(files).toContain(needed);
    }
    expect(files.filter((file) => /\.test\.|\.tsx?$|^(src|test|pack)\//.test(file) && !file.endsWith(".d.ts"))).toEqual(
      [],
    );
    const named = files.filter((file) => readFileSync(path.join(installed, file), "utf8").includes(fromRoot()));
    expect(named, "files that name a folder of the machine that packed").toEqual([]);
  });

  test("has documents whose links lead to files in it", () => {
    const documents = filesIn(installed, ".md");
    const links = documents.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = ""]) =>
        path.join(path.dirname(file), to),
      ),
    );
    expect(links.map((to) => path.relative(installed, to))).toEqual(
      expect.arrayContaining(["docs/sponsor.md", "docs/grant.md"]),
    );
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });

  test("is correct according to publint", async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false });
    expect(messages).toEqual([]);
  });

  test("gives types to everyone who can import it", async () => {
    const pkg = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
    const analysis = await checkPackage(pkg);
    if (!analysis.types) throw new Error("The tarball has no types.");
    expect(Object.keys(analysis.entrypoints).sort()).toEqual(
      [...Object.keys(readManifest().exports), "./package.json"].sort(),
    );
    // It is ESM only: resolution from before `exports` finds nothing, and `require` finds ESM, which Node 20.19 accepts.
    const left = analysis.problems.filter(
      (problem) =>
        problem.kind !== "CJSResolvesToESM" && !("resolutionKind" in problem && problem.resolutionKind === "node10"),
    );
    expect(left).toEqual([]);
  });

  test("has the Solidity that its own sources import", { timeout: 120_000 }, () => {
    // In a separate process, because the compiler keeps it running once loaded.
    const script = fromRoot("session/test/kit/readSolidity.ts");
    expect(execute(process.execPath, ["--import", "tsx", script, path.join(installed, "contracts")], fromRoot())).toBe(
      "",
    );
  });

  test("has the public types that session/api lists", { timeout: 300_000 }, () => {
    expect(reportApi(STAGE, "compare"), "npm run api writes them anew, for review").toEqual([]);
  });
});
