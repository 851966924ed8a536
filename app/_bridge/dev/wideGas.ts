// Development only. The production page contains nothing of this folder: it is imported only if NODE_ENV allows it.

type Limits = { callGasLimit: bigint; verificationGasLimit: bigint };

declare global {
  /**
   * Set while contracts are replaced: the current gas limits for limits measured with the deployed code.
   * `isOwners`: within what the sponsor pays for an operation of an owner.
   */
  var hourglassWiden: (<Measured extends Limits>(limits: Measured, isOwners?: boolean) => Measured) | undefined;
}

/** The sponsor's limits (session/src/sponsor/decide/gas.ts); the measured limits are far below them. */
const OWNERS_MOST: Limits = { callGasLimit: 1_000_000n, verificationGasLimit: 2_000_000n };

/** Sets gas limits in percent of the measured ones: replaced code is not optimised. */
export function setGasPercent(percent: number): void {
  globalThis.hourglassWiden = (limits, isOwners = false) => {
    const widen = (name: keyof Limits) => {
      const wide = (limits[name] * BigInt(percent)) / 100n;
      return isOwners && wide > OWNERS_MOST[name] ? OWNERS_MOST[name] : wide;
    };
    return { ...limits, callGasLimit: widen("callGasLimit"), verificationGasLimit: widen("verificationGasLimit") };
  };
}
