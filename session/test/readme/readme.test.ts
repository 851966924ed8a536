import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { readBlocks, toProgram } from "./blocks.ts";

const text = readFileSync(fromRoot("session/README.md"), "utf8");

describe("the kit's README", () => {
  test("has code in named blocks, all of which the integration test runs", () => {
    expect(readBlocks(text).map(({ name }) => name)).toContain("ten");
    expect(text.match(/^```tsx?$/gm)).toHaveLength(readBlocks(text).length);
  });

  test("is short enough to be read in one go", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(220);
  });

  test("names every export of the package", () => {
    const { exports } = JSON.parse(readFileSync(fromRoot("session/package.json"), "utf8"));
    const doors = Object.keys(exports).map((door) => (door === "." ? "`@hourglass/session`" : `\`${door.slice(1)}\``));
    expect(doors.filter((door) => !text.includes(door))).toEqual([]);
  });
});

describe("blocks become one program", () => {
  const block = (name: string, code: string) => `<!-- block: ${name} -->\n\`\`\`ts\n${code}\n\`\`\`\n`;

  test("imports go to the top, once; later blocks know the earlier ones", () => {
    const blocks = readBlocks(
      block("a", 'import { x } from "x";\nconst a = x;') + block("b", 'import { x } from "x";\nawait a(x);'),
    );
    expect(toProgram(blocks, "./given.ts", ["chain"])).toBe(
      `import { x } from "x";
import { abi, type Given, shopAbi, tokenAbi } from "./given.ts";
export const abis = [abi, shopAbi, tokenAbi];
export async function run({ chain }: Given) {
// a
const a = x;

// b
await a(x);

return sessions;
}
`,
    );
  });

  test("a block without a name, or with another block's name, is not part of a program", () => {
    expect(() => readBlocks("```ts\nconst a = 1;\n```\n")).toThrow("has no name");
    expect(() => readBlocks(block("a", "1;") + block("a", "2;"))).toThrow("one name");
  });
});
