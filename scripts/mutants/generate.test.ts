import { describe, expect, test } from "vitest";
import { readTrees } from "./compiler";
import { apply, generate } from "./generate";

const SOURCE = `pragma solidity ^0.8.28;
interface IShop { function buy(uint256 price) external; }
contract Shop {
    uint256 private constant CAP = 1 hours; // … bytes are counted, not characters
    uint256 private spent;
    error TooMuch(uint256 seen, uint256 allowed);
    modifier onlyFriends() { require(msg.sender != address(0)); _; }
    function buy(uint256 price) external onlyFriends returns (bool) {
        require(spent + price <= CAP, TooMuch(price, CAP));
        if (price == 0 || price > 7) revert TooMuch(price, 7);
        spent += price;
        return true;
    }
}
`;

const mutantsOf = (source: string) =>
  readTrees({ "A.sol": { content: source } }, ["A.sol"]).flatMap((tree) => generate("A.sol", source, tree));
const mutants = mutantsOf(SOURCE);
const broken = (id: string) => {
  const mutant = mutants.find((each) => each.id === id);
  return mutant && apply(SOURCE, mutant);
};

describe("a contract is broken", () => {
  test.each([
    ["Shop.buy | remove modifier | onlyFriends", "external  returns"],
    ["Shop.buy | remove check | require(spent + price <= CAP, TooMuch(price, CAP))", "{\n        {}\n        if"],
    ["Shop.buy | weaken comparison | spent + price <= CAP → spent + price < CAP", "require(spent + price < CAP,"],
    ["Shop.buy | weaken comparison | price == 0 → price >= 0", "if (price >= 0 ||"],
    ["Shop.buy | drop operand | price == 0 || price > 7 → (price > 7)", "if ((price > 7)) revert"],
    ["Shop.buy | decide condition | price == 0 || price > 7 → false", "if (false) revert"],
    ["Shop.buy | drop term | spent + price → (price)", "require((price) <= CAP,"],
    ["Shop.buy | drop statement | spent += price", "{}\n        return"],
    [
      "Shop.buy | uncheck sum | spent += price → { unchecked { spent += price; } }",
      "{ unchecked { spent += price; } }\n",
    ],
    ["Shop.buy | flip result | true → false", "return false;"],
    ["Shop.CAP | wrong constant | 1 hours → (1 hours) + 1", "CAP = (1 hours) + 1;"],
    ["Shop.onlyFriends | off by one | 0 → 1", "address(1)"],
  ])("%s", (id, changed) => expect(broken(id)).toContain(changed));

  test("by one change at a time", () => {
    for (const mutant of mutants) expect(apply(SOURCE, mutant), mutant.id).not.toBe(SOURCE);
    expect(new Set(mutants.map(({ id }) => id)).size, "every id once").toBe(mutants.length);
  });
});

describe("no mutant is made", () => {
  test("of what an 'if' alone guards: it would be the mutant whose condition is false", () => {
    expect(mutants.filter(({ id }) => id.includes("revert TooMuch"))).toEqual([]);
  });

  test("of an interface", () => expect(mutants.filter(({ contract }) => contract === "IShop")).toEqual([]));
});

test("the second time that the same words are broken in a function is told apart", () => {
  const source = "contract A { uint256 public a; function f() external { a = 1; a = 2; a = 1; } }";
  const ids = mutantsOf(source).map(({ id }) => id);
  expect(ids).toContain("A.f | drop statement | a = 1");
  expect(ids).toContain("A.f | drop statement | a = 1 #2");
});
