import {
  type AbiParameter,
  encodeAbiParameters,
  hexToBigInt,
  parseAbiParameters,
  size,
  slice,
  toFunctionSelector,
} from "viem";
import { describe, expect, test } from "vitest";
import { locate, readFunctionText, selectorOf } from "./functionText.ts";

describe("valid texts give their selector", () => {
  test.each([
    "f()",
    "move(bytes)",
    "_$(uint8,int256,bool,bytes1,bytes32,string)",
    "a((uint256,(bytes,address)[2])[],uint64[3][])",
    `long${"x".repeat(60)}(address)`,
    "f(uint256[],bytes[3],address[2][])",
    `f(${Array.from({ length: 17 }, () => "bool").join()})`,
  ])("%s", (text) => {
    expect(selectorOf(text)).toBe(toFunctionSelector(`function ${text}`));
  });
});

describe("texts that break the grammar are refused", () => {
  test.each([
    ...["", "f", "f(", "(uint256)", "1f()", "f())", "f()x", "f(uint256", "f (uint256)", "f( uint256)"],
    ...["f(uint)", "f(uint7)", "f(uint0)", "f(uint264)", "f(int08)", "f(bytes33)", "f(bytes0)", "f(uint256 a)"],
    ...["f)", " f()", "f() ", "f()()", "f()returns(bool)", "fö()", "f(int)", "f(byte)", "f(tuple)", "f(uint08)"],
    ...["f(uint256[)", "f(uint256])", "f(,uint256)", "f(fixed128x18)", "f(bytes32 )", "native transfer"],
    ...["f(,)", "f(uint256,)", "f(())", "f(uint256[0])", "f(uint256[257])", "f(uint256[01])", "f(fixed)", "f(Address)"],
    ...["f(((((((uint8)))))))", "f(uint256[256][256])", "f(address payable)", "f(function)"],
  ])("'%s'", (text) => {
    expect(() => readFunctionText(text)).toThrowError(/cannot be granted/);
  });
});

describe("a path finds the word that the ABI puts there", () => {
  const marked = 0xabcdefn;
  test.each([
    ["f(uint8,(uint16,uint256),uint256)", "2.2", "(uint8,(uint16,uint256),uint256)", [1, [2, marked], 3n]],
    ["f(uint64[3],uint256)", "1.3", "(uint64[3],uint256)", [[1n, 2n, marked], 3n]],
    [
      "f((uint8,uint256)[2])",
      "1.2.2",
      "((uint8,uint256)[2])",
      [
        [
          [1, 2n],
          [3, marked],
        ],
      ],
    ],
    ["f(uint8,(bytes,uint256))", "2.2", "(uint8,(bytes,uint256))", [1, ["0x1234", marked]]],
    ["f(((bytes,uint8),uint256))", "1.2", "(((bytes,uint8),uint256))", [[["0x12", 1], marked]]],
  ])("%s at %s", (text, path, types, values) => {
    const { via, word } = locate(text, path);
    const [parameter] = parseAbiParameters(`${types} all`);
    const args = encodeAbiParameters(
      (parameter as unknown as { components: readonly AbiParameter[] }).components,
      values as never,
    );
    const base = via === undefined ? 0 : Number(hexToBigInt(slice(args, via * 32, via * 32 + 32)));
    expect(hexToBigInt(slice(args, base + word * 32, base + word * 32 + 32))).toBe(marked);
    expect(size(args) % 32).toBe(0);
  });

  test.each([
    ["f(uint8)", "2"],
    ["f(uint8)", "0"],
    ["f(uint8)", "01"],
    ["f(uint8)", ""],
    ["f(uint8)", "1.1"],
    ["f(uint8[2])", "1.3"],
    ["f(uint8[])", "1.1"],
    ["f((uint8,bool))", "1.3"],
    ["f((bytes,(string,uint8)))", "1.2.2"],
    ["f(uint8)", "1."],
    ["f()", "1"],
  ])("%s has no %s", (text, path) => {
    expect(() => locate(text, path)).toThrowError(/cannot be granted/);
  });
});
