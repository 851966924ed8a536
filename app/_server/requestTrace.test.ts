import { expect, test } from "vitest";
import { REQUEST_ID, readRequest, timed, traced } from "./requestTrace";

const ask = (id: string | undefined, answer = async () => new Response(readRequest()?.id)) =>
  traced(new Headers(id === undefined ? {} : { [REQUEST_ID]: id }), answer);

test("an answer has the id of its request; without one, and for one that is not harmless, a new one", async () => {
  const answer = await ask("page-1");
  expect(answer.headers.get(REQUEST_ID)).toBe("page-1");
  expect(await answer.text()).toBe("page-1");
  for (const bad of [undefined, "", "a b", "x".repeat(65), 'a"b', "ä"]) {
    expect((await ask(bad)).headers.get(REQUEST_ID)).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(readRequest()).toBeUndefined();
});

test("the parts of an answer are told with their time, also those that failed, each of its own request", async () => {
  const answer = (name: string) => async () => {
    await timed(name, async () => undefined);
    await timed("chain", () => Promise.reject(new Error("down"))).catch(() => undefined);
    return new Response();
  };
  const [one, two] = await Promise.all([ask("1", answer("bundler")), ask("2", answer("sponsor"))]);
  const millis = "dur=\\d+\\.\\d";
  expect(one.headers.get("server-timing")).toMatch(new RegExp(`^bundler;${millis}, chain;${millis}, door;${millis}$`));
  expect(two.headers.get("server-timing")).not.toContain("bundler");
  await timed("outside", async () => undefined);
});
