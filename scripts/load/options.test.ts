import { expect, onTestFinished, test } from "vitest";
import { appEnvironment, rememberEnvironment } from "../stack/environment";
import { newFolder } from "../stack/newFolder";
import { parseLoadArguments } from "./options";
import { joinWorld } from "./world";

test("without flags it is a short run in a world of its own", () => {
  expect(parseLoadArguments([])).toEqual({ faults: false, help: false, players: 8, seconds: 20 });
});

test.each([
  [["--players", "51"], "allowed: a whole number from 2 to 50"],
  [["--seconds", "1e9"], "allowed: a whole number from 5 to 600"],
  [["--players"], "argument missing"],
  [["--hard"], "Unknown option '--hard'"],
  [["--faults", "--data", ".data"], "in a world of its own only"],
])("%j is refused", (argv, words) => {
  expect(() => parseLoadArguments(argv)).toThrow(words);
});

test("a world that runs from another folder is found by that folder, with whatever ports", () => {
  const { folder, remove } = newFolder("load");
  onTestFinished(remove);
  expect(() => joinWorld(folder)).toThrow(`no stack runs from ${folder}`);
  const ports = { app: 3001, rpc: 9001, bundler: 2, database: 3 };
  rememberEnvironment(folder, appEnvironment({ ports, databaseUrl: "postgresql://127.0.0.1/b", deploymentFile: "c" }));
  expect(joinWorld(folder)).toMatchObject({
    ...{ appUrl: "http://127.0.0.1:3001", rpcUrl: "http://127.0.0.1:9001", databaseUrl: "postgresql://127.0.0.1/b" },
  });
});
