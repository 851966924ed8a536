import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./copyText";

afterEach(() => vi.unstubAllGlobals());

test("a browser without a clipboard is a refusal that can be told, and no exception on the way", async () => {
  vi.stubGlobal("navigator", {});
  const copying = copyText("a");
  await expect(copying).rejects.toThrow();
});

test("what the browser copies is the text", async () => {
  const copied: string[] = [];
  vi.stubGlobal("navigator", { clipboard: { writeText: async (text: string) => void copied.push(text) } });
  await copyText("a strip");
  expect(copied).toEqual(["a strip"]);
});
