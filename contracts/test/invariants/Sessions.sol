// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {Target} from "../support/Target.sol";
import {GhostSession} from "./Ghost.sol";
import {World} from "./World.sol";

/// @notice Makes sessions, their vouchers and their operations, and says by the ghosts alone where a session stands.
abstract contract Sessions is World {
    uint128 internal constant MAX_VALUE = 1_000;
    uint256 internal constant VERIFICATION_GAS = 700_000;
    uint256 internal constant CALL_GAS = 300_000;
    uint256 internal constant PRE_VERIFICATION_GAS = 60_000;
    /// @dev The most that an operation of {_operation} costs: with 150,000 gas of the paymaster, at 1 gwei.
    uint256 internal constant OPERATION_WEI = (VERIFICATION_GAS + CALL_GAS + PRE_VERIFICATION_GAS + 150_000) * 1 gwei;

    /// @dev What the vouchers promise together: the sponsor's worst case.
    uint256 internal promisedWei;
    uint256 internal sponsorTakenWei;

    /// @dev A session with caps of chance, granted and not yet enabled, and made the current one. Starts in `delay` seconds.
    function _newSession(uint256 a, bool isSponsored, uint256 delay) internal returns (uint256) {
        return _newSession(a, isSponsored, delay, _random(8) == 0);
    }

    function _newSession(uint256 a, bool isSponsored, uint256 delay, bool isP256) internal returns (uint256 s) {
        s = sessions.length;
        living.push(s);
        GhostSession storage session = sessions.push();
        session.account = a;
        session.key = uint256(keccak256(abi.encode("session", s)));
        session.isP256 = isP256;
        session.isSponsored = isSponsored;
        session.validAfter = uint48(vm.getBlockTimestamp() - 60 + delay);
        session.validUntil = session.validAfter + uint48(_between(10 minutes, 1 hours));
        session.epoch = accounts[a].epoch;
        session.lane = laneOf(uint32(s + 1));
        session.target = new Target();
        session.maxActions = _between(8, 30);
        session.maxSpend = _between(100, 1_000);
        session.maxGasWei = OPERATION_WEI * _between(12, 40);
        _use(s);
        Grant memory grant = _makeGrantOf(s);
        session.grant = abi.encode(grant);
        session.ownerSignature = signGrant(grant);
        if (isSponsored) _promise(s, session.maxGasWei);
    }

    function _makeGrantOf(uint256 s) private view returns (Grant memory grant) {
        GhostSession storage session = sessions[s];
        grant = makeGrant();
        grant.validAfter = session.validAfter;
        grant.validUntil = session.validUntil;
        grant.maxActions = uint32(session.maxActions);
        grant.maxSpend = uint96(session.maxSpend);
        grant.maxGasWei = uint96(session.maxGasWei);
        grant.paymaster = session.isSponsored ? address(paymaster) : address(0);
        grant.nonceKey = session.lane;
        grant.permissions = new Permission[](4);
        grant.permissions[0] = permit("play(uint256)", MAX_VALUE, 0);
        grant.permissions[1] = permit("spend(uint256,uint256)", 0, 2);
        grant.permissions[2] = permit("fail(uint256)", 0, 0);
        grant.permissions[3] = permit("setLevel(int256)", 0, 0);
        grant.permissions[3].bounds = new ArgumentBound[](1);
        grant.permissions[3].bounds[0] = ArgumentBound(1, uint256(int256(-5)), 5);
    }

    /// @dev The sponsor signs its voucher for the current session.
    function _promise(uint256 s, uint256 maxWei) internal {
        sessions[s].voucherWei = maxWei;
        promisedWei += maxWei;
        sessions[s].paymasterAndData = sponsored(_voucherOf(s));
    }

    function _voucherOf(uint256 s) internal returns (Voucher memory voucher) {
        _use(s);
        GhostSession storage session = sessions[s];
        voucher = makeVoucher();
        voucher.nonceKey = session.lane;
        voucher.validAfter = session.validAfter;
        voucher.validUntil = session.validUntil;
        voucher.maxWei = uint96(session.voucherWei);
    }

    function _grantOf(uint256 s) internal view returns (Grant memory) {
        return abi.decode(sessions[s].grant, (Grant));
    }

    function _isDue(uint256 s) internal view returns (bool) {
        uint256 now_ = vm.getBlockTimestamp();
        return sessions[s].validAfter < now_ && now_ <= sessions[s].validUntil;
    }

    /// @dev By the ghosts alone: what the contracts store is not asked.
    function _isEnded(uint256 s) internal view returns (bool) {
        GhostSession storage session = sessions[s];
        return session.isRevoked || session.epoch != accounts[session.account].epoch
            || vm.getBlockTimestamp() > session.validUntil;
    }

    function _effectOf(uint256 s) internal view returns (bytes32) {
        Target reached = sessions[s].target;
        return keccak256(
            abi.encode(reached.played(), reached.spent(), reached.received(), reached.level(), reached.emptyCalls())
        );
    }

    /// @dev An unsigned operation of a session, which is made the current one.
    function _operation(uint256 s, bytes memory callData) internal returns (PackedUserOperation memory op) {
        _use(s);
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), sessions[s].lane);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | CALL_GAS);
        op.preVerificationGas = PRE_VERIFICATION_GAS;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = sessions[s].paymasterAndData;
    }

    /// @dev Signed with the grant on board while the session is not enabled.
    function _sign(uint256 s, PackedUserOperation memory op) internal returns (PackedUserOperation memory) {
        _use(s);
        return sessions[s].isEnabled ? signUse(op) : signFirst(op, _grantOf(s), sessions[s].ownerSignature);
    }
}
