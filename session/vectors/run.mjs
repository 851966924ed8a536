// node session/vectors/run.mjs COMMAND [ARGUMENT…]: asks another implementation of docs/grant.md the questions of the test vectors,
// in any language. COMMAND reads one JSON object per line, such as {"id":7,"ask":"packed","grant":{…}}, and answers
// each with a line {"id":7,"answer":"0x…"}; null means "refused". Missing answers are counted as not answered.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** Every question, with the right answer and the row that it comes from. */
export function readQuestions() {
  return [...askGrants(read("grants.json")), ...askTexts(read("texts.json")), ...askMessages(read("messages.json"))];
}

const question = (of, ask, given, wanted) => ({ of, ask, given, wanted });

function askGrants({ domain, p256Verifier, maxDuration, now, grants }) {
  return grants.flatMap((row) => {
    const { name, grant, refusedBy, packed, ownerSignature, structHash, rules } = row;
    const { account, sessionKey, paymaster, nonceKey } = grant;
    const isRead = refusedBy !== "reader";
    const ask = (what, given, wanted) => question(name, what, given, wanted);
    const data = packed + ownerSignature.slice(2);
    const reading = isRead ? { rules, structHash, end: packed.length / 2 - 1 } : null;
    return [
      ask("packed", { grant }, packed),
      ask("structHash", { grant }, structHash),
      ask("digest", { domain, grant }, row.digest),
      ask("rules", { grant }, isRead ? rules : null),
      ask("read", { account, sessionKey, paymaster, nonceKey, data }, reading),
      ...(isRead ? [ask("session", { p256Verifier, grant }, row.session)] : []),
      ...(refusedBy === "state" ? [] : [ask("isGrantable", { domain, maxDuration, grant }, refusedBy === "")]),
      ...(row.error === "" ? [] : [ask("errorName", { data: row.errorData }, row.error)]),
      ...row.operations.flatMap((operation) => askOperation(row, operation, domain.chainId, now)),
    ];
  });
}

function askOperation({ name, grant, ownerSignature, key }, operation, chainId, now) {
  const { what, encoding, calls, hints, time, kind, sessionSignature, userOp, allowedBy } = operation;
  const ask = (which, given, wanted) => question(`${name}: ${what}`, which, given, wanted);
  const proof = { kind, time, hints, key, sessionSignature };
  return [
    ...(encoding === "other" ? [] : [ask("callData", { encoding, calls }, userOp.callData)]),
    ...(encoding === "other" ? [] : [ask("hints", { grant, calls, now: time || now }, allowedBy)]),
    ...(kind > 1 ? [] : [ask("signature", { ...proof, grant, ownerSignature }, userOp.signature)]),
    ask("userOpHash", { chainId, userOp }, operation.userOpHash),
    ask("maxCost", { userOp }, operation.maxCost),
    ...(operation.error === "" ? [] : [ask("errorName", { data: operation.errorData }, operation.error)]),
  ];
}

function askTexts({ texts, refused }) {
  return [
    ...texts.flatMap(({ text, selector, places }) => [
      question(text, "selector", { text }, selector),
      ...places.map(({ path, ...place }) =>
        question(`${text}, ${path}`, "place", { text, path }, place.kind === "" ? null : place),
      ),
    ]),
    ...refused.map(({ text }) => question(text, "selector", { text }, null)),
  ];
}

function askMessages({ domain, sponsorDomain, revoke, revokeAll, voucher, operationVoucher }) {
  const { account, session } = revoke;
  const { digest, signature, paymasterData, ...promised } = voucher;
  const {
    digest: operationDigest,
    signature: operationSignature,
    paymasterData: shown,
    ...operation
  } = operationVoucher;
  return [
    question("revoke", "revokeDigest", { domain, account, session }, revoke.digest),
    question("revokeAll", "revokeAllDigest", { domain, account, epoch: revokeAll.epoch }, revokeAll.digest),
    question("voucher", "voucherDigest", { domain: sponsorDomain, voucher: promised }, digest),
    question("voucher", "voucherData", { voucher: promised, signature }, paymasterData),
    question("operation voucher", "operationVoucherDigest", { domain: sponsorDomain, ...operation }, operationDigest),
    question("operation voucher", "operationVoucherData", { ...operation, signature: operationSignature }, shown),
  ];
}

/** Whether an answer is right: hex in any case, fields in any order. */
export function isSame(answer, wanted) {
  const isObject = typeof wanted === "object" && wanted !== null;
  if (isObject && typeof answer === "object" && answer !== null) {
    return Object.keys(wanted).every((name) => isSame(answer[name], wanted[name])) && answer.length === wanted.length;
  }
  return String(answer).toLowerCase() === String(wanted).toLowerCase() && typeof answer === typeof wanted;
}

/** Asks a command all questions. Returns the exit code. */
async function run([command, ...args]) {
  if (!command) return say("Say which command answers: node session/vectors/run.mjs COMMAND [ARGUMENT…]", 2);
  const questions = readQuestions();
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.on("error", (error) => say(`${command}: ${error.message}`, 2));
  child.stdin.on("error", () => undefined);
  child.stdin.end(questions.map(({ ask, given }, id) => `${JSON.stringify({ id, ask, ...given })}\n`).join(""));
  const answered = new Map();
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, answer } = JSON.parse(line);
    answered.set(id, answer);
  }
  const wrong = [...answered].filter(([id, answer]) => !isSame(answer, questions[id]?.wanted));
  for (const [id, answer] of wrong) {
    const { of, ask, wanted } = questions[id] ?? {};
    say(`${ask} of "${of}"\n  wanted ${JSON.stringify(wanted)}\n  given  ${JSON.stringify(answer)}`);
  }
  const right = answered.size - wrong.length;
  const summary = `${right} right, ${wrong.length} wrong, ${questions.length - answered.size} not answered`;
  return say(summary, wrong.length > 0 || right === 0 ? 1 : 0);
}

function say(text, exitCode) {
  console.log(text);
  return exitCode;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.slice(2));
