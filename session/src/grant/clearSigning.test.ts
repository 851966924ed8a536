import { validateDescriptor } from "@erc7730/sdk";
import { expect, test } from "vitest";
import { clearSigningFile } from "./clearSigning.ts";
import { grantTypes } from "./grant.ts";
import { revokeAllTypes, revokeTypes } from "./revoke.ts";

const file = clearSigningFile("Hourglass", [{ chainId: 31337, sessionValidator: `0x${"09".repeat(20)}` }]);

/** Every path to a value of a message: `permissions.[].target`. */
function pathsOf(types: Record<string, readonly { name: string; type: string }[]>, type: string): string[] {
  return (types[type] ?? []).flatMap(({ name, type: inner }) => {
    const isList = inner.endsWith("[]");
    const element = isList ? inner.slice(0, -2) : inner;
    const path = isList ? `${name}.[]` : name;
    return types[element] ? pathsOf(types, element).map((each) => `${path}.${each}`) : [path];
  });
}

test("the clear-signing file is valid", () => {
  expect(validateDescriptor(file)).toEqual({ valid: true, errors: [] });
  const broken = structuredClone(file);
  Object.assign(broken.display.formats.Grant?.fields[0] ?? {}, { format: "guess" });
  expect(validateDescriptor(broken).valid, "and the check finds faults").toBe(false);
});

test.each([
  ["Grant", grantTypes],
  ["Revoke", revokeTypes],
  ["RevokeAll", revokeAllTypes],
] as const)("it shows every field of %s that is signed, and no other", (message, types) => {
  const { fields, required } = file.display.formats[message] ?? { fields: [], required: [] };
  expect(fields.map(({ path }) => path)).toEqual(pathsOf(types, message));
  expect(required).toEqual(fields.map(({ path }) => path));
});

test("the file in the repository is the one of these types", async () => {
  await expect(`${JSON.stringify(clearSigningFile("Hourglass", []), null, 2)}\n`).toMatchFileSnapshot(
    "../../vectors/clearSigning.json",
  );
});
