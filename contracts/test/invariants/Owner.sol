// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AnyModule} from "../support/Modules.sol";
import {BY_OWNER, GhostAccount} from "./Ghost.sol";
import {Player} from "./Player.sol";

/// @notice What owners can do, each recorded in the ghosts. Nothing that sessions do may ever block an owner.
abstract contract Owner is Player {
    /// @dev In the owner's first lane or a free one: every lane that names no installed module is the owner's.
    function _ownerActs(bytes memory callData) internal {
        uint192 free = uint192(_random(2) * _between(1, type(uint32).max));
        assertEq(_handle(BY_OWNER, _ownerOperation(callData, free)), "", "the owner is never refused");
        assertTrue(succeeded[0], "the owner's operation succeeds");
    }

    function _ownerDoes(address to, uint256 value, bytes memory data) internal {
        _ownerActs(_callAsOwner(to, value, data));
    }

    function _ownerChecksIn(uint256 a) internal {
        _useAccount(a);
        bytes memory data = abi.encodeCall(validator.revoke, (bytes32(type(uint256).max)));
        assertEq(
            _handle(BY_OWNER, _ownerOperation(_callAsOwner(address(validator), 0, data), 0)),
            "",
            "lane 0 is never blocked"
        );
        assertTrue(succeeded[0], "the owner's operation in lane 0 succeeds");
    }

    function _callAsOwner(address to, uint256 value, bytes memory data) internal view returns (bytes memory) {
        if (!_isConfined(currentAccount)) return single(to, value, data);
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(to, 0, data);
        return packed(calls);
    }

    /// @dev The sponsor pays for those of confined accounts, and for some others.
    function _ownerOperation(bytes memory callData, uint192 nonceKey) internal returns (PackedUserOperation memory op) {
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), nonceKey);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | CALL_GAS);
        op.preVerificationGas = PRE_VERIFICATION_GAS;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        if (_isConfined(currentAccount) || _random(4) == 0) {
            op.paymasterAndData = once(op, SPONSOR_KEY);
            promisedWei += maxCostOf(op);
        }
        op.signature = signAsOwner(entryPointHash(op));
    }

    // ---------------------------------------------------------------- sessions

    /// @dev Either by an operation or by a signature that anybody relays.
    function _revoke(uint256 s) internal {
        _use(s);
        bytes32 id = sessions[s].id;
        if (_random(2) == 0) {
            _ownerDoes(address(validator), 0, abi.encodeCall(validator.revoke, (id)));
        } else {
            bytes memory signature = signAsOwner(validator.hashRevoke(address(account), id));
            vm.prank(thief);
            validator.revokeByOwner(address(account), id, signature);
        }
        sessions[s].isRevoked = true;
        _buryEnded();
    }

    function _revokeAll(uint256 a) internal {
        _useAccount(a);
        _ownerDoes(address(validator), 0, abi.encodeCall(validator.revokeAll, ()));
        _epochEnded();
    }

    function _revokeAllByRelay(uint256 a) internal {
        _useAccount(a);
        bytes32 epoch = accounts[a].epochWord;
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        vm.prank(thief);
        validator.revokeAllByOwner(address(account), epoch, signature);
        _epochEnded();
    }

    /// @dev The ghost counts; the module's value of the epoch must be new, and contain the number.
    function _epochEnded() internal {
        GhostAccount storage ghost = accounts[currentAccount];
        bytes32 next = validator.epochOf(address(account));
        assertEq(uint256(next) >> 224, ++ghost.epoch, "epoch");
        assertNotEq(next << 32, ghost.epochWord << 32, "an epoch that nobody knew");
        ghost.epochWord = next;
        _buryEnded();
    }

    // ---------------------------------------------------------------- modules

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

    function _reinstall(uint256 a) internal {
        _uninstall(a);
        _install(a);
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
}
