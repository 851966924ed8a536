// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {Sent} from "./Ghost.sol";
import {Player} from "./Player.sol";

/// @notice The honest player: everything that a grant permits, which must therefore succeed.
abstract contract SessionHandler is Player {
    function _dealPermitted() internal {
        _permitted("enables by its first operation", _enablesByFirstOperation);
        _permitted("enables by transaction", _enablesByTransaction);
        _permitted("plays once", _playsOnce);
        _permitted("plays several in one operation", _playsSeveral);
        _permitted("plays with value", _playsWithValue);
        _permitted("spends", _spends);
        _permitted("spends all that is left", _spendsAll);
        _permitted("uses all actions that are left", _usesAllActions);
        _permitted("makes a call that reverts, and pays for it", _callReverts);
        _permitted("pays by the account", _paysByTheAccount);
        _permitted("plays by a P-256 key", _playsByP256);
        _permitted("bundle of one session", _bundleOfOneSession);
        _permitted("bundle of several sessions", _bundleOfSeveralSessions);
        _permitted("plays in the last second", _playsInTheLastSecond);
        _permitted("renews beside a session that lives", _renews);
        _permitted("session key ends itself", _endsItself);
        _permitted("time passes", _timePasses);
    }

    function _enablesByFirstOperation() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        _succeeds(s, _play());
    }

    function _enablesByTransaction() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        _enable(s);
        _succeeds(s, _play());
    }

    function _playsOnce() private {
        uint256 s = _pick();
        _succeeds(s, _play());
    }

    function _playsSeveral() private {
        uint256 s = _pick();
        Execution[] memory calls = _times(_between(1, ROOM), abi.encodeCall(Target.play, (1)));
        calls[0].callData = abi.encodeCall(Target.spend, (0, _random(ROOM)));
        if (calls.length > 1) calls[1].callData = abi.encodeCall(Target.setLevel, (int256(_random(11)) - 5));
        _succeeds(s, _together(calls));
    }

    function _playsWithValue() private {
        uint256 s = _newSession(_freeAccount(), _random(2) == 0, 0);
        _succeeds(s, single(address(target), _between(1, MAX_VALUE), abi.encodeCall(Target.play, (1))));
    }

    function _spends() private {
        uint256 s = _pick();
        _succeeds(s, _spend(0, _random(ROOM + 1)));
    }

    function _spendsAll() private {
        uint256 s = _pick();
        _succeeds(s, _spend(0, sessions[s].maxSpend - sessions[s].spend));
    }

    function _usesAllActions() private {
        uint256 s = _pick();
        uint256 left = sessions[s].maxActions - sessions[s].actions;
        _succeeds(s, _together(_times(left, abi.encodeCall(Target.setLevel, (1)))));
    }

    function _callReverts() private {
        uint256 s = _pick();
        Execution[] memory calls = _times(2, abi.encodeCall(Target.spend, (0, 1)));
        calls[1].callData = abi.encodeCall(Target.fail, (1));
        assertEq(_handle(s, _sign(s, _operation(s, _together(calls)))), "", "a call that reverts is accepted");
        assertFalse(succeeded[0], "and does not succeed");
        _countDone();
    }

    function _paysByTheAccount() private {
        uint256 s = _pick(false);
        _succeeds(s, _play());
    }

    function _playsByP256() private {
        uint256 s = _newSession(_anyAccount(), true, 0, true);
        _succeeds(s, _play());
        _succeeds(s, _play());
    }

    function _bundleOfOneSession() private {
        uint256 s = _pickStarted();
        Sent[] memory sent = new Sent[](_between(2, 5));
        for (uint256 i = 0; i < sent.length; ++i) {
            PackedUserOperation memory op = _operation(s, i == 0 ? _spend(0, 2) : _play());
            op.nonce += i;
            sent[i] = Sent(_sign(s, op), s);
        }
        _succeeds(sent);
    }

    /// @dev Of several accounts, or of one with two devices of a player.
    function _bundleOfSeveralSessions() private {
        Sent[] memory sent = new Sent[](_between(2, 5));
        for (uint256 i = 0; i < sent.length; ++i) {
            uint256 s = _newSession(_anyAccount(), _random(2) == 0, 0);
            sent[i] = Sent(_sign(s, _operation(s, _play())), s);
        }
        _succeeds(sent);
    }

    function _playsInTheLastSecond() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        vm.warp(sessions[s].validUntil);
        _buryEnded();
        _succeeds(s, _play());
    }

    /// @dev Several sessions of one account are live at the same time.
    function _renews() private {
        uint256 before = _pick();
        uint256 s = _newSession(sessions[before].account, sessions[before].isSponsored, 0);
        _succeeds(s, _play());
        _use(before);
        _succeeds(before, _play());
    }

    function _endsItself() private {
        uint256 s = _pick();
        (bool success,) = address(validator).call(_callEnd(s, SESSION_KEY));
        assertTrue(success, "ended by its key");
        sessions[s].isRevoked = true;
        _buryEnded();
        _countDone();
    }

    function _timePasses() private {
        vm.warp(vm.getBlockTimestamp() + _between(1, 5 minutes));
        _buryEnded();
        _countDone();
    }
}
