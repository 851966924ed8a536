// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Target} from "../support/Target.sol";
import {GhostSession, Sent} from "./Ghost.sol";
import {GhostLedger} from "./GhostLedger.sol";

/// @notice Chooses sessions that may be used, and uses them as they may be.
abstract contract Player is GhostLedger {
    /// @dev A session that is chosen has room for so many actions, operations and units to spend.
    uint256 internal constant ROOM = 6;

    /// @dev A session that may be used now and has room for some more operations; mostly one that is there already.
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
        return _newSession(_random(ACCOUNTS), isSponsored, 0);
    }

    function _pickEnabled() internal returns (uint256) {
        return _pickEnabled(_random(4) != 0);
    }

    function _pickEnabled(bool isSponsored) internal returns (uint256 s) {
        s = _pick(isSponsored);
        if (!sessions[s].isEnabled) _enable(s);
    }

    function _enable(uint256 s) internal {
        _use(s);
        validator.enable(_grantOf(s), sessions[s].ownerSignature);
        sessions[s].isEnabled = true;
    }

    function _hasRoom(uint256 s) internal view returns (bool) {
        GhostSession storage session = sessions[s];
        return !_isEnded(s) && _isDue(s) && session.actions + ROOM <= session.maxActions
            && session.spend + ROOM <= session.maxSpend && session.gasWei + ROOM * OPERATION_WEI <= session.maxGasWei
            && (!session.isSponsored || session.maxGasWei <= session.voucherWei);
    }

    /// @dev What is permitted is accepted and succeeds.
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

    /// @dev Calls of one kind.
    function _times(uint256 count, bytes memory data) internal view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, data);
        }
    }
}
