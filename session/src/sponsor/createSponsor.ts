import { createPublicClient, http, numberToHex } from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { InvalidInputError } from "../errors/errors.ts";
import { answerOperation } from "./answer/answerOperation.ts";
import { answerSession } from "./answer/answerSession.ts";
import type { Desk } from "./answer/desk.ts";
import { readDeposit } from "./chain/accountFacts.ts";
import { createDepositWatch } from "./chain/deposit.ts";
import { toLowercase } from "./chain/lowercase.ts";
import type { SponsorDeployment } from "./decide/world.ts";
import { createDoor, type Method } from "./http/createDoor.ts";
import { tellConsole } from "./http/doorTypes.ts";
import { toOffer, toWire } from "./offer.ts";
import { readSponsorRequest } from "./parse/sponsorRequest.ts";
import { readChangeRequest } from "./relay/changeRequest.ts";
import { readEnableRequest } from "./relay/enableRequest.ts";
import { readRelayRequest } from "./relay/relayRequest.ts";
import type { CreateSponsorParameters, Sponsor } from "./sponsorTypes.ts";
import { errorsOf, toWorld } from "./sponsorWorld.ts";

/**
 * The server that pays: session vouchers, and operation vouchers for owners (ERC-7677), within a policy and budgets. Runs
 * wherever there are Request, Response and WebCrypto; does nothing before the first request.
 * @param parameters See {@link CreateSponsorParameters}.
 * @returns A handler; see {@link Sponsor}.
 * @throws InvalidInputError for a policy that cannot be kept, or a deployment without a paymaster.
 */
export function createSponsor(parameters: CreateSponsorParameters): Sponsor {
  const { chain: viemChain, policy, transport = http(undefined, { batch: true, retryCount: 0 }) } = parameters;
  const { signer, ledger, relay, network, guard, log = tellConsole, lowDeposit = 0n } = parameters;
  const { entryPoint = entryPoint08Address, sessionPaymaster } = parameters.deployment;
  if (!sessionPaymaster) {
    const advice = "Deploy the session contracts with --sponsor, and give createSponsor that deployment.";
    throw new InvalidInputError("This deployment has no paymaster.", { advice });
  }
  const deployment: SponsorDeployment = toLowercase({ ...parameters.deployment, entryPoint, sessionPaymaster });
  const world = toWorld(deployment, policy);
  const watch = createDepositWatch((isLow, details) =>
    log({
      ...(isLow
        ? {
            level: "warn",
            event: "depositLow",
            message: "The sponsor's deposit is low: add to it before operations are refused.",
          }
        : { level: "info", event: "depositFine", message: "The sponsor's deposit is high enough again." }),
      details,
    }),
  );
  const desk: Desk = {
    ...{ chain: createPublicClient({ chain: viemChain, transport, cacheTime: 0 }), world, signer, ledger, log },
    ...{ budgets: policy.budgets, lastWord: policy.decide, errors: errorsOf(world) },
    watchDeposit: (depositWei) => watch(depositWei, lowDeposit, Date.now()),
  };
  const offer = toOffer(world, parameters);

  const pay =
    (isFinal: boolean): Method =>
    async (params, request) => {
      const asked = readSponsorRequest(params);
      const caller = { request, network: request && network?.(request), isFinal };
      const fields =
        asked.kind === "session"
          ? await answerSession(asked, desk, caller)
          : await answerOperation(asked, desk, caller);
      return {
        paymaster: deployment.sessionPaymaster,
        paymasterData: fields.paymasterData,
        paymasterVerificationGasLimit: numberToHex(fields.paymasterVerificationGasLimit),
        paymasterPostOpGasLimit: numberToHex(fields.paymasterPostOpGasLimit),
        sponsor: { name: offer.name },
        isFinal,
      };
    };
  const methods: Record<string, Method> = {
    pm_getPaymasterStubData: pay(false),
    pm_getPaymasterData: pay(true),
    session_offer: async () => toWire(offer),
    ...(relay && {
      session_revoke: (params, request) => relay.revoke(readRelayRequest(params), request && network?.(request)),
      session_changeOwner: (params, request) => relay.change(readChangeRequest(params), request && network?.(request)),
      session_enable: (params, request) => relay.enable(readEnableRequest(params), request && network?.(request)),
    }),
  };
  const { fetch, transport: own } = createDoor(methods, { guard, log });

  const deposit = async () => {
    const wei = await readDeposit(desk.chain, deployment);
    desk.watchDeposit(wei);
    return wei;
  };
  const status = async () => {
    const info = { address: deployment.entryPoint, abi: entryPoint08Abi, functionName: "getDepositInfo" } as const;
    const { chainId, sessionPaymaster: paymaster } = deployment;
    const [stands, promisedToday] = await Promise.all([
      desk.chain.readContract({ ...info, args: [paymaster] }),
      ledger.promisedToday({ chainId, paymaster }),
    ]);
    return { deposit: stands.deposit, stake: stands.staked ? stands.stake : 0n, promisedToday };
  };
  return Object.assign((request: Request) => fetch(request), { fetch, transport: own, offer, deposit, status });
}
