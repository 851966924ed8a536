import { mkdirSync } from "node:fs";
import path from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";
import { toDoor } from "./manifest.ts";
import { kitDir, readManifest } from "./stage.ts";

/** Folder of the public types of every export, one file each. */
export const API_FOLDER = path.join(kitDir, "api");

/**
 * Writes the public types of every export, or compares them with the files.
 * @param stage The folder that `stageKit` built.
 * @param mode `write` changes the files; `compare` changes nothing.
 * @returns Names of the files that differed.
 * @throws Error if the declarations cannot be read.
 */
export function reportApi(stage: string, mode: "write" | "compare"): readonly string[] {
  mkdirSync(API_FOLDER, { recursive: true });
  // The types of the ABIs follow from texts, which are reviewed themselves (session/src/abis/abis.ts).
  const doors = Object.entries(readManifest().exports).filter(([door]) => door !== "./abis");
  return doors.flatMap(([door, source]) => {
    const file = `${door === "." ? "index" : door.slice(2).replaceAll("/", "-")}.api.md`;
    const config = toConfig(stage, path.join(stage, toDoor(source).types), file);
    const { apiReportChanged, errorCount } = Extractor.invoke(config, {
      localBuild: mode === "write",
      messageCallback: (message) => {
        // Messages of TypeScript are shown; the tool's messages about itself and its engine are not.
        message.handled = message.logLevel !== ExtractorLogLevel.Error;
      },
    });
    if (errorCount > 0) throw new Error(`The declarations of ${door} cannot be read.`);
    return apiReportChanged ? [file] : [];
  });
}

function toConfig(stage: string, entry: string, reportFileName: string): ExtractorConfig {
  const silent = { default: { logLevel: "none" as ExtractorLogLevel } };
  const configObject: IConfigFile = {
    projectFolder: stage,
    mainEntryPointFilePath: entry,
    newlineKind: "lf",
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          ...{ target: "ES2022", module: "nodenext", moduleResolution: "nodenext", jsx: "react-jsx" },
          ...{ lib: ["ES2023", "DOM", "DOM.Iterable"], strict: true, skipLibCheck: true, types: [] },
        },
        files: [entry],
      },
    },
    apiReport: {
      enabled: true,
      // Types that an export uses without exporting them are part of its public types.
      includeForgottenExports: true,
      reportFileName: path.basename(reportFileName, ".api.md"),
      reportFolder: API_FOLDER,
      reportTempFolder: path.join(stage, ".api"),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: silent,
      tsdocMessageReporting: silent,
      extractorMessageReporting: silent,
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(stage, "package.json"),
  });
}
