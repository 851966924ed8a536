import { expect, test } from "vitest";
import { findDocumentProblems, type World } from "./documents";

const world: World = {
  has: (file) => ["README.md", "docs", "docs/a.md", "docs/picture.png"].includes(file),
  scripts: ["dev", "test", "start", "load", "db:migrate"],
  parts: ["forge", "e2e"],
  hasOption: (option) => ["--reset", "--players"].includes(option),
};
const problemsOf = (text: string, file = "README.md") =>
  findDocumentProblems(
    [
      { file, text },
      { file: "docs/a.md", text: "# A heading, with `code`: it's here\n" },
    ],
    world,
  );

test.each([
  "[a](docs/a.md), [folder](docs/), ![picture](docs/picture.png), <https://example.org>",
  "[heading](docs/a.md#a-heading-with-code-its-here) and [here](#title)\n\n# Title",
  "[elsewhere](https://example.org/x.md) [mail](mailto:a@b.c)",
  "`[no link](nowhere.md)`\n\n```md\n[no link](nowhere.md)\n```",
  "`npm run dev -- --reset`, `npm test`, `npm test -- forge e2e`, `npm ci`, `npm run db:migrate`",
  "`npm run load\n-- --players=5`",
  "```sh\nnpm install   # once\nDATABASE_URL=… npm run dev && npm start\n```",
])("what is there passes: %j", (text) => {
  expect(problemsOf(text)).toEqual([]);
});

test.each([
  ["a dead link", "\n[a](docs/b.md)", "README.md:2: links to docs/b.md, which is not there"],
  ["a dead picture", "![a](docs/screenshot.png)", "README.md:1: links to docs/screenshot.png, which is not there"],
  ["a dead heading", "[a](docs/a.md#nothing)", "README.md:1: links to docs/a.md#nothing, which has no such heading"],
  ["a picture in HTML", '<img src="docs/b.png">', "README.md:1: links to docs/b.png, which is not there"],
  ["a dead script", "`npm run fly`", "README.md:1: names 'npm run fly', which is no script of package.json"],
  [
    "one broken over lines",
    "see `npm\nrun fly`",
    "README.md:1: names 'npm run fly', which is no script of package.json",
  ],
  ["a script without run", "`npm dev`", "README.md:1: names 'npm dev', which is none of npm's commands"],
  ["one in a fence", "```sh\nnpm ci\ncd x && npm run fly\n```", "README.md:3: names 'npm run fly', which is no script"],
  ["a dead part", "`npm test -- forge moon`", "README.md:1: names the part 'moon' of npm test, which is none"],
  ["a dead option", "`npm run dev -- --rest`", "README.md:1: names the option '--rest' of dev, which no script knows"],
  ["an option that npm would eat", "`npm run dev --reset`", "README.md:1: names 'npm run dev --reset' without a --"],
])("%s is reported", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
});

test("links are read from the place of the document", () => {
  expect(problemsOf("[up](../README.md) [side](a.md)", "docs/c.md")).toEqual([]);
  expect(problemsOf("[a](docs/a.md)", "docs/c.md")).toHaveLength(1);
});
