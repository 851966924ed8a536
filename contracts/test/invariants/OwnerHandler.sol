// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {BY_OWNER, Sent} from "./Ghost.sol";
import {OwnerChanges} from "./OwnerChanges.sol";

/// @notice The owner's kinds of acts: every one must succeed.
abstract contract OwnerHandler is OwnerChanges {
    function _dealOwner() internal {
        _permitted("owner sends ETH", _sendsEth);
        _permitted("owner sends coins and approves", _sendsCoins);
        _permitted("owner sends trinkets", _sendsTrinkets);
        _permitted("owner revokes one session", _revokesOne);
        _permitted("owner revokes a grant that was never used", _revokesUnused);
        _permitted("owner revokes all", _revokesAll);
        _permitted("owner revokes all by relay", _revokesAllByRelay);
        _permitted("owner changes the owner", _changesOwner);
        _permitted("owner asks for a change and cancels it", _cancelsChange);
        _permitted("device key hands the account over", _handsOver);
        _permitted("device key takes the account back", _takesBack);
        _permitted("an account is released", _releases);
        _permitted("owner installs or uninstalls a module", _togglesModule);
        _permitted("owner reinstalls the session module", _reinstalls);
        _permitted("owner revokes in a bundle with sessions", _revokesInABundle);
    }

    function _sendsEth() private {
        uint256 a = _freeAccount();
        _useAccount(a);
        uint256 amount = _random(1 gwei);
        _ownerDoes(friend, amount, "");
        accounts[a].weiHeld -= amount;
        _countDone();
    }

    function _sendsCoins() private {
        uint256 a = _freeAccount();
        _useAccount(a);
        uint256 amount = _random(3);
        _ownerDoes(address(coin), 0, abi.encodeCall(coin.transfer, (friend, amount)));
        _ownerDoes(address(coin), 0, abi.encodeCall(coin.approve, (friend, amount)));
        accounts[a].coins -= amount;
        accounts[a].allowance = amount;
        _countDone();
    }

    function _sendsTrinkets() private {
        uint256 a = _freeAccount();
        _useAccount(a);
        uint256 amount = _random(2);
        _ownerDoes(
            address(trinkets), 0, abi.encodeCall(trinkets.safeTransferFrom, (address(account), friend, 1, amount, ""))
        );
        accounts[a].trinkets -= amount;
        _countDone();
    }

    function _revokesOne() private {
        _revoke(_pickStarted());
        _countDone();
    }

    function _revokesUnused() private {
        _revoke(_newSession(_anyAccount(), true, 0));
        _countDone();
    }

    function _revokesAll() private {
        _revokeAll(_anyAccount());
        _countDone();
    }

    function _revokesAllByRelay() private {
        _revokeAllByRelay(_anyAccount());
        _countDone();
    }

    /// @dev For an account of a wallet: the change waits a day.
    function _changesOwner() private {
        _changeOwner(_random(2));
        _countDone();
    }

    function _cancelsChange() private {
        uint256 a = _freeAccount();
        _askForChange(a);
        _ownerActs(abi.encodeCall(account.cancelChange, ()));
        (accounts[a].pendingKey, accounts[a].pendingDue) = (0, 0);
        _countDone();
    }

    function _handsOver() private {
        _handOver(_deviceAccount());
        _countDone();
    }

    /// @dev Until the last second.
    function _takesBack() private {
        uint256 a = _handedAccount();
        if (_random(2) == 0) vm.warp(accounts[a].formerUntil);
        _takeBack(a);
        _countDone();
    }

    function _releases() private {
        _release(_handedAccount());
        _countDone();
    }

    function _togglesModule() private {
        _toggleModule(_freeAccount());
        _countDone();
    }

    function _reinstalls() private {
        _reinstall(_freeAccount());
        _countDone();
    }

    /// @dev The EntryPoint validates a whole bundle before it executes any of it: what follows the revocation in
    /// the same bundle is executed, and nothing after that.
    function _revokesInABundle() private {
        uint256 s = _pickStarted();
        bool isAll = _random(2) == 0;
        bytes memory data =
            isAll ? abi.encodeCall(validator.revokeAll, ()) : abi.encodeCall(validator.revoke, (sessions[s].id));
        Sent[] memory sent = new Sent[](_between(2, 5));
        sent[0] = Sent(_ownerOperation(_callAsOwner(address(validator), 0, data), 0), BY_OWNER);
        for (uint256 i = 1; i < sent.length; ++i) {
            PackedUserOperation memory op = _operation(s, _play());
            op.nonce += i - 1;
            sent[i] = Sent(_sign(s, op), s);
        }
        _succeeds(sent);
        if (isAll) {
            _epochEnded();
        } else {
            sessions[s].isRevoked = true;
            _buryEnded();
        }
    }
}
