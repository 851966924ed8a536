import { expect, test } from "vitest";
import { REQUEST_ID, readRequest, timed, traced } from "./requestTrace";

test("each answer has an id of its own, which is that of its request while it is answered, and of none afterwards", async () => {
  const ask = () => traced(async () => new Response(readRequest()?.id));
  const answers = await Promise.all([ask(), ask()]);
  const ids = answers.map(({ headers }) => headers.get(REQUEST_ID));
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(ids).size).toBe(2);
  expect(readRequest()).toBeUndefined();
});

test("the parts of an answer are told with their time, also those that failed, each of its own request", async () => {
  const answer = (name: string) => async () => {
    await timed(name, async () => undefined);
    await timed("chain", () => Promise.reject(new Error("down"))).catch(() => undefined);
    return new Response();
  };
  const [one, two] = await Promise.all([traced(answer("bundler")), traced(answer("sponsor"))]);
  const millis = "dur=\\d+\\.\\d";
  expect(one.headers.get("server-timing")).toMatch(new RegExp(`^bundler;${millis}, chain;${millis}, door;${millis}$`));
  expect(two.headers.get("server-timing")).not.toContain("bundler");
  await timed("outside", async () => undefined);
});
