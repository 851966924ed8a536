import type { Abi, Client, Transport } from "viem";
import { systemClock } from "./clock";
import { createConfirmations } from "./confirmations";
import { createFees, readBundlerFees } from "./fees";
import { createGasLimits, estimateGasLimits, type GasTable, type OverheadOptions } from "./gas";
import type { KeyStore } from "./keyStore";
import type { LanePorts, LaneSession, Lock } from "./laneTypes";
import { sendOperation } from "./operation";
import { readLaneStart, readNonce } from "./readChain";
import { requestVoucher, type VoucherData } from "./voucher";

/** What the ports of a lane are made of. Give the clients no retries (`http(url, { retryCount: 0 })`): the lane retries. */
export type CreateLanePortsParameters = {
  session: LaneSession;
  /** A web socket makes confirmations a subscription. */
  rpc: Client<Transport>;
  bundler: Client<Transport>;
  /** Absent: the account pays for itself. */
  sponsor?: {
    client: Client<Transport>;
    gasLimits: Pick<VoucherData, "paymasterVerificationGasLimit" | "paymasterPostOpGasLimit">;
  };
  store: KeyStore;
  lock: Lock;
  chainNow: () => number;
  /** Measured gas limits. Default: the bundler is asked once per shape. */
  gasTable?: GasTable;
  overhead?: OverheadOptions;
  abi?: Abi;
  /** Called with the voucher that the sponsor gave, to keep it with the session. */
  onVoucher?: (voucher: VoucherData) => void;
};

/**
 * The ports of a lane over viem clients.
 * @param parameters See {@link CreateLanePortsParameters}.
 * @returns Ports; replace any of them by your own (`{ ...createLanePorts(…), confirmations: mine }`).
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
    readFees: createFees(() => readBundlerFees(bundler), systemClock),
    gasLimits: createGasLimits(
      parameters.gasTable ?? (() => undefined),
      (operation) => estimateGasLimits(bundler, operation, entryPoint),
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
