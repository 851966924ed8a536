// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {GhostSession} from "./Ghost.sol";
import {GhostRules} from "./GhostRules.sol";
import {ReferenceReader} from "./ReferenceReader.sol";

/// @notice Makes sessions, their vouchers and their operations, and tracks a session's state with the ghosts alone.
abstract contract Sessions is GhostRules {
    uint256 internal constant VERIFICATION_GAS = 700_000;
    uint256 internal constant CALL_GAS = 300_000;
    uint256 internal constant PRE_VERIFICATION_GAS = 60_000;
    /// @dev The most that an operation of {_operation} costs: with 300,000 gas of the paymaster, at 1 gwei.
    uint256 internal constant OPERATION_WEI = (VERIFICATION_GAS + CALL_GAS + PRE_VERIFICATION_GAS + 300_000) * 1 gwei;

    ReferenceReader internal secondOpinion;
    /// @dev The sum of all vouchers: the sponsor's worst case.
    uint256 internal promisedWei;
    uint256 internal sponsorTakenWei;

    function setUp() public virtual override {
        super.setUp();
        secondOpinion = new ReferenceReader();
    }

    /// @dev Creates a session with random caps, granted but not enabled, and makes it the current one. Starts in `delay` seconds.
    function _newSession(uint256 a, bool isSponsored, uint256 delay) internal returns (uint256) {
        return _newSession(a, isSponsored, delay, _random(8) == 0);
    }

    function _newSession(uint256 a, bool isSponsored, uint256 delay, bool isP256) internal returns (uint256 s) {
        if (_isConfined(a) && !_hasPlayTarget()) a = 0;
        s = sessions.length;
        living.push(s);
        GhostSession storage session = sessions.push();
        session.account = a;
        session.key = uint256(keccak256(abi.encode("session", s)));
        session.isP256 = isP256;
        session.isSponsored = isSponsored || _isConfined(a);
        session.validAfter = uint48(vm.getBlockTimestamp() - 60 + delay);
        uint256 duration =
            nextPeriod != 0 ? 10 days : _random(3) == 0 ? _between(1 days, 10 days) : _between(10 minutes, 1 hours);
        session.validUntil = session.validAfter + uint48(duration);
        (session.epoch, session.epochWord) = (accounts[a].epoch, accounts[a].epochWord);
        session.lane = laneOf(uint32(s + 1));
        session.target = _newTarget(_isConfined(a));
        session.maxActions = _between(8, 30);
        session.maxSpend = _between(100, 1_000);
        session.maxGasWei = OPERATION_WEI * _between(12, 40);
        _makeRules(s);
        _sign(s);
    }

    /// @dev Owner and sponsor sign.
    function _sign(uint256 s) private {
        _use(s);
        GhostSession storage session = sessions[s];
        Grant memory grant = _grantOf(s);
        session.packedGrant = packedOf(grant);
        session.rules = rulesOf(grant);
        session.ownerSignature = signGrant(grant);
        session.id = validator.sessionId(keyBytes(SESSION_KEY), keccak256(session.rules), grant.paymaster, session.lane);
        if (session.isSponsored) _promise(s, session.maxGasWei);
    }

    function _grantOf(uint256 s) internal returns (Grant memory grant) {
        _use(s);
        GhostSession storage session = sessions[s];
        grant.account = address(account);
        grant.sessionKey = signerBytes(SESSION_KEY);
        (grant.validAfter, grant.validUntil) = (session.validAfter, session.validUntil);
        grant.maxActions = uint16(session.maxActions);
        grant.maxSpend = uint96(session.maxSpend);
        grant.maxGasWei = uint64(session.maxGasWei);
        grant.paymaster = session.isSponsored ? address(paymaster) : address(0);
        grant.nonceKey = session.lane;
        grant.epoch = session.epochWord;
        grant.permissions = new Permission[](RULES);
        for (uint256 i = 0; i < RULES; ++i) {
            grant.permissions[i] = _permissionOf(rules[s][i]);
        }
    }

    /// @dev The sponsor signs its voucher for the current session.
    function _promise(uint256 s, uint256 maxWei) internal {
        sessions[s].voucherWei = maxWei;
        sessions[s].voucherOperationWei = _between(2 * OPERATION_WEI, 20 * OPERATION_WEI);
        promisedWei += maxWei;
        sessions[s].voucherData = sponsored(_voucherOf(s));
    }

    function _voucherOf(uint256 s) internal returns (Voucher memory) {
        _use(s);
        GhostSession storage session = sessions[s];
        return Voucher({
            account: address(account),
            session: session.id,
            validAfter: session.validAfter,
            validUntil: session.validUntil,
            maxWei: uint64(session.voucherWei),
            maxOperationWei: uint64(session.voucherOperationWei),
            generation: paymaster.generation()
        });
    }

    function _isDue(uint256 s) internal view returns (bool) {
        uint256 now_ = vm.getBlockTimestamp();
        return sessions[s].validAfter < now_ && now_ <= sessions[s].validUntil;
    }

    /// @dev From the ghosts alone, without reading the contracts. A denied session can do nothing either.
    function _isEnded(uint256 s) internal view returns (bool) {
        GhostSession storage session = sessions[s];
        return session.isRevoked || session.isDenied || session.epoch != accounts[session.account].epoch
            || vm.getBlockTimestamp() > session.validUntil;
    }

    /// @dev An unsigned operation of a session; makes the session the current one.
    function _operation(uint256 s, bytes memory callData) internal returns (PackedUserOperation memory op) {
        _use(s);
        GhostSession storage session = sessions[s];
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), session.lane);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | CALL_GAS);
        op.preVerificationGas = PRE_VERIFICATION_GAS;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        if (session.isSponsored) op.paymasterAndData = session.isShown ? credited() : session.voucherData;
    }

    /// @dev Signed with the grant while the session is not enabled, with the hints and the time that an honest session gives.
    function _sign(uint256 s, PackedUserOperation memory op) internal returns (PackedUserOperation memory) {
        bytes memory hints = hint(0);
        try secondOpinion.hintsFor(op.callData) returns (bytes memory found) {
            if (found.length != 0 && found.length < 256) hints = found;
        } catch {}
        return _sign(s, op, hints, vm.getBlockTimestamp());
    }

    function _sign(uint256 s, PackedUserOperation memory op, bytes memory hints, uint256 time)
        internal
        returns (PackedUserOperation memory)
    {
        _use(s);
        GhostSession storage session = sessions[s];
        bytes memory head = _head(session.isEnabled ? 0 : 1, op, hints, uint32(time), SESSION_KEY);
        op.signature = session.isEnabled
            ? bytes.concat(head, session.rules)
            : bytes.concat(head, session.packedGrant, session.ownerSignature);
        return op;
    }
}
