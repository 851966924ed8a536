// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sent} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice Too early, too late, again, and after the owner revoked.
abstract contract ThiefLife is Thief {
    function _dealThiefLife() internal {
        _attack("plays before the window", _playsBeforeTheWindow);
        _attack("plays after expiry", _playsAfterExpiry);
        _attack("plays after revocation", _playsAfterRevocation);
        _attack("plays after its own end", _playsAfterItsOwnEnd);
        _attack("plays after the epoch", _playsAfterTheEpoch);
        _attack("plays after the owner changed", _playsAfterTheOwnerChanged);
        _attack("plays while the module is uninstalled", _playsWithoutTheModule);
        _attack("enables a session again", _enablesAgain);
        _attack("enables a revoked grant", _enablesRevoked);
        _attack("enables a grant of an older epoch", _enablesOldEpoch);
        _attack("replays an operation", _replays);
        _attack("replays an operation in its bundle", _replaysInItsBundle);
        _attack("leaves a gap in the nonces", _leavesAGap);
    }

    /// @dev Half of the time in the second right before it, as too late is one second after it.
    function _playsBeforeTheWindow() private {
        uint256 s = _newSession(_anyAccount(), _random(2) == 0, 60 + _random(2) * _random(300));
        bytes memory data = _callEnable(s);
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantNotDue.selector);
        _failed(s, _sign(s, _operation(s, _play())), "AA22 expired or not due");
    }

    function _playsAfterExpiry() private {
        uint256 s = _pick();
        vm.warp(sessions[s].validUntil + 1 + _random(2) * _random(10 minutes));
        _buryEnded();
        _failed(s, _sign(s, _operation(s, _play())), "AA22 expired or not due");
    }

    function _playsAfterRevocation() private {
        uint256 s = _pickStarted();
        _revoke(s);
        _callsRefused(s, _play(), ISessionValidator.SessionNotLive.selector);
    }

    function _playsAfterItsOwnEnd() private {
        uint256 s = _pickStarted();
        (bool success,) = address(validator).call(_callEnd(s, SESSION_KEY));
        assertTrue(success, "ended by its key");
        sessions[s].isRevoked = true;
        _buryEnded();
        _callsRefused(s, _play(), ISessionValidator.SessionNotLive.selector);
    }

    function _playsAfterTheEpoch() private {
        uint256 s = _pickStarted();
        _endEpoch(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionNotLive.selector);
    }

    /// @dev The former owner also signs a grant for the new epoch.
    function _playsAfterTheOwnerChanged() private {
        uint256 s = _pickStarted();
        _changeOwner(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionNotLive.selector);
    }

    /// @dev The account still asks the module, which refuses; its lanes stay closed for the old sessions when the module is back.
    function _playsWithoutTheModule() private {
        uint256 s = _newSession(_freeAccount(), false, 0);
        _enable(s);
        _uninstall(currentAccount);
        // Alone: an honest operation before it could be from the same account, and would be refused first.
        _refused(_one(s, _sign(s, _operation(s, _play()))), abi.encodePacked(ISessionValidator.SessionNotLive.selector));
        _install(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionNotLive.selector);
    }

    function _enablesAgain() private {
        _enablesRefused(_pickStarted(), ISessionValidator.SessionUsedAlready.selector);
    }

    function _enablesRevoked() private {
        uint256 s = _random(2) == 0 ? _pickStarted() : _newSession(_anyAccount(), true, 0);
        _revoke(s);
        _enablesRefused(s, ISessionValidator.SessionUsedAlready.selector);
    }

    function _enablesOldEpoch() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        _endEpoch(sessions[s].account);
        _use(s);
        // A grant's signature is checked before its epoch: so the current owner signs, whoever owned it then.
        sessions[s].ownerSignature = signGrant(_grantOf(s));
        _enablesRefused(s, ISessionValidator.GrantWrongEpoch.selector);
    }

    /// @dev By transaction and by operation.
    function _enablesRefused(uint256 s, bytes4 reason) private {
        _use(s);
        bytes memory data = _callEnable(s);
        _directlyRefused(thief, address(validator), data, reason);
        PackedUserOperation memory op = _operation(s, _play());
        uint32 time = uint32(vm.getBlockTimestamp());
        _refused(s, signFirst(op, _grantOf(s), hint(PLAY), time, sessions[s].ownerSignature), reason);
    }

    function _replays() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        assertEq(_handle(s, op), "", "once");
        _failed(s, op, "AA25 invalid account nonce");
    }

    function _replaysInItsBundle() private {
        uint256 s = _pickStarted();
        Sent[] memory sent = new Sent[](2);
        sent[0] = Sent(_sign(s, _operation(s, _play())), s);
        sent[1] = sent[0];
        _refused(sent, "AA25 invalid account nonce");
    }

    function _leavesAGap() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        op.nonce += _between(1, 5);
        _failed(s, _sign(s, op), "AA25 invalid account nonce");
    }
}
