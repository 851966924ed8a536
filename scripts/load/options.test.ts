import { expect, test } from "vitest";

import { parseLoadArguments } from "./options";
import { joinWorld } from "./world";

test("without flags it is a short run in a world of its own", () => {
  expect(parseLoadArguments([])).toMatchObject({ faults: false, players: 8, seconds: 20, app: undefined });
});

test.each([
  [["--players", "51"], "allowed: a whole number from 2 to 50"],
  [["--seconds", "1e9"], "allowed: a whole number from 5 to 600"],
  [["--players"], "--players needs a value"],
  [["--hard"], "no flag of this command"],
  [["--faults", "--app", "http://localhost:3000"], "in a world of its own only"],
])("%j is refused", (argv, words) => {
  expect(() => parseLoadArguments(argv)).toThrow(words);
});

test.each(["https://game.example", "http://10.0.0.1:3000", "http://127.0.0.1.evil.example", "nonsense"])(
  "%s is not this machine",
  (app) => {
    expect(() => joinWorld({ app })).toThrow("--app");
    expect(() => joinWorld({ app: "http://localhost:3000", rpc: app })).toThrow("--rpc");
  },
);

test("this machine is", () => {
  expect(joinWorld({ app: "http://127.0.0.1:3000/" })).toMatchObject({
    appUrl: "http://127.0.0.1:3000",
    rpcUrl: "http://127.0.0.1:8545",
  });
});
