// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GhostAccount} from "./Ghost.sol";
import {Owner} from "./Owner.sol";

/// @notice How accounts change owners, each change recorded in the ghosts.
abstract contract OwnerChanges is Owner {
    /// @dev In one of the possible ways, at random.
    function _endEpoch(uint256 a) internal {
        uint256 way = _random(_isConfined(a) ? 3 : 5);
        if (way == 0) _revokeAll(a);
        else if (way == 1) _revokeAllByRelay(a);
        else if (way == 2) _changeOwner(a);
        else if (way == 3) _toggleModule(a);
        else _reinstall(a);
    }

    function _nextKey() private view returns (uint256) {
        return uint256(keccak256(abi.encode("next owner", accounts[currentAccount].ownerKey)));
    }

    /// @dev In the way that the account allows; afterwards somebody else owns it.
    function _changeOwner(uint256 a) internal {
        _useAccount(a);
        if (accounts[a].isDevice) return _handOver(a);
        if (accounts[a].formerKey != 0) _release(a);
        _askForChange(a);
        _finishChange(a);
    }

    function _askForChange(uint256 a) internal {
        _useAccount(a);
        uint256 key = _nextKey();
        _ownerActs(callChange(key));
        (accounts[a].pendingKey, accounts[a].pendingDue) = (key, vm.getBlockTimestamp() + 1 days);
    }

    function _finishChange(uint256 a) internal {
        _useAccount(a);
        GhostAccount storage ghost = accounts[a];
        vm.warp(ghost.pendingDue);
        vm.prank(thief);
        account.finishChange();
        (ghost.ownerKey, ghost.pendingKey, ghost.pendingDue) = (ghost.pendingKey, 0, 0);
        _epochEnded();
    }

    function _handOver(uint256 a) internal {
        _useAccount(a);
        GhostAccount storage ghost = accounts[a];
        uint256 key = _nextKey();
        _ownerActs(callChange(key));
        (ghost.formerKey, ghost.formerUntil) = (ghost.ownerKey, vm.getBlockTimestamp() + 1 days);
        (ghost.ownerKey, ghost.isDevice) = (key, false);
        _epochEnded();
    }

    function _takeBack(uint256 a) internal {
        _useAccount(a);
        GhostAccount storage ghost = accounts[a];
        bytes memory signature = _signTakeBack(ghost.formerKey);
        vm.prank(thief);
        account.takeBack(signature);
        (ghost.ownerKey, ghost.isDevice) = (ghost.formerKey, true);
        (ghost.formerKey, ghost.formerUntil) = (0, 0);
        _epochEnded();
    }

    function _signTakeBack(uint256 deviceKey) internal view returns (bytes memory) {
        return signP256(deviceKey, changeDigest("TakeBack", _signerOf(accounts[currentAccount].formerKey, true)));
    }

    /// @dev A day after it was handed over, the account is no longer confined.
    function _release(uint256 a) internal {
        _useAccount(a);
        GhostAccount storage ghost = accounts[a];
        if (vm.getBlockTimestamp() <= ghost.formerUntil) vm.warp(ghost.formerUntil + 1);
        vm.prank(thief);
        account.release();
        (ghost.formerKey, ghost.formerUntil) = (0, 0);
        _buryEnded();
    }

    /// @dev An account that a device key handed over, and may still take back.
    function _handedAccount() internal returns (uint256) {
        for (uint256 a = 2; a < accounts.length; ++a) {
            if (accounts[a].formerKey != 0 && vm.getBlockTimestamp() <= accounts[a].formerUntil) return a;
        }
        uint256 made = _deviceAccount();
        _handOver(made);
        return made;
    }
}
