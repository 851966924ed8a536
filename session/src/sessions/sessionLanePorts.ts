import { createLanePorts } from "../lane/lanePorts.ts";
import type { LanePorts, LaneSession, Lock } from "../lane/laneTypes.ts";
import { createDataGas } from "../operation/dataGas.ts";
import { createFees } from "../operation/fees.ts";
import { abiOf, type ContractPermissions } from "../permissions/allow.ts";
import { type Granted, keepVoucher, requestSessionVoucher } from "./grantSession.ts";
import type { World } from "./world.ts";

/** The outside of a session's lane, in its world. */
export function createSessionLanePorts(
  world: World,
  session: LaneSession,
  permissions: readonly ContractPermissions[],
  granted: Granted,
  lock: Lock,
): LanePorts {
  const { rpc, bundler, store, clock, chainClock, gas, sponsor } = world;
  const ports = createLanePorts({
    ...{ session, rpc, bundler, store, lock, chainNow: chainClock.now },
    ...(gas && { gasTable: gas, overhead: { dataGas: createDataGas(rpc, clock) } }),
    abi: [...world.errors, ...abiOf(permissions)],
  });
  const askVoucher = async () => {
    const voucher = await requestSessionVoucher(world, granted);
    if (!voucher) throw new Error("a session with a paymaster has a sponsor");
    granted.voucher = voucher;
    await keepVoucher(world, granted, voucher);
    return voucher;
  };
  return {
    ...ports,
    ...{ clock, readFees: createFees(world.readFees, clock) },
    ...(sponsor && BigInt(granted.grant.paymaster) !== 0n && { requestVoucher: askVoucher }),
  };
}
