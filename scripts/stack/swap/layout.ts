import type { StorageLayout } from "../solidity/compiler.ts";

/**
 * Storage of a contract as text: two layouts are the same when what one wrote means the same to the other. Names are not in it:
 * a variable that is only renamed stays where it is.
 */
export function describeLayout(layout: StorageLayout | undefined): string {
  const types = layout?.types ?? {};
  const describeType = (id: string, within: readonly string[]): string => {
    const type = types[id];
    if (!type || within.includes(id)) return type?.label ?? id;
    const inner = [...within, id];
    const parts = [
      `${type.label}/${type.numberOfBytes}`,
      ...[type.base, type.key, type.value].flatMap((part) => (part ? [describeType(part, inner)] : [])),
      ...(type.members ?? []).map(
        ({ slot, offset, type: member }) => `${slot}+${offset} ${describeType(member, inner)}`,
      ),
    ];
    return parts.length > 1 ? `${parts[0]}(${parts.slice(1).join(", ")})` : (parts[0] ?? "");
  };
  return (layout?.storage ?? [])
    .map(({ slot, offset, type }) => `${slot}+${offset} ${describeType(type, [])}`)
    .join("\n");
}
