import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Abi, formatAbi } from "abitype";
import type { Hex } from "viem";
import { readText } from "./stack/deployed.ts";
import { type ContractName, contractNames, contractTable } from "./stack/solidity/contractTable.ts";

const inFolders = (...folders: readonly string[]) =>
  contractNames.filter((name) => folders.includes(contractTable[name].split("/")[2] ?? "")).sort();

/** Two files, because the session kit is made to be lifted: it must not know the game. Nobody outside calls the chart. */
const KIT = "session/src/abis/abis.ts";
const CONTRACTS = {
  [KIT]: inFolders("account", "paymaster", "session"),
  "app/_chain/generated/abis.ts": inFolders("game").filter((name) => name !== "Chart"),
};

export const abiFiles = Object.keys(CONTRACTS);

export const BYTECODES = "session/src/contracts/generated/bytecodes.ts";
/** What `deploySessionContracts` makes, in its order. */
const DEPLOYED = [
  "P256Sha256Verifier",
  "ERC7913WebAuthnVerifier",
  "GrantReader",
  "SessionValidator",
  "PlayerAccountFactory",
  "SessionPaymaster",
] as const satisfies readonly ContractName[];

/**
 * Writes the creation code that the session kit deploys, where it changed.
 * @param root Of the repository.
 * @param readCode Gives the creation code of a contract.
 * @returns The files that changed.
 */
export function writeBytecodes(root: string, readCode: (name: (typeof DEPLOYED)[number]) => Hex): string[] {
  const lines = DEPLOYED.map((name) => `  ${name}: "${readCode(name)}",\n`).join("");
  const type = `Readonly<Record<${DEPLOYED.map((name) => `"${name}"`).join(" | ")}, Hex>>`;
  const comment = "/** Creation code of what a deployment consists of, without arguments. */";
  const after = `import type { Hex } from "viem";\n\n${comment}\nexport const bytecodes: ${type} = {\n${lines}};\n`;
  return writeChanged(path.join(root, BYTECODES), after) ? [BYTECODES] : [];
}

function writeChanged(place: string, after: string): boolean {
  if (readText(place) === after) return false;
  writeFileSync(place, after);
  return true;
}

/**
 * Writes the ABIs for TypeScript, where they changed.
 * @param root Of the repository.
 * @param readAbi Gives the ABI of a contract.
 * @returns The files that changed.
 */
export function writeAbiFiles(root: string, readAbi: (name: ContractName) => Abi): string[] {
  const read = (name: ContractName) => inOrder(readAbi(name));
  return Object.entries(CONTRACTS)
    .filter(([file, names]) => {
      const whole = names.map((name) => toSource(toConstant(name), `ABI of ${name}.`, read(name))).join("");
      const errors =
        file === KIT ? toSource("sessionErrors", "What any of them reverts with.", readErrors(names, read)) : "";
      const after = `import { parseAbi } from "viem";\n${whole}${errors}`;
      return writeChanged(path.join(root, file), after);
    })
    .map(([file]) => file);
}

function toConstant(name: string): string {
  return `${name[0]?.toLowerCase()}${name.slice(1)}Abi`;
}

/** What any of them reverts with: a page decodes errors, and needs little else of the ABIs. */
function readErrors(names: readonly ContractName[], readAbi: (name: ContractName) => Abi): Abi {
  const errors = names.flatMap(readAbi).filter(({ type }) => type === "error");
  return [...new Map(errors.map((item) => [JSON.stringify(item), item])).values()];
}

const ORDER = ["constructor", "fallback", "receive", "function", "event", "error"];

/** One order, whoever compiled: forge sorts what the compiler gives, and the compiler by another measure. */
function inOrder(abi: Abi): Abi {
  const nameOf = (item: Abi[number]) => ("name" in item ? item.name : "");
  return [...abi].sort(
    (a, b) =>
      ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) !== nameOf(b))),
  );
}

function toSource(constant: string, comment: string, abi: Abi): string {
  const lines = formatAbi(abi).map((text) => `  "${text}",\n`);
  return `\n/** ${comment} */\nexport const ${constant} = /*#__PURE__*/ parseAbi([\n${lines.join("")}]);\n`;
}
