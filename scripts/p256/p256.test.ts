import { readFileSync } from "node:fs";
import { p256 } from "@noble/curves/nist";
import { expect, test } from "vitest";
import { edgeVectors } from "./edges";
import { openssl } from "./openssl";
import { renderVectors, vectorFile } from "./render";

const vectors = edgeVectors();

test("the committed edges are what the script computes", () => {
  expect(readFileSync(vectorFile("edges"), "utf8")).toBe(renderVectors("scripts/p256/edges.ts", vectors));
});

const word = (value: bigint) => value.toString(16).padStart(64, "0");

test.each(vectors.filter(({ message }) => message !== undefined))("OpenSSL agrees: $what", (vector) => {
  const { key, message = 0n, r, s, valid } = vector;
  expect(openssl(`0x${word(key.x)}${word(key.y)}`, `0x${word(message)}`, `0x${word(r)}${word(s)}`)).toBe(valid);
});

test("among them are both answers, and high s that is valid", () => {
  expect(vectors.filter(({ valid }) => valid).length).toBeGreaterThan(20);
  expect(vectors.filter(({ valid }) => !valid).length).toBeGreaterThan(20);
  expect(vectors.filter(({ valid, s }) => valid && s > p256.CURVE.n / 2n).length).toBeGreaterThan(2);
});
