import { describe, expect, test } from "vitest";

import { parseCommand, USAGE } from "./command.ts";

const account = "0x00000000000000000000000000000000000000aa";

describe("a command of the operator", () => {
  test.each([
    [["status"], { name: "status" }],
    [["deposit", "0.5"], { name: "deposit", amountWei: 500_000_000_000_000_000n }],
    [["deposit", "12"], { name: "deposit", amountWei: 12n * 10n ** 18n }],
    [["withdraw", "0.000000000000000001", account], { name: "withdraw", amountWei: 1n, to: account }],
    [["deny", account], { name: "deny", account }],
    [["allow", account], { name: "allow", account }],
  ])("is understood: %j", (argv, command) => {
    expect(parseCommand(argv)).toEqual(command);
  });

  test.each([
    [[], "Seen '', which is no command"],
    [["drain"], USAGE],
    [["deposit"], "allowed: deposit <eth>"],
    [["deposit", "1", "2"], "Seen 'deposit 1 2'; allowed: deposit <eth>"],
    [["status", "now"], "allowed: status"],
    [["withdraw", "1"], "allowed: withdraw <eth> <to>"],
    [["deposit", "0"], "eth: seen '0'; allowed: an amount of ether above 0"],
    [["deposit", "-1"], "eth: seen '-1'"],
    [["deposit", "1e18"], "eth: seen '1e18'"],
    [["deposit", "0x10"], "eth: seen '0x10'"],
    [["deposit", "1,5"], "eth: seen '1,5'"],
    [["deposit", "1,000"], "eth: seen '1,000'"],
    [["deposit", "1 000"], "eth: seen '1 000'"],
    [["deposit", "١٢"], "eth: seen '١٢'"],
    [["deposit", "１２"], "eth: seen '１２'"],
    [["deposit", "0.0000000000000000001"], "eth: seen '0.0000000000000000001'"],
    [["withdraw", "1", "0x00000000000000000000000000000000000000"], "to: seen '0x0000"],
    [["deny", `0x${"0".repeat(40)}`], "allowed: an address that is not zero"],
    // The last digit of a checksummed address, mistyped.
    [["deny", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046"], "account: seen '0xd8dA"],
  ])("is refused with what was seen and what is allowed: %j", (argv, words) => {
    expect(() => parseCommand(argv)).toThrow(words);
  });
});
