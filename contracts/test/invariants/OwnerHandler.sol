// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AnyModule} from "../support/Modules.sol";
import {BY_OWNER, Sent} from "./Ghost.sol";
import {SessionHandler} from "./SessionHandler.sol";

/// @notice The owner, whom nothing that sessions do may ever block: every act must succeed.
abstract contract OwnerHandler is SessionHandler {
    function _dealOwner() internal {
        _permitted("owner sends ETH", _sendsEth);
        _permitted("owner sends coins and approves", _sendsCoins);
        _permitted("owner sends trinkets", _sendsTrinkets);
        _permitted("owner revokes one session", _revokesOne);
        _permitted("owner revokes a grant that was never used", _revokesUnused);
        _permitted("owner revokes all", _revokesAll);
        _permitted("owner revokes all by relay", _revokesAllByRelay);
        _permitted("owner changes the owner", _changesOwner);
        _permitted("owner installs or uninstalls a module", _togglesModule);
        _permitted("owner reinstalls the session module", _reinstalls);
        _permitted("owner revokes in a bundle with sessions", _revokesInABundle);
    }

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

    function _revokeAll(uint256 a) private {
        _useAccount(a);
        _ownerDoes(address(validator), 0, abi.encodeCall(validator.revokeAll, ()));
        _epochEnded();
    }

    function _revokeAllByRelay(uint256 a) private {
        _useAccount(a);
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), accounts[a].epoch));
        vm.prank(thief);
        validator.revokeAllByOwner(address(account), accounts[a].epoch, signature);
        _epochEnded();
    }

    function _toggleModule(uint256 a) private {
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

    function _reinstall(uint256 a) private {
        _uninstall(a);
        _install(a);
    }

    function _epochEnded() private {
        ++accounts[currentAccount].epoch;
        _buryEnded();
    }

    function _ownerOperation(bytes memory callData, uint192 nonceKey)
        private
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

    // ---------------------------------------------------------------- cards

    function _sendsEth() private {
        uint256 a = _random(ACCOUNTS);
        _useAccount(a);
        uint256 amount = _random(1 gwei);
        _ownerDoes(friend, amount, "");
        accounts[a].weiHeld -= amount;
        _countDone();
    }

    function _sendsCoins() private {
        uint256 a = _random(ACCOUNTS);
        _useAccount(a);
        uint256 amount = _random(3);
        _ownerDoes(address(coin), 0, abi.encodeCall(coin.transfer, (friend, amount)));
        _ownerDoes(address(coin), 0, abi.encodeCall(coin.approve, (friend, amount)));
        accounts[a].coins -= amount;
        accounts[a].allowance = amount;
        _countDone();
    }

    function _sendsTrinkets() private {
        uint256 a = _random(ACCOUNTS);
        _useAccount(a);
        uint256 amount = _random(2);
        _ownerDoes(
            address(trinkets), 0, abi.encodeCall(trinkets.safeTransferFrom, (address(account), friend, 1, amount, ""))
        );
        accounts[a].trinkets -= amount;
        _countDone();
    }

    function _revokesOne() private {
        _revoke(_pickEnabled());
        _countDone();
    }

    function _revokesUnused() private {
        _revoke(_newSession(_random(ACCOUNTS), true, 0));
        _countDone();
    }

    function _revokesAll() private {
        _revokeAll(_random(ACCOUNTS));
        _countDone();
    }

    function _revokesAllByRelay() private {
        _revokeAllByRelay(_random(ACCOUNTS));
        _countDone();
    }

    function _changesOwner() private {
        _changeOwner(_random(ACCOUNTS));
        _countDone();
    }

    function _togglesModule() private {
        _toggleModule(_random(ACCOUNTS));
        _countDone();
    }

    function _reinstalls() private {
        _reinstall(_random(ACCOUNTS));
        _countDone();
    }

    /// @dev The EntryPoint validates a whole bundle before it executes any of it: what stands behind the revocation in
    /// the same bundle is done, and nothing after that.
    function _revokesInABundle() private {
        uint256 s = _pickEnabled();
        bool isAll = _random(2) == 0;
        bytes memory data =
            isAll ? abi.encodeCall(validator.revokeAll, ()) : abi.encodeCall(validator.revoke, (sessionId()));
        Sent[] memory sent = new Sent[](_between(2, 5));
        sent[0] = Sent(_ownerOperation(single(address(validator), 0, data), 0), BY_OWNER);
        for (uint256 i = 1; i < sent.length; ++i) {
            PackedUserOperation memory op = _operation(s, _play());
            op.nonce += i - 1;
            sent[i] = Sent(_sign(s, op), s);
        }
        _succeeds(sent);
        if (isAll) ++accounts[currentAccount].epoch;
        else sessions[s].isRevoked = true;
        _buryEnded();
    }
}
