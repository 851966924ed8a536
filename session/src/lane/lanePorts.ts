import type { Abi, Client, Transport } from "viem";
import { createFees, readBundlerFees } from "../operation/fees.ts";
import { createGasLimits, estimateGasLimits, type GasTable, type OverheadOptions } from "../operation/gas.ts";
import { sendOperation } from "../operation/operation.ts";
import { requestVoucher, type VoucherData } from "../operation/voucher.ts";
import { readLaneStart, readNonce } from "../sessions/readChain.ts";
import type { KeyStore } from "../store/keyStore.ts";
import { systemClock } from "./clock.ts";
import { createConfirmations } from "./confirmations.ts";
import type { LanePorts, LaneSession, Lock } from "./laneTypes.ts";

/** What a lane's ports need. Give the clients no retries (`http(url, { retryCount: 0 })`): the lane retries. */
export type CreateLanePortsParameters = {
  session: LaneSession;
  /** With a web socket, confirmations are a subscription. */
  rpc: Client<Transport>;
  bundler: Client<Transport>;
  /** Absent: the account pays for itself. */
  sponsor?: {
    client: Client<Transport>;
    gasLimits: Pick<VoucherData, "paymasterVerificationGasLimit" | "paymasterPostOpGasLimit">;
  };
  store: KeyStore;
  lock: Lock;
  /** Chain clock, Unix seconds. */
  chainNow: () => number;
  /** Measured gas limits. Default: the bundler is asked once per shape. */
  gasTable?: GasTable;
  overhead?: OverheadOptions;
  abi?: Abi;
  /** Called with the sponsor's voucher, to store it with the session. */
  onVoucher?: (voucher: VoucherData) => void;
};

/**
 * The ports of a lane based on viem clients.
 * @param parameters See {@link CreateLanePortsParameters}.
 * @returns Ports; you can replace any of them (`{ ...createLanePorts(…), confirmations: mine }`).
 */
export function createLanePorts(parameters: CreateLanePortsParameters): LanePorts {
  const { session, rpc, bundler, sponsor, store, lock, chainNow, abi, onVoucher } = parameters;
  const { signed, module, entryPoint, factory } = session;
  const { chainId } = module;
  const { account } = signed.grant;
  return {
    send: (operation) => sendOperation(bundler, operation, { ...(entryPoint && { entryPoint }), ...(abi && { abi }) }),
    confirmations: createConfirmations({ client: rpc, account, ...(entryPoint && { entryPoint }) }),
    readStart: () => readLaneStart(rpc, module, signed.grant, entryPoint),
    readNonce: (nonceKey) => readNonce(rpc, account, nonceKey, entryPoint),
    readFees: createFees(() => readBundlerFees(bundler, rpc), systemClock),
    gasLimits: createGasLimits(
      parameters.gasTable ?? (() => undefined),
      (operation) => estimateGasLimits(bundler, operation, entryPoint, abi),
      parameters.overhead,
    ),
    ...(sponsor && {
      requestVoucher: async () => {
        const voucher = await requestVoucher(sponsor.client, {
          ...signed,
          ...{ chainId, factory, gasLimits: sponsor.gasLimits },
          ...(entryPoint && { entryPoint }),
        });
        onVoucher?.(voucher);
        return voucher;
      },
    }),
    ...{ store, lock, clock: systemClock, chainNow },
    ...(abi && { abi }),
  };
}
