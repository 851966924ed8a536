import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromRoot } from "@/scripts/stack/paths";
import { closureOf, type Lock } from "./closure.ts";

/** An npm registry on loopback: it has the packages that the repository has installed, in those versions, and nothing else. */
export type Registry = { url: string; versionOf: (name: string) => string; close: () => void };

/**
 * Starts a registry, so that tests install like any user, without the internet and with the same versions each time.
 * @param names Its packages, with all that they need.
 * @returns Its address; close it afterwards.
 */
export async function startRegistry(names: readonly string[]): Promise<Registry> {
  const { packages }: { packages: Lock } = JSON.parse(readFileSync(fromRoot("package-lock.json"), "utf8"));
  const places = closureOf(packages, names);
  const server = createServer((request, response) => {
    const asked = decodeURIComponent((request.url ?? "").slice(1));
    const [, place] = /^-\/(.+)\.tgz$/.exec(asked) ?? [];
    if (place !== undefined && places.includes(place)) return pipeTarball(place, response);
    const own = places.filter((each) => nameOf(each) === asked);
    response.statusCode = own.length > 0 ? 200 : 404;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(own.length > 0 ? toPackument(asked, own, urlOf(server.address())) : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: urlOf(server.address()),
    versionOf: (name) => packages[`node_modules/${name}`]?.version ?? "",
    close: () => server.close(),
  };
}

const nameOf = (place: string) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

function urlOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): string {
  if (typeof address !== "object" || address === null) throw new Error("The registry does not listen.");
  return `http://127.0.0.1:${address.port}`;
}

/** npm's first request: every version of a package, with its manifest. */
function toPackument(name: string, places: readonly string[], url: string) {
  const manifests = places.map((place) => {
    const manifest = JSON.parse(readFileSync(fromRoot(place, "package.json"), "utf8"));
    return { ...manifest, dist: { tarball: `${url}/-/${encodeURIComponent(place)}.tgz` } };
  });
  const versions = Object.fromEntries(manifests.map((manifest) => [manifest.version, manifest]));
  return { name, "dist-tags": { latest: manifests.at(-1)?.version }, versions };
}

function pipeTarball(place: string, response: NodeJS.WritableStream): void {
  const folder = mkdtempSync(path.join(tmpdir(), "session-registry-"));
  symlinkSync(fromRoot(place), path.join(folder, "package"));
  const tar = spawn("tar", ["-czhf", "-", "--exclude=package/node_modules", "package"], { cwd: folder });
  tar.stdout.pipe(response);
  tar.on("close", () => rmSync(folder, { recursive: true }));
}
