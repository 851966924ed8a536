// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AnyModule} from "../support/Modules.sol";
import {BY_OWNER} from "./Ghost.sol";
import {Player} from "./Player.sol";

/// @notice What owners can do, each booked on the ghosts. Nothing that sessions do may ever block an owner.
abstract contract Owner is Player {
    /// @dev In the owner's first lane or a free one: all that name no installed module are the owner's.
    function _ownerDoes(address to, uint256 value, bytes memory data) internal {
        uint192 free = uint192(_random(2) * _between(1, type(uint32).max));
        assertEq(_handle(BY_OWNER, _ownerOperation(single(to, value, data), free)), "", "the owner is never refused");
        assertTrue(succeeded[0], "the owner's operation succeeds");
    }

    function _ownerChecksIn(uint256 a) internal {
        _useAccount(a);
        assertEq(_handle(BY_OWNER, _ownerOperation(single(friend, 0, ""), 0)), "", "lane 0 is never blocked");
        assertTrue(succeeded[0], "the owner's operation in lane 0 succeeds");
    }

    /// @dev Either by an operation or by a signature that anybody relays.
    function _revoke(uint256 s) internal {
        _use(s);
        if (_random(2) == 0) {
            _ownerDoes(address(validator), 0, abi.encodeCall(validator.revoke, (sessionId())));
        } else {
            bytes memory signature = signAsOwner(validator.hashRevoke(address(account), sessionId()));
            vm.prank(thief);
            validator.revokeByOwner(address(account), sessionId(), signature);
        }
        sessions[s].isRevoked = true;
        _buryEnded();
    }

    /// @dev In one of the ways that there are, by chance.
    function _endEpoch(uint256 a) internal {
        uint256 way = _random(5);
        if (way == 0) _revokeAll(a);
        else if (way == 1) _revokeAllByRelay(a);
        else if (way == 2) _changeOwner(a);
        else if (way == 3) _toggleModule(a);
        else _reinstall(a);
    }

    function _changeOwner(uint256 a) internal {
        _useAccount(a);
        uint256 key = uint256(keccak256(abi.encode("next owner", _ownerKey())));
        _ownerDoes(address(account), 0, abi.encodeCall(account.setOwner, (abi.encodePacked(vm.addr(key)))));
        accounts[a].ownerKey = key;
        _epochEnded();
    }

    function _uninstall(uint256 a) internal {
        _useAccount(a);
        _ownerDoes(address(account), 0, abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        _epochEnded();
    }

    function _install(uint256 a) internal {
        _useAccount(a);
        _ownerDoes(address(account), 0, abi.encodeCall(account.installModule, (1, address(validator), "")));
        _epochEnded();
    }

    function _revokeAll(uint256 a) internal {
        _useAccount(a);
        _ownerDoes(address(validator), 0, abi.encodeCall(validator.revokeAll, ()));
        _epochEnded();
    }

    function _revokeAllByRelay(uint256 a) internal {
        _useAccount(a);
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), accounts[a].epoch));
        vm.prank(thief);
        validator.revokeAllByOwner(address(account), accounts[a].epoch, signature);
        _epochEnded();
    }

    function _toggleModule(uint256 a) internal {
        _useAccount(a);
        AnyModule module = AnyModule(accounts[a].module);
        bool isThere = address(module) != address(0);
        if (!isThere) module = new AnyModule(_between(1, 2));
        bytes memory data = isThere
            ? abi.encodeCall(account.uninstallModule, (module.TYPE(), address(module), ""))
            : abi.encodeCall(account.installModule, (module.TYPE(), address(module), ""));
        _ownerDoes(address(account), 0, data);
        accounts[a].module = isThere ? address(0) : address(module);
        _epochEnded();
    }

    function _reinstall(uint256 a) internal {
        _uninstall(a);
        _install(a);
    }

    function _epochEnded() private {
        ++accounts[currentAccount].epoch;
        _buryEnded();
    }

    function _ownerOperation(bytes memory callData, uint192 nonceKey)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), nonceKey);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | CALL_GAS);
        op.preVerificationGas = PRE_VERIFICATION_GAS;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.signature = signAsOwner(entryPointHash(op));
    }
}
