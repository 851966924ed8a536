import { type Address, createTestClient, encodeFunctionData, encodePacked, http, publicActions, zeroHash } from "viem";
import { expect, onTestFinished, test } from "vitest";
import { bazaarAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { callAs, giveTo, IDOL } from "@/e2e/fixtures/gifts";
import { playerAccountFactoryAbi } from "@/session/src/abis/abis";
import { carryOver } from "./carryOver";
import { startChain } from "./chain";
import { deployContracts } from "./contracts";
import { rememberDeployed } from "./deployed";
import { newFolder } from "./newFolder";
import { freePort } from "./ports";
import { compileRelease } from "./solidity/release";
import { makeWorld } from "./world";

type Contract = "hourglass" | "items" | "sand" | "bazaar" | "playerAccountFactory";
const [RICH, SELLER] = [`0x${"a1".repeat(20)}`, `0x${"b2".repeat(20)}`] as const;

test("who played before the contracts changed keeps Sand and relics, also in the vault and in the Bazaar; once, whatever is interrupted", async () => {
  const { folder: dataDir, remove } = newFolder("carried");
  const port = await freePort();
  const node = await startChain({ dataDir, port });
  onTestFinished(async () => {
    await node.stop();
    remove();
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  const { artifacts } = await compileRelease();
  // The game of before: the same code, with a byte behind it that makes it another contract.
  const before = (
    await makeWorld(rpcUrl, (name) => `${artifacts[name].bytecode.object}${name === "Hourglass" ? "00" : ""}`)
  ).addresses;
  const old = before as unknown as Record<Contract, Address>;
  await giveTo(rpcUrl, old, RICH, { sand: 70n, idols: 2n });
  await giveTo(rpcUrl, old, SELLER, { idols: 3n });
  // An account's owner has it at another address in the new world.
  const owner = encodePacked(["address"], [RICH]);
  const create = { abi: playerAccountFactoryAbi, functionName: "createAccount", args: [owner, zeroHash] } as const;
  await callAs(rpcUrl, RICH, old.playerAccountFactory, encodeFunctionData(create));
  const accountIn = (factory: Address) =>
    client.readContract({
      ...{ abi: playerAccountFactoryAbi, address: factory },
      functionName: "getAddress",
      args: [owner, zeroHash],
    });
  await giveTo(rpcUrl, old, await accountIn(old.playerAccountFactory), { sand: 9n, vault: 4n, idols: 1n });
  const approve = { abi: itemsAbi, functionName: "setApprovalForAll", args: [old.bazaar, true] } as const;
  await callAs(rpcUrl, SELLER, old.items, encodeFunctionData(approve));
  const offer = { abi: bazaarAbi, functionName: "list", args: [BigInt(IDOL), 2n, 5n] } as const;
  await callAs(rpcUrl, SELLER, old.bazaar, encodeFunctionData(offer));

  const genesis = (await client.getBlock({ blockNumber: 0n })).hash;
  rememberDeployed(dataDir, { genesis, addresses: before, past: [] });
  const said: string[] = [];
  const deploymentFile = `${dataDir}/31337.json`;
  await deployContracts({ dataDir, rpcUrl, deploymentFile, artifacts, say: (line) => said.push(line) });
  expect(said.join("\n")).toContain("hourglass are at other addresses");
  expect(said.at(-1)).toBe("Sand and relics of 3 players came along.");

  const after = (await makeWorld(rpcUrl, (name) => artifacts[name].bytecode.object)).addresses;
  const { sand, items, playerAccountFactory } = after as unknown as Record<Contract, Address>;
  const account = await accountIn(playerAccountFactory);
  expect(account).not.toBe(await accountIn(old.playerAccountFactory));
  const readOwned = async (player: Address) => [
    await client.readContract({ address: sand, abi: sandAbi, functionName: "balanceOf", args: [player] }),
    await client.readContract({
      ...{ address: items, abi: itemsAbi, functionName: "balanceOf" },
      args: [player, BigInt(IDOL)],
    }),
  ];
  const owned = [
    [70n, 2n],
    [0n, 3n],
    [13n, 1n],
  ];
  const readAll = () => Promise.all([RICH, SELLER, account].map(readOwned));
  expect(await readAll()).toEqual(owned);
  await carryOver(rpcUrl, before, after);
  expect(await readAll(), "a second time changes nothing").toEqual(owned);
  expect(await carryOver(rpcUrl, after, after), "the same tokens").toBe(0);
}, 300_000);
