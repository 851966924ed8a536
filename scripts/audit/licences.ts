/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unlicense"],
  // Of fonts and of the table of browsers.
  ...["CC-BY-4.0", "OFL-1.1"],
]);

/** Packages with other ones, by how their name begins, and why they may be there all the same. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "@img/sharp-": "LGPL: a library of its own for Next's pictures, loaded as it was published",
  elkjs: "EPL: draws in Prisma's studio, which a developer opens; nothing of it is shipped",
  "seq-queue": "says nothing in its manifest; its file LICENSE is MIT's",
};

/** What is read of package-lock.json. */
export type Lock = { packages: Record<string, { license?: string; dev?: boolean; link?: boolean }> };

/** What runs in production, by the place where it is installed. */
export const shippedPackages = ({ packages }: Lock) =>
  Object.entries(packages).filter(([place, { dev, link }]) => place.includes("node_modules/") && !dev && !link);

/** Packages whose licence is not known to be harmless, and exceptions that nothing needs. One sentence each. */
export function findLicenceProblems(lock: Lock): string[] {
  const others = shippedPackages(lock)
    .map(([place, { license = "none" }]) => ({ name: nameOf(place), license }))
    .filter(({ license }) => !isAllowed(license));
  const exceptions = Object.keys(EXCEPTIONS);
  const unknown = others.filter(({ name }) => !exceptions.some((prefix) => name.startsWith(prefix)));
  const unneeded = exceptions.filter((prefix) => !others.some(({ name }) => name.startsWith(prefix)));
  return [
    ...unknown.map(
      ({ name, license }) => `${name} has the licence '${license}', which scripts/audit/licences.ts lacks`,
    ),
    ...unneeded.map(
      (prefix) => `scripts/audit/licences.ts excepts '${prefix}', which is not there or needs no exception`,
    ),
  ];
}

const nameOf = (place: string) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

/** Of "A AND (B OR C)" all must be allowed, of B and C one. */
const isAllowed = (expression: string) =>
  expression
    .replace(/[()]/g, "")
    .split(/ and /i)
    .every((part) => part.split(/ or /i).some((name) => ALLOWED.has(name)));
