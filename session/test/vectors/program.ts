// Answers the questions of session/vectors/run.mjs with the kit, one line for each. With `--wrong ASK` it gets those answers wrong.
import { createInterface } from "node:readline";
import { answerByKit } from "./answers.ts";

const [, wrong] = process.argv.slice(2);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ask, ...given } = JSON.parse(line);
  const answer = answerByKit(ask, given);
  if (answer !== undefined) console.log(JSON.stringify({ id, answer: ask === wrong ? `${answer}00` : answer }));
}
