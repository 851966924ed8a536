// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Target} from "../support/Target.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {GhostSession, Sent} from "./Ghost.sol";
import {GhostLedger} from "./GhostLedger.sol";

/// @notice Chooses usable sessions, and uses them within their limits.
abstract contract Player is GhostLedger {
    /// @dev A chosen session has room for this many actions, operations and units to spend.
    uint256 internal constant ROOM = 6;

    /// @dev A session that may be used now and has room for several more operations; mostly one that already exists.
    function _pick() internal returns (uint256) {
        return _pick(_random(4) != 0);
    }

    function _pick(bool isSponsored) internal returns (uint256 s) {
        uint256 count = living.length;
        uint256 start = count == 0 ? 0 : _random(count);
        for (uint256 i = 0; i < count && _random(8) != 0; ++i) {
            s = living[(start + i) % count];
            if (sessions[s].isSponsored == isSponsored && _hasRoom(s)) {
                _use(s);
                return s;
            }
        }
        return _newSession(isSponsored ? _anyAccount() : _freeAccount(), isSponsored, 0);
    }

    /// @dev A session that was enabled and whose voucher was shown.
    function _pickStarted() internal returns (uint256) {
        return _pickStarted(_random(4) != 0);
    }

    function _pickStarted(bool isSponsored) internal returns (uint256 s) {
        s = _pick(isSponsored);
        if (!sessions[s].isEnabled) _enable(s);
        if (!isSponsored || sessions[s].isShown) return s;
        assertEq(_handle(s, _sign(s, _operation(s, _level(1)))), "", "a voucher is shown");
    }

    function _enable(uint256 s) internal {
        (bool success,) = address(validator).call(_callEnable(s));
        assertTrue(success, "enabled by transaction");
        sessions[s].isEnabled = true;
    }

    function _callEnable(uint256 s) internal returns (bytes memory) {
        _use(s);
        GhostSession storage session = sessions[s];
        bytes memory grant = bytes.concat(session.packedGrant, session.ownerSignature);
        address payer = session.isSponsored ? address(paymaster) : address(0);
        return abi.encodeCall(validator.enable, (address(account), keyBytes(SESSION_KEY), payer, session.lane, grant));
    }

    /// @dev Ends a session, signed by a key that should be its own.
    function _callEnd(uint256 s, uint256 key) internal returns (bytes memory) {
        _use(s);
        GhostSession storage session = sessions[s];
        bytes memory signature = signAsSession(key, validator.hashRevoke(address(account), session.id));
        address payer = session.isSponsored ? address(paymaster) : address(0);
        bytes32 hash = keccak256(session.rules);
        return abi.encodeCall(
            validator.revokeBySessionKey,
            (address(account), keyBytes(SESSION_KEY), hash, payer, session.lane, signature)
        );
    }

    /// @dev By the watcher or the owner of the paymaster; for good, as far as this session goes.
    function _deny(uint256 s) internal {
        _use(s);
        SessionPaymaster.SessionProof[] memory proofs = new SessionPaymaster.SessionProof[](1);
        proofs[0] = SessionPaymaster.SessionProof(keyBytes(SESSION_KEY), keccak256(sessions[s].rules), sessions[s].lane);
        vm.prank(_random(2) == 0 ? watcher : operator);
        paymaster.denyAccount(address(account), proofs);
        sessions[s].isDenied = true;
        _buryEnded();
    }

    function _allow(uint256 s) internal {
        _use(s);
        vm.prank(operator);
        paymaster.allowAccount(address(account));
    }

    function _hasRoom(uint256 s) internal view returns (bool) {
        GhostSession storage session = sessions[s];
        return !_isEnded(s) && _isDue(s) && session.actions + ROOM <= session.maxActions
            && session.spend + ROOM <= session.maxSpend && session.gasWei + ROOM * OPERATION_WEI <= session.maxGasWei
            && _callsLeft(s, PLAY) >= ROOM && (!session.isSponsored || (session.maxGasWei <= session.voucherWei));
    }

    /// @dev A permitted operation is accepted and succeeds.
    function _succeeds(uint256 s, bytes memory callData) internal {
        _succeeds(_one(s, _sign(s, _operation(s, callData))));
    }

    function _succeeds(Sent[] memory sent) internal {
        assertEq(_handle(sent), "", string.concat(_kind(), ": is accepted"));
        for (uint256 i = 0; i < sent.length; ++i) {
            assertTrue(succeeded[i], string.concat(_kind(), ": succeeds"));
        }
        _countDone();
    }

    function _play() internal view returns (bytes memory) {
        return callPlay(1);
    }

    /// @dev A call whose rule counts nothing.
    function _level(int256 level) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.setLevel, (level)));
    }

    function _spend(uint256 which, uint256 amount) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.spend, (which, amount)));
    }

    /// @dev Calls of one kind.
    function _times(uint256 count, bytes memory data) internal view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, data);
        }
    }

    /// @dev As an ERC-7579 batch, or packed.
    function _together(Execution[] memory calls) internal returns (bytes memory) {
        return _random(2) == 0 ? batch(calls) : packed(calls);
    }
}
