import { afterEach, expect, test, vi } from "vitest";
import { readConfig } from "./readConfig";

afterEach(() => void vi.unstubAllGlobals());

const answer =
  (status: number, body = "{}") =>
  async () =>
    new Response(body, { status });

test.each<[string, () => Promise<Response>, string]>([
  ["a site that is gone", () => Promise.reject(new TypeError("Failed to fetch")), "This site is not responding."],
  ["a chain that is gone", answer(503), "The blockchain is not responding"],
  ["too many requests", answer(429), "Too many requests"],
  ["a door that refuses", answer(421), "(421)"],
  ["an answer of another version", answer(200), "makes no sense"],
  ["an answer that is no JSON", answer(200, "<html>"), "makes no sense"],
])("%s has words of its own", async (_, fetch, words) => {
  vi.stubGlobal("fetch", fetch);
  await expect(readConfig(new AbortController().signal)).rejects.toThrow(words);
});

test("a site that never answers is not waited for without end", async () => {
  const ended = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(ended.signal);
  vi.stubGlobal(
    "fetch",
    (_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  );
  const reading = expect(readConfig(new AbortController().signal)).rejects.toThrow("This site is not responding.");
  ended.abort();
  await reading;
});
