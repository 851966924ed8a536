import { afterEach, expect, test, vi } from "vitest";
import { readConfig } from "./readConfig";

afterEach(() => void vi.unstubAllGlobals());

const answer =
  (status: number, body = "{}") =>
  async () =>
    new Response(body, { status });

test.each<[string, () => Promise<Response>, string]>([
  ["a site that is down", () => Promise.reject(new TypeError("Failed to fetch")), "This site is not responding."],
  ["a chain that is down", answer(503), "The blockchain is not responding"],
  ["too many requests", answer(429), "Too many requests"],
  ["a door that refuses", answer(421), "(421)"],
  ["an answer of another version", answer(200), "does not understand the server’s answer"],
  ["an answer that is no JSON", answer(200, "<html>"), "does not understand the server’s answer"],
])("%s has its own message", async (_, fetch, words) => {
  vi.stubGlobal("fetch", fetch);
  await expect(readConfig(new AbortController().signal)).rejects.toThrow(words);
});

test("a site that never answers ends in a timeout", async () => {
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
